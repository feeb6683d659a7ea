"""Noun phrases around a cue: subjects, agents, appositions."""

from __future__ import annotations

from geomap.attributions.lexicon import (
    ADJECTIVE,
    ADVERB,
    AGENT,
    ALSO_NOUN,
    ARTICLE,
    AUX,
    BE,
    BODY,
    BRACKET,
    COMMA,
    CONTRAST,
    COORDINATOR,
    DASH,
    DETERMINER,
    DOCUMENT,
    END,
    FINITE,
    GERUND,
    JOINER,
    OPENER,
    PARTICLE,
    PAST,
    PERSON,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    SEAT,
    SHOWS,
    SPEAKER,
    SPEECH,
    THAT,
    TIME,
    VERB,
    WHO,
)
from geomap.attributions.reading import LONGEST_QUOTED_NAME, WALL, Reading, Stretch, is_name, quote_around
from geomap.language import Sense

LONGEST_SOURCE = 26
"""Tokens; longer stretches before a verb are no noun phrase."""
LONGEST_TIME = 8
"""Tokens of a time told by an event: after a heavy raid on X."""
LONGEST_LEAD = 5
"""Tokens of a time that opens a sentence without a comma after it."""
SHORT_OFFICE = 4
"""Tokens of an office without an article or a possessive."""
LONGEST_PORTFOLIO = 8
"""Tokens of what else an office is for: the minister of defence *and of the industry of the country* X."""
LONGEST_PERSON = 3
"""Names of one person."""
NO_PORTFOLIO = WALL | AUX | BE | FINITE | GERUND | OPENER | PRONOUN | THAT | WHO | TIME | COORDINATOR
"""What does not stand within the name of an office."""
NO_PERSON = SPEAKER | TIME | ADJECTIVE | DETERMINER
"""Words with a capital that are no names of people."""


def phrase_left(r: Reading, i: int) -> Stretch | None:
    """Return the noun phrase that ends with token ``i``."""
    bits, lo = r.bits, r.lo
    bit = bits[i]
    if bit & PRONOUN:
        return Stretch(i, i + 1)
    joined = -1
    j = i
    limit = max(lo, i - LONGEST_SOURCE)
    while j >= limit:
        bit = bits[j]
        if bit & WALL:
            break
        if bit & COORDINATOR and j < i and (is_name(r, j - 1) or bits[j - 1] & SPEAKER) if j > lo else False:
            joined = j
        elif bit & COORDINATOR and joined < 0 and _is_portfolio(r, j, i):
            pass  # the minister of farming and food
        elif bit & (OPENER | AUX | BE | PRONOUN) or (
            bit & (FINITE | GERUND) and not bit & (ALSO_NOUN | SPEAKER) and not is_name(r, j)
        ):
            if j > lo and bits[j - 1] & WHO and not bit & OPENER:
                return subject_at(r, j - 1)
            if joined >= 0 and bit & (AUX | BE | PRONOUN | FINITE):
                j = joined
            break
        j -= 1
    first = j + 1
    while first <= i and not r.words[first][0].isalnum():
        first += 1
    if first < i and r.words[first][0].isdigit():
        # The date and hour of a live page stand before the sentence: 3 Jul 2022 00.53 The president
        stamp = max(x for x in range(first, min(i, first + 5)) if r.words[x][0].isdigit())
        if is_name(r, stamp + 1) and not bits[stamp + 1] & TIME:
            first = stamp + 1
    first = behind_time(r, first, i)
    skipped = ADVERB | TIME | COORDINATOR | OPENER
    while first <= i and bits[first] & skipped and not bits[first] & (DETERMINER | PREPOSITION):
        first += 1
    if first < i and bits[first] & PREPOSITION:
        first = after_lead_in(r, first, i)
    if not r.grammar.articles:
        first = _behind_place(r, first, i)
    if first == i and bits[i] & POSSESSIVE:
        return None
    return Stretch(first, i + 1) if first <= i else None


def _is_portfolio(r: Reading, j: int, i: int) -> bool:
    """Tell whether a coordinator joins what an office before it is for: міністр політики *та* захисту."""
    if r.grammar.articles or j == i or any(is_name(r, x) or r.bits[x] & SPEAKER for x in range(j + 1, i + 1)):
        return False
    for x in range(j - 1, max(r.lo - 1, j - LONGEST_PORTFOLIO), -1):
        if r.bits[x] & PERSON:
            return True
        if r.bits[x] & (NO_PORTFOLIO | PREPOSITION) or r.lowers[x].endswith(r.grammar.finite_endings):
            return False
    return False


def behind_time(r: Reading, first: int, i: int) -> int:
    """Return where a phrase up to ``i`` begins behind a time without a comma: after a raid on X | Olena Kim.

    *After Kyiv* said so is a clause, and nothing parts its subject from the conjunction.
    """
    opener = first - 1
    if opener < r.lo or first >= i or not r.bits[opener] & PREPOSITION or not r.bits[opener] & OPENER:
        return first
    begin = after_lead_in(r, opener, i)
    starts = DETERMINER if r.grammar.articles else SPEAKER
    parted = is_name(r, begin) or bool(r.bits[begin] & starts)
    return begin if parted and any(r.is_deed(x) for x in range(first, begin)) else first


def after_lead_in(r: Reading, first: int, i: int) -> int:
    """Return where the noun phrase up to ``i`` begins after an adverbial without a comma."""
    bits = r.bits
    if bits[first] & SEAT and bits[first + 1] & BODY:
        return first + 1  # at the staff of the group they said
    for j in range(i - 1, first, -1):
        if bits[j] & TIME:
            return j + 1
        if bits[j] & DETERMINER and not bits[j - 1] & PREPOSITION:
            return j
    j = i
    while j > first and (
        is_name(r, j) or bits[j] & (SPEAKER | END) or (j < i and _agrees(r, j) and not r.is_deed(j))
    ):
        j -= 1
    if j == first and _is_place_of(r, j + 1, i):
        return j + 2
    return _behind_governed(r, j, i)


def _behind_governed(r: Reading, j: int, i: int) -> int:
    """Return where names begin behind the one that the word at ``j`` governs: удару по Одесі | Іван Гай."""
    bits = r.bits
    of = j - 2 if bits[j] & COORDINATOR and is_name(r, j - 1) else j  # по Одесі й Херсону
    governs = of >= r.lo and (bits[of] & (PREPOSITION | Sense.GEOGRAPHIC) or r.is_deed(of))
    if not governs or j + 1 >= i or not is_name(r, j + 1) or bits[j + 1] & SPEAKER:
        return j + 1
    if r.grammar.articles:
        led = any(r.is_deed(x) for x in range(r.lo, j)) or bits[i] & Sense.LEADER
        return j + 2 if led and i - j <= LONGEST_PERSON else j + 1  # after a raid on X | Olena Kim
    if _agrees(r, j + 1) and bits[j + 2] & SPEAKER:
        return j + 1  # у Збройних силах
    given = r.declension.noun(r.words[j + 1])
    two = _agrees(r, j + 1) or (given is not None and given.is_plain)  # по Новій Каховці; з Іваном Гаєм
    begin = j + 3 if two and j + 2 < i and is_name(r, j + 2) else j + 2
    return begin if is_name(r, begin) or bits[begin] & SPEAKER or _agrees(r, begin) else j + 1


def _is_place_of(r: Reading, name: int, i: int) -> bool:
    """Tell whether a name before a speaker is where it happened, no part of who speaks: в Орехове власти."""
    if r.grammar.articles or name >= i or not is_name(r, name) or is_name(r, name + 1):
        return False
    return bool(r.bits[name + 1] & SPEAKER) and not r.bits[name] & SPEAKER and not _agrees(r, name)


def _behind_place(r: Reading, first: int, i: int) -> int:
    """Return where names begin that follow a place without a comma: після удару по Одесі | Київ заявив."""
    bits = r.bits
    for p in range(i - 2, first, -1):
        if not is_name(r, p + 1):
            continue
        if bits[p] & PREPOSITION:
            begin = p + 3 if _agrees(r, p + 1) else p + 2  # по Новій Каховці | Київ
            named = begin <= i and all(is_name(r, k) or bits[k] & SPEAKER for k in range(begin, i + 1))
            spoken = any(bits[k] & (SPEAKER | BODY | PERSON) or is_name(r, k) for k in range(first, p))
            return begin if named and not spoken else first
    return first


def _agrees(r: Reading, i: int) -> bool:
    """Tell whether a word has the ending of an adjective before a noun: в областной прокуратуре."""
    return r.lowers[i].endswith(r.grammar.declension.adjective_endings)


def phrase_right(r: Reading, i: int) -> Stretch | None:
    """Return the noun phrase that begins with token ``i``."""
    bits, hi = r.bits, r.hi
    j = i
    while j < hi:
        bit = bits[j]
        if bit & QUOTE and not r.grammar.articles and (close := quoted_name(r, j)):
            j = close + 1
            if bits[close - 1] & (COMMA | END):
                break
            continue
        if bit & (WALL | AUX | BE | THAT | WHO | TIME | AGENT) and not (bit & DETERMINER and j == i):
            break
        if bit & COORDINATOR:
            if not (j + 1 < hi and (is_name(r, j + 1) or bits[j + 1] & (DETERMINER | SPEAKER))):
                break
        elif (
            bit & OPENER or (bit & PREPOSITION and not bit & JOINER) or (bit & PARTICLE and not bit & JOINER)
        ):
            break
        elif bit & JOINER:
            if not (j + 1 < hi and (is_name(r, j + 1) or bits[j + 1] & (DETERMINER | POSSESSIVE | SPEAKER))):
                break
        elif (bit & PRONOUN and j > i) or (
            bit & (FINITE | GERUND) and not bit & (ALSO_NOUN | SPEAKER) and not is_name(r, j)
        ):
            break
        j += 1
        if bit & PRONOUN:
            break
    return Stretch(i, j) if j > i else None


def source_right(r: Reading, i: int) -> Stretch | None:
    """Return who is named from token ``i`` on, also by a name in quotation marks: according to *"Rybar,"*."""
    if i >= r.hi:
        return None
    phrase = _up_to_verb(r, phrase_right(r, i))
    at = phrase.last if phrase else i
    if r.grammar.articles and at < r.hi and r.bits[at] & QUOTE and (close := quoted_name(r, at)):
        named = phrase is None or any(r.bits[x] & SPEAKER for x in range(*phrase))
        return Stretch(i, close + 1) if named else phrase
    return with_holder(r, phrase)


def _up_to_verb(r: Reading, phrase: Stretch | None) -> Stretch | None:
    """Return a phrase up to an unknown word behind a name, and before no office: by Maxar | consists of."""
    if phrase is None or not r.grammar.articles:
        return phrase
    for x in range(phrase.first + 1, phrase.last):
        known = any(r.bits[y] for y in range(x, min(x + 2, phrase.last))) or not r.words[x].isalpha()
        named = is_name(r, x - 1) and not r.bits[x - 1] & ADJECTIVE
        if named and not is_name(r, x) and not known:
            return Stretch(phrase.first, x)
    return phrase


def closes_inside(r: Reading, phrase: Stretch) -> bool:
    """Tell whether a phrase ends with a name in quotation marks and the comma behind it within them."""
    bits, last = r.bits, phrase.last
    return last - phrase.first > 2 and bool(bits[last - 1] & QUOTE and bits[last - 2] & COMMA)


def with_holder(r: Reading, phrase: Stretch | None) -> Stretch | None:
    """Return a phrase on the right with the name of who holds its office: *said the mayor, Olena Kim*.

    The name stands between commas, or, in languages with cases, behind a second part of what the office is
    for: the minister of defence *and industry* X.
    """
    if phrase is None or phrase.last >= r.hi or not is_one_office(r, phrase):
        return phrase
    i, mark = phrase.last, r.bits[phrase.last]
    if mark & COMMA:
        end = _person_at(r, i + 1)
        return Stretch(phrase.first, end) if end and (end == r.hi or r.bits[end] & WALL) else phrase
    if r.grammar.articles or not mark & COORDINATOR:
        return phrase
    for x in range(i + 1, min(r.hi, i + LONGEST_PORTFOLIO)):
        if is_name(r, x):
            end = _person_at(r, x) if x > i + 1 else 0
            return Stretch(phrase.first, end) if end else phrase
        if r.bits[x] & NO_PORTFOLIO or r.lowers[x].endswith(r.grammar.finite_endings):
            return phrase
    return phrase


def is_one_office(r: Reading, phrase: Stretch) -> bool:
    """Tell whether a phrase names an office that one person holds, and not the person."""
    first, last = phrase
    offices = (x for x in range(first, last) if r.bits[x] & PERSON)
    one = any(not r.lowers[x].endswith(r.grammar.plural_endings) for x in offices)
    named = last - first > 1 and is_name(r, last - 1) and is_name(r, last - 2)
    return one and not (named and not r.bits[last - 1] & SPEAKER)


def _person_at(r: Reading, i: int) -> int:
    """Return where a name and surname in the nominative end that begin at ``i``, 0 where none do."""
    end = i
    while end < r.hi and is_name(r, end) and r.words[end].isalpha() and not r.bits[end] & NO_PERSON:
        end += 1
    given = r.declension.noun(r.words[i]) if end > i else None
    return end if 1 < end - i <= LONGEST_PERSON and not (given and given.is_plain) else 0


def quoted_name(r: Reading, i: int) -> int:
    """Return the closing mark of a name in quotation marks that opens at ``i``, 0 if there is none."""
    quote = quote_around(r, i)
    if quote is None or quote.open != i or quote.close - i > LONGEST_QUOTED_NAME:
        return 0
    return quote.close if is_name(r, i + 1) else 0


def subject_at(r: Reading, i: int) -> Stretch | None:
    """Return the subject whose last token, or the comma after it, is ``i``."""
    bits = r.bits
    if i < r.lo:
        return None
    bit = bits[i]
    if bit & WHO:
        end = i - 1 if i > r.lo and bits[i - 1] & COMMA else i
        before = phrase_left(r, end - 1) if end > r.lo else None
        return Stretch(before.first, i + 1) if before else Stretch(i, i + 1)
    if bit & (COORDINATOR | CONTRAST):
        return elided_subject(r, i)
    if bit & BRACKET and (opening := short_form(r, i)):
        return phrase_left(r, opening - 1)
    if bit & (COMMA | BRACKET | DASH):
        return before_apposition(r, i)
    if bit & (WALL | THAT):
        return None
    opener = time_before(r, i)
    if opener > r.lo:
        return phrase_left(r, opener - 1)
    opened = clause_before(r, i)
    if opened <= r.lo:
        phrase = phrase_left(r, i)
        return phrase and (thing_behind(r, phrase) or listed_behind(r, phrase) or phrase)
    return subject_at(r, opened) if bits[opened] & WHO else phrase_left(r, opened - 1)


def time_before(r: Reading, i: int) -> int:
    """Return where a time opens that ends at ``i`` behind a subject, or 0: X *after a raid on Y* said."""
    bits = r.bits
    if i - 1 <= r.lo or not is_name(r, i) or not (bits[i - 1] & PREPOSITION or r.is_deed(i - 1)):
        return 0
    for x in range(i - 2, max(r.lo, i - LONGEST_TIME), -1):
        if bits[x] & (WALL | AUX | BE | FINITE) and not r.is_deed(x):
            return 0
        if bits[x] & PREPOSITION and bits[x] & OPENER:
            subject = is_name(r, x - 1) or bits[x - 1] & (SPEAKER | PRONOUN)
            return x if subject and any(r.is_deed(y) for y in range(x + 1, i)) else 0
    return 0


def listed_behind(r: Reading, phrase: Stretch) -> Stretch | None:
    """Return who speaks where a list is cut to its last places before a verb: *officials in X,* Y and Z."""
    bits, first = r.bits, phrase.first
    places = range(first, phrase.last)
    if any(not _is_of_a_place(r, x) and not bits[x] & COORDINATOR for x in places):
        return None
    if bits[first - 1] & COORDINATOR and first - 1 > r.lo:
        first -= 1
    elif not any(bits[x] & COORDINATOR for x in places):
        return None
    x = first - 1
    if x <= r.lo or not bits[x] & COMMA:
        return None
    joins = COMMA | POSSESSIVE
    while x > r.lo and (_is_of_a_place(r, x) or (bits[x] & joins and _is_of_a_place(r, x - 1))):
        x -= 1
    if bits[x] & PREPOSITION and bits[x + 1] & COMMA == 0:
        x -= 1
    if x < r.lo or not bits[x] & SPEAKER:
        return None
    speaker = phrase_left(r, x)
    if speaker is None or any(r.is_deed(k) or r.is_done(k) for k in range(*speaker)):
        return None  # strikes hit police in X, Y and Z told of it
    return Stretch(speaker.first, phrase.last)


def _is_of_a_place(r: Reading, x: int) -> bool:
    """Tell whether a word may be a place's name or what it is: Kharkiv, regions, Брянской."""
    named = is_name(r, x) or r.bits[x] & Sense.GEOGRAPHIC
    return bool(named) and not r.bits[x] & (SPEAKER | PREPOSITION)


def thing_behind(r: Reading, phrase: Stretch) -> Stretch | None:
    """Return the picture or document of which a participle tells where it is: *a film* posted on X says."""
    first = phrase.first - 2
    if not r.grammar.articles or first <= r.lo or not r.bits[first + 1] & PREPOSITION:
        return None
    passive = r.bits[first] & PAST and r.bits[first - 1] & (SHOWS | DOCUMENT)
    return phrase_left(r, first - 1) if passive else None


def clause_before(r: Reading, i: int) -> int:
    """Return where the clause opens that ends at ``i`` and tells of a noun before it, without a comma.

    *A captain who asked not to be named* said, *a pilot speaking on the phone* said; but not *the man who
    police* said had fled. It is -1 where there is none.
    """
    if not r.grammar.articles:
        return -1
    bits = r.bits
    first = max(r.lo, i - LONGEST_SOURCE)
    opens = WHO | GERUND | THAT | WALL
    found = next((x for x in range(i, first, -1) if bits[x] & opens), -1)
    if found < 0 or found == i or bits[found] & WALL:
        return -1
    if not bits[found] & WHO:
        told = any(bits[x] & VERB and bits[x] & SPEECH for x in range(r.lo, found))
        if told or not bits[found - 1] & SPEAKER:
            return -1
    clause = range(found + 1, i + 1)
    subject = DETERMINER | POSSESSIVE | PRONOUN | SPEAKER | ADJECTIVE
    if not bits[found] & GERUND and (is_name(r, clause[0]) or bits[clause[0]] & subject):
        verbs, ending = AUX | BE | FINITE, r.grammar.finite_endings
        acts = ((bits[x] & verbs and not bits[x] & SPEAKER) or r.lowers[x].endswith(ending) for x in clause)
        return found if any(acts) else -1
    return found


def short_form(r: Reading, closing: int) -> int:
    """Return where the bracket opens that holds only the initials of the name before it, else 0."""
    opening = closing - 2
    if opening <= r.lo or r.words[opening] not in "([" or not is_name(r, opening - 1):
        return 0
    short = r.words[closing - 1]
    return opening if sum(map(str.isupper, short)) > 1 else 0


def elided_subject(r: Reading, i: int) -> Stretch | None:
    """Return the subject that a verb after a conjunction shares with the verb before."""
    return r.subject or opening_subject(r, i)


def opening_subject(r: Reading, limit: int) -> Stretch | None:
    """Return the noun phrase with which the sentence opens, after its lead-in."""
    bits = r.bits
    i = r.lo
    if i < limit and bits[i] & (PREPOSITION | ADVERB | TIME | OPENER | GERUND):
        j = i
        while j < limit and not bits[j] & COMMA:
            j += 1
        if j < limit:
            i = j + 1
        else:
            # By the middle of August Kyiv held: the lead-in ends with its time.
            times = [x for x in range(i, min(limit, i + LONGEST_LEAD)) if bits[x] & TIME]
            i = times[-1] + 1 if times and bits[i] & PREPOSITION else i + 1
    if i >= limit or bits[i] & WALL:
        return None
    if bits[i] & PRONOUN:
        return Stretch(i, i + 1)
    j = i
    named = False
    while j < limit and j - i < 12:
        bit = bits[j]
        if bit & (WALL | AUX | BE | THAT | WHO | TIME | ADVERB | OPENER | PRONOUN | GERUND):
            break
        name = is_name(r, j)
        if not name:
            if bit & FINITE and not bit & SPEAKER and j > i and not bits[j - 1] & DETERMINER:
                break
            if bit & PREPOSITION and not bit & JOINER:
                break
            if named and not bit & (SPEAKER | JOINER | DETERMINER | POSSESSIVE | END):
                break
            if j > i and r.grammar.articles and _acts(r, j):
                break  # Kim scolded those
        named = named or (name and j > r.lo) or bool(bit & SPEAKER)
        j += 1
    return Stretch(i, j) if j > i else None


def _acts(r: Reading, j: int) -> bool:
    """Tell whether a word has the ending of a verb and what follows it opens an object or an adverbial."""
    if r.bits[j] & SPEAKER or j + 1 >= r.hi or not r.lowers[j].endswith(r.grammar.finite_endings):
        return False
    return bool(r.bits[j + 1] & (DETERMINER | POSSESSIVE | PRONOUN | PREPOSITION))


def is_office(r: Reading, phrase: Stretch) -> bool:
    """Tell whether a phrase that opens the sentence is an office before its holder's name."""
    bits, first = r.bits, phrase.first
    opens = all(bits[x] & (TIME | ADVERB) for x in range(r.lo, first))  # hours later the chief, X
    if not opens and not bits[first - 1] & QUOTE:
        return False
    office = any(
        bits[x] & PERSON and not r.lowers[x].endswith(r.grammar.plural_endings) for x in range(*phrase)
    )
    return office and (
        bits[first] & ARTICLE != 0
        or phrase.last - first <= SHORT_OFFICE
        or any(bits[x] & POSSESSIVE for x in range(*phrase))
    )


def before_apposition(r: Reading, comma: int) -> Stretch | None:
    """Return the phrase before the appositions and asides that end at ``comma``."""
    bits, lo = r.bits, r.lo
    end = comma
    for _ in range(6):
        p = end - 1
        while p >= lo and not bits[p] & WALL:
            p -= 1
        first = p + 1
        if first >= end:
            return None
        bit = bits[first]
        aside = bit & (PREPOSITION | ADVERB | TIME) and not bit & (DETERMINER | PERSON)
        if bit & OPENER and not aside and not bit & (WHO | DETERMINER | RELATIVE):
            return None
        # D-Md., Va.: an abbreviation alone is no name.
        short = end - first == 2 and bits[end - 1] & END
        if not aside and not short and is_name(r, first) and not bit & (DETERMINER | WHO):
            head = phrase_left(r, end - 1)
            if head is None:
                return None
            if p > lo and bits[p] & COMMA and head.first == first:
                before = phrase_left(r, p - 1)
                while before is not None and bits[before.first] & (TIME | ADVERB) and before.first + 1 < p:
                    before = Stretch(before.first + 1, before.last)
                if before is not None and is_office(r, before):
                    return Stretch(before.first, comma)
            return Stretch(head.first, comma if comma - end > 0 else end)
        if p < lo or not bits[p] & (COMMA | BRACKET | DASH):
            if not aside and bit & (DETERMINER | SPEAKER):
                return Stretch(first, end)
            return None
        end = p
    return None


def subject_before_quote(r: Reading, i: int) -> Stretch | None:
    """Return the subject whose last words, in quotation marks, close at ``i``."""
    quote = quote_around(r, i)
    if quote is None or quote.close - quote.open > LONGEST_QUOTED_NAME + 2:
        return None
    before = r.bits[quote.open - 1] if quote.open > r.lo else THAT
    if before & (WALL | THAT) or (before & FINITE and not before & SPEAKER):
        told = not r.grammar.articles or (i + 2 < r.hi and r.bits[i + 2] & THAT)
        bare = told and quoted_name(r, quote.open)
        return Stretch(quote.open + 1, quote.close) if bare else None  # «Енергоатом» підтвердив
    kind = phrase_left(r, quote.open - 1)  # the outlet «X», the command «South»
    if r.grammar.articles:
        if kind is not None and r.bits[kind.last - 1] & SPEAKER and quoted_name(r, quote.open):
            return Stretch(kind.first, i + 1)
    elif kind is not None and (kind.last - kind.first == 1 or r.bits[kind.first] & SPEAKER):
        return Stretch(kind.first, i + 1)
    return before_apposition(r, quote.open)


def opens_infinitive(r: Reading, i: int) -> bool:
    """Tell whether a particle at ``i`` opens an infinitive, and no hearer: claims *to have*, *to hold* it."""
    bits = r.bits
    if i + 1 >= r.hi or not bits[i] & PARTICLE:
        return False
    hearer = DETERMINER | POSSESSIVE | PRONOUN | SPEAKER | ADJECTIVE | TIME | WALL
    named = is_name(r, i + 1) or r.lowers[i + 1].endswith(r.grammar.plural_endings)
    return bool(bits[i + 1] & (BE | AUX)) or not (bits[i + 1] & hearer or named)


def sets_apart(r: Reading, source: Stretch, comma: int) -> bool:
    """Tell whether a subject reaches the verb over an apposition that closes at ``comma``."""
    return any(r.bits[x] & COMMA for x in range(source.first, comma)) or (
        source.last < comma and bool(r.bits[source.last] & (COMMA | BRACKET | DASH))
    )


def subject_after_clause(r: Reading, v: int) -> Stretch | None:
    """Return the subject of the main clause after an opening participle clause."""
    comma = next((x for x in range(v, r.hi) if r.bits[x] & COMMA), -1)
    if comma < 0 or comma + 1 >= r.hi:
        return None
    return phrase_right(r, comma + 1)
