"""A sentence cut into phrases, verb groups and clauses, once, for all who ask what governs a name.

The reading is finite-state and linear: each token is a name, a preposition, part of a verb group, a joiner,
an opener of a clause, a mark, or a word of a noun phrase. It has no words of any language.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from geomap.grammar import Chunk, ChunkKind, Clause, ClauseKind, Hit, Scene, is_converb, is_nominal
from geomap.language import Relation, Sense, lexicon_of

Tag = Literal["name", "preposition", "verb", "join", "opener", "mark", "word"]

NOUNS = (
    Sense.GEOGRAPHIC
    | Sense.FACILITY
    | Sense.BODY
    | Sense.TITLE
    | Sense.FORCE
    | Sense.PERSON
    | Sense.AERIAL
    | Sense.KIT
    | Sense.WAR
    | Sense.THING
    | Sense.RECORD
)
MOOD = Sense.PLAN | Sense.TRIAL | Sense.REAL | Sense.DENIAL | Sense.FAILURE
HELPERS = Sense.LINKING | Sense.MODAL | Sense.AUXILIARY | Sense.NEGATION
LONGEST_SAYING = 4
"""Phrases of who says it, between two commas: the governor of the region wrote on Friday."""
STARTERS = Sense.LINKING | Sense.AUXILIARY | Sense.MODAL
"""Senses of a word that begins a verb group anew behind another."""
BEFORE_NOUN = Sense.DETERMINER | Sense.MODIFIER | Sense.QUARTER
LEADING = BEFORE_NOUN | Sense.PREPOSITION
PREPOSED = Sense.PREPOSITION | Sense.NEARBY | Sense.EXAMPLE
TELLING = (
    HELPERS
    | MOOD
    | PREPOSED
    | Sense.DETERMINER
    | Sense.CONJUNCTION
    | Sense.INFINITIVE
    | Sense.RELATIVE
    | Sense.BREAK
    | Sense.UNDERGO
    | Sense.LIGHT
    | Sense.VERB
    | Sense.REPORT
)
"""Senses by which a word can be other than one of a noun phrase."""
JOINS = (",", ";", "/", "&")
INNER_MARKS = "-'’%№#+"
"""Marks that stand within a phrase."""
TIMES = Sense.TIME | Sense.DATE
AFTER_TIME = Sense.NAME | Sense.DETERMINER | Sense.ONE_PERSON | Sense.LEADER | Sense.FORCE | Sense.AERIAL
DOERS = Sense.SIDE | Sense.FORCE | Sense.AERIAL
DOING = DOERS | Sense.ENEMY
PLACED = Sense.NAME | Sense.GEOGRAPHIC
NO_DOER = Sense.GEOGRAPHIC | Sense.BODY
STOPS_LEAD = HELPERS | Sense.PREPOSITION | Sense.DETERMINER | Sense.RELATIVE | Sense.REPORT
HEADS = NOUNS | Sense.PARTITIVE | Sense.NAME
SUBJECTS = Sense.DETERMINER | Sense.SIDE | Sense.FORCE | Sense.AERIAL
TAKEN_UP = 2
"""Tokens of a phrase that takes up a place told before: the city."""
DASHES = ("-", "–", "—")
OPENING = "(["
CLOSING = ")]"
LONGEST_LEAD = 12
"""Tokens between an article and its noun; more is no noun phrase of news."""
LONGEST_GLOSS = 3
"""Tokens in brackets that only gloss the word before them: "the left (eastern) bank"."""


def read_clauses(scene: Scene) -> None:
    """Cut a scene into chunks and clauses, and keep them in it."""
    scene.chunks = _chunks(scene, _tags(scene))
    scene.chunk_of = [0] * len(scene.words)
    for number, chunk in enumerate(scene.chunks):
        start = chunk.start
        scene.chunk_of[start : chunk.last] = [number] * (chunk.last - start)
    scene.clauses = _clauses(scene, scene.chunks)


# --- tokens -------------------------------------------------------------------------------------------------
def _tags(scene: Scene) -> list[Tag]:
    tags: list[Tag] = []
    spoken = {token: hit for hit in scene.hits for token in range(hit.first, hit.last + 1)}
    led_until = 0
    articles = not scene.grammar.genitive
    words, endings = scene.words, scene.grammar.finite_endings + scene.grammar.future_endings
    for index, here in enumerate(scene.senses):
        tag: Tag
        if here & Sense.NAME:
            tag = "name"
        elif index < led_until:
            tag = "word"
        elif here & TELLING or index in spoken:
            if here & Sense.DETERMINER and articles:
                led_until = _adjectives_end(scene, index + 1, spoken)
            tag = _tag(scene, index, tags, spoken)
        else:  # most words: a noun, an adjective, or nothing that a table knows
            word = words[index]
            if not word[0].isalnum():
                tag = "join" if word in JOINS else "word" if word[0] in INNER_MARKS else "mark"
                if word == "-" and _is_dash(scene, index):
                    tag = "opener"
            elif here or not index or not (word.endswith(endings) or scene.senses[index - 1] & HELPERS):
                tag = "word"
            else:
                tag = _tag(scene, index, tags, spoken)
        tags.append(tag)
    return tags


def _is_dash(scene: Scene, index: int) -> bool:
    """Tell whether a hyphen stands for a dash: with room on both sides, and not between two names."""
    text, token = scene.text, scene.offset + index
    if not 0 < index < len(scene.words) - 1 or scene.senses[index - 1] & scene.senses[index + 1] & Sense.NAME:
        return False
    return text.ends[token - 1] < text.starts[token] and text.ends[token] < text.starts[token + 1]


def _adjectives_end(scene: Scene, index: int, spoken: dict[int, Hit]) -> int:
    """Return where the noun stands that an article leads up to over adjectives: the mined but busy town.

    The article itself binds what follows up to the noun: participles are no verbs there, and what joins
    adjectives opens no clause. 0 where no known noun follows in that way.
    """
    joined = True
    for k in range(index, min(index + LONGEST_LEAD, len(scene.words))):
        here, word = scene.senses[k], scene.words[k]
        if word[0].isupper() and scene.words[k - 1] == ",":
            return 0  # in the summer, Russia's army
        if here & (HEADS | TIMES):
            return k
        hit = spoken.get(k)
        if hit is not None and not (hit.trigger.form == "past" and joined):
            return 0
        if (
            k > index
            and scene.relations(k) == Relation.GENITIVE
            and scene.senses[k + 1 : k + 2] == [Sense.NAME]
        ):
            return k  # the spa resort of X: what stands before "of" is a noun
        if here & STOPS_LEAD:
            return 0
        joiner = word == "," or bool(here & (Sense.CONJUNCTION | Sense.BREAK))
        if joiner and (k == index or (not word[0].isalpha() and word != ",")):
            return 0
        joined = joiner or _is_adverb(scene, k)
    return 0


def _tag(scene: Scene, index: int, tags: Sequence[Tag], spoken: dict[int, Hit]) -> Tag:
    here, word = scene.senses[index], scene.words[index]
    if here & Sense.NAME:
        return "name"
    hit = spoken.get(index)
    if hit is not None:
        if index > hit.first:
            return tags[index - 1]
        return "verb" if _is_verbal(scene, hit, tags) else "word"
    if not word[0].isalnum():
        if word in JOINS or is_stretch(scene, index):
            return "join"
        return "opener" if here & Sense.BREAK else "word" if word[0] in INNER_MARKS else "mark"
    if here & Sense.CONJUNCTION:
        return "join"
    before = tags[-1] if tags else "mark"
    led = bool(tags) and bool(scene.senses[index - 1] & LEADING)
    if led and here & Sense.REPORT:
        lexicon = lexicon_of(scene.text.language)
        before_it, it = (lexicon[scene.lowers[k]].senses for k in (index - 1, index))
        if before_it & Sense.COMPARATOR and it & Sense.GERUND:
            return "verb"  # was quoted as saying
        led = not scene.senses[index - 1] & Sense.FORCE  # the military said
    if here & Sense.SOURCE_RELATIVE and led and scene.senses[index - 1] & Sense.PREPOSITION:
        return "opener"  # the town through which, not: in that town
    if here & Sense.INFINITIVE and _leads_verb(scene, index, spoken):
        return "verb"
    if here & PREPOSED:
        return "preposition"
    if here & HELPERS and not here & Sense.DETERMINER:  # "no" is one, and leads to a noun
        return "verb"
    if here & Sense.RELATIVE and not led:
        return "opener"
    if here & Sense.BREAK:
        return "opener"
    return "verb" if not led and _is_plain_verb(scene, index, before) else "word"


def is_stretch(scene: Scene, dash: int) -> bool:
    """Tell whether a dash stands between the two ends of a stretch of front: на напрямку X – Y."""
    if scene.words[dash] not in DASHES or not 0 < dash < len(scene.words) - 1:
        return False
    k, one = dash - 1, scene.names.get(dash - 1)
    if one is None or dash + 1 not in scene.names:
        return False
    while k >= 0 and scene.names.get(k) == one:
        k -= 1
    return k >= 0 and bool(scene.senses[k] & Sense.FRONT)


def _is_plain_verb(scene: Scene, index: int, before: Tag) -> bool:
    """Tell whether a word that names no event is a verb here; nothing of a noun phrase leads up to it."""
    here, word = scene.senses[index], scene.words[index]
    if here & NOUNS or (word[0].isupper() and index):
        return False
    framing = here & (Sense.UNDERGO | Sense.LIGHT)
    ends = len(word) > 4 and word.endswith(scene.grammar.finite_endings + scene.grammar.future_endings)
    if scene.grammar.genitive:
        if framing or (ends and (not here or here & (Sense.REPORT | MOOD | Sense.DENIAL))):
            return True
    elif here & (framing | Sense.VERB | Sense.REPORT | MOOD):
        if before == "join" and here & Sense.REPORT:
            senses = lexicon_of(scene.text.language)[scene.lowers[index]].senses
            return bool(senses & Sense.PAST) and not senses & Sense.ALSO_NOUN  # X, who leads it, said Monday
        return before in ("name", "word", "verb") or (before == "join" and bool(framing))
    if here or not word.isalpha():
        return False
    helped = index > 0 and bool(scene.senses[index - 1] & (Sense.NEGATION | Sense.MODAL | Sense.AUXILIARY))
    if helped:
        return True
    return ends and (before == "name" or (before == "word" and bool(scene.senses[index - 1] & NOUNS)))


def _is_verbal(scene: Scene, hit: Hit, tags: Sequence[Tag]) -> bool:
    """Tell whether an event word is a verb here rather than a noun or an adjective."""
    if is_nominal(scene, hit):
        return False
    form = hit.trigger.form
    before = scene.senses[hit.first - 1] if hit.first else 0
    owned = (
        bool(tags)
        and tags[-1] == "word"
        and scene.lowers[hit.first].endswith(scene.grammar.genitive_adjectives)
    )  # жителі окупованого X
    if form == "past" and (owned or _is_attributive(scene, hit.first)):
        return False
    if (
        form in ("past", "gerund")
        and before & (Sense.DETERMINER | Sense.MODIFIER)
        and not before & Sense.LINKING
    ):
        return bool(tags) and tags[-1] == "verb"
    return True


def _is_attributive(scene: Scene, index: int) -> bool:
    """Tell whether a participle goes with a noun that a preposition leads to: у вже звільненій Балаклії."""
    grammar = scene.grammar
    endings = (*grammar.attributive_endings, *grammar.oblique_adjectives)  # в окупованих X та Y
    if not grammar.genitive or not scene.words[index].endswith(endings):
        return False
    adverb = index > 1 and not scene.senses[index - 1] & ~(Sense.ADVERB | Sense.MODIFIER | Sense.CARRIES)
    before = scene.senses[index - 1 - adverb] if index else 0
    return bool(before & Sense.PREPOSITION)


def _leads_verb(scene: Scene, index: int, spoken: dict[int, Hit]) -> bool:
    """Tell whether "to" leads an infinitive."""
    if index + 1 >= len(scene.words):
        return False
    after = scene.senses[index + 1]
    hit = spoken.get(index + 1)
    if hit is not None:
        return hit.trigger.form in ("base", "either")
    return bool(after & (Sense.LINKING | Sense.AUXILIARY | Sense.REPORT)) and not after & NOUNS


# --- chunks -------------------------------------------------------------------------------------------------
def _chunks(scene: Scene, tags: list[Tag]) -> list[Chunk]:
    chunks: list[Chunk] = []
    hits = deque(scene.hits)
    index, end = 0, len(tags)
    while index < end:
        tag = tags[index]
        if tag in ("join", "opener", "mark"):
            chunks.append(Chunk(tag, index, index + 1, senses=scene.senses[index]))
            index += 1
            continue
        if tag == "verb":
            last = _verb_end(scene, tags, index)
            kind: ChunkKind = "verb"
            prep = -1
        else:
            kind = "phrase"
            prep = -1
            while index < end and tags[index] == "preposition":
                prep = index if prep < 0 or scene.relations(index) != Relation.GENITIVE else prep
                index += 1
            last = _phrase_end(scene, tags, index)
        chunks.append(_filled(scene, Chunk(kind, index, last, prep), hits))
        index = last
    return chunks


def _filled(scene: Scene, chunk: Chunk, hits: deque[Hit]) -> Chunk:
    """Return a chunk with the event words and names in it; ``hits`` are those not yet taken, in order."""
    first, last = chunk.first, chunk.last
    while hits and hits[0].first < first:
        hits.popleft()
    if hits and hits[0].first < last:
        found = []
        while hits and hits[0].first < last:
            found.append(hits.popleft())
        chunk.hits = tuple(found)
    total = 0
    for here in scene.senses[first:last]:
        total |= here
    chunk.senses = total
    if total & Sense.NAME:
        chunk.names = tuple(dict.fromkeys(scene.names[k] for k in range(first, last) if k in scene.names))
    return chunk


def _verb_end(scene: Scene, tags: list[Tag], index: int) -> int:
    """Return the token after a verb group; an adverb may stand between a helper and its verb."""
    start = index
    while index < len(tags):
        if index > start and scene.senses[index] & STARTERS and _ends_verb(scene, start, index - 1):
            break  # the claim that X was taken | is untrue
        between = tags[index] == "word" and tags[index + 1 : index + 2] == ["verb"]
        helped = between and scene.senses[index - 1] & HELPERS and _is_adverb(scene, index)
        if tags[index] != "verb" and not helped:
            break
        index += 1
    return index


def _ends_verb(scene: Scene, start: int, index: int) -> bool:
    """Tell whether a token of a verb group ends it: a participle, or a verb of saying (insists | is)."""
    says = index == start and not scene.grammar.genitive and scene.found[index].senses & Sense.SPEECH
    return bool(says) or _is_participle(scene, index)


def _is_participle(scene: Scene, index: int) -> bool:
    """Tell whether a token is an event word in the past, which ends its verb group."""
    hit = scene.at.get(index)
    return hit is not None and hit.trigger.form == "past" and not scene.grammar.genitive


def _is_adverb(scene: Scene, index: int) -> bool:
    here = scene.senses[index]
    if index in scene.at:
        return False  # після обстрілу загорівся дім: an event noun
    return not here & NOUNS and (not here or here == Sense.MODIFIER) and scene.words[index].islower()


def _phrase_end(scene: Scene, tags: Sequence[Tag], index: int) -> int:
    """Return the token after a noun phrase; a short gloss in brackets is part of it."""
    start, end = index, len(tags)
    named = False
    while index < end:
        if tags[index] in ("word", "name"):
            if index > start and _begins_phrase(scene, index, named=named):
                break
            led = not named and index > start and tags[start - 1 : start] == ["preposition"]
            if led and _is_led_to(scene, tags, index):
                break
            named = named or tags[index] == "name"
            index += 1
        elif scene.words[index] in OPENING and (after := _past_gloss(scene, tags, index)):
            index = after
        else:
            break
    return index


def _begins_phrase(scene: Scene, index: int, *, named: bool) -> bool:
    """Tell whether a new phrase begins without a mark between: By dusk | X; in X district | the enemy.

    ``named`` tells whether the phrase so far holds a name.
    """
    here, before = scene.senses[index], scene.senses[index - 1]
    if before & TIMES and not here & TIMES:
        share = scene.words[index + 1 : index + 2] == ("%",)  # станом на 1 січня | 70% міста
        return bool(share or here & AFTER_TIME or (scene.grammar.genitive and scene.found[index].side))
    if here & Sense.NAME and scene.words[index - 1][-1].isdecimal() and index > 1:
        return bool(scene.senses[index - 2] & Sense.PREPOSITION)  # in 2014 | X; в 04:30 | X
    if not scene.grammar.genitive:
        return False
    if before & Sense.NAME and not here & TELLING and _leads_weapon(scene, index):
        return True  # in X | a cruise missile
    if before & Sense.NAME and not here & Sense.NAME and _leads_force(scene, index):
        return True  # in X | Ukrainian soldiers
    if before & Sense.NAME and here & Sense.GEOGRAPHIC and _leads_town(scene, index):
        return True  # в районе | посёлки X и Y
    if before & Sense.AERIAL and here & Sense.GEOGRAPHIC and index > 1 and not before & Sense.GEOGRAPHIC:
        return True  # обстріляв із мінометів | околиці X
    if not here & (DOERS | Sense.NAME):
        return False
    if here & Sense.NAME:
        if before & Sense.NAME and index in scene.nominatives:
            return True  # after the strike on X | Kyiv said
        party = before & Sense.SIDE or scene.found[index - 1].side
        return bool(before & Sense.FORCE and party)  # freed from the Russians | X
    return bool(named and before & PLACED and not here & NO_DOER)


def _is_led_to(scene: Scene, tags: Sequence[Tag], index: int) -> bool:
    """Tell whether a name behind a plain noun is the subject of a verb: At that time | X was shelled."""
    if scene.grammar.genitive or tags[index] != "name" or tags[index - 1] != "word":
        return False
    before, word = scene.senses[index - 1], scene.words[index - 1]
    if before & (NOUNS & ~Sense.WAR | LEADING | Sense.SIDE | Sense.NAME) or index - 1 in scene.at:
        return False
    if not word.islower():
        return False
    after = next((k for k in range(index, len(tags)) if tags[k] != "name"), index)
    return tags[after] == "verb" and bool(scene.senses[after] & HELPERS)


def _leads_weapon(scene: Scene, index: int) -> bool:
    """Tell whether an adjective and a weapon stand at a token."""
    if index + 1 >= len(scene.words) or not scene.words[index].islower():
        return False
    here, after = scene.senses[index], scene.senses[index + 1]
    return not here & NOUNS and bool(after & Sense.AERIAL) and scene.words[index + 1].islower()


def _leads_town(scene: Scene, index: int) -> bool:
    """Tell whether a town and what it is stand at a token, right behind the noun of a unit."""
    after = scene.senses[index + 1] if index + 1 < len(scene.words) else 0
    noun = scene.words[index - 1].islower() and scene.words[index].islower() and index not in scene.names
    return bool(noun and after & Sense.NAME)


def _leads_force(scene: Scene, index: int) -> bool:
    """Tell whether an adjective of a side and those who fight for it stand at a token: українські бійці."""
    if index + 1 >= len(scene.words) or not scene.found[index].side or not scene.words[index].islower():
        return False
    return bool(scene.senses[index + 1] & (Sense.FORCE | Sense.AERIAL | Sense.KIT))


def _past_gloss(scene: Scene, tags: Sequence[Tag], index: int) -> int:
    """Return the token after a short gloss in brackets within a phrase, or 0."""
    for k in range(index + 1, min(index + 2 + LONGEST_GLOSS, len(tags))):
        if scene.words[k] in CLOSING:
            inside = k + 1 < len(tags) and tags[k + 1] == "word"
            return k + 1 if inside else 0
        if tags[k] != "word":
            return 0
    return 0


# --- clauses ------------------------------------------------------------------------------------------------
def _clauses(scene: Scene, chunks: Sequence[Chunk]) -> list[Clause]:
    clauses = [Clause(0, 0, "main")]
    stack: list[int] = []
    current = clauses[0]
    dash = 0  # the clause that a dash has opened, while another can close it
    sayings = _sayings(scene, chunks)

    def begin(kind: ClauseKind) -> Clause:
        clause = Clause(len(clauses), current.number, kind)
        clauses.append(clause)
        return clause

    for number, chunk in enumerate(chunks):
        word = scene.words[chunk.start]
        if chunk.kind == "mark" and word in OPENING:
            stack.append(current.number)
            current = begin("aside")
        elif number in sayings:
            current = begin("aside")
        elif word in DASHES and current.number >= dash > 0 and not _lists(scene, chunks, number):
            chunk.clause = dash
            clauses[dash].chunks.append(number)
            clauses[dash].kind = "aside"  # the dash closes what another opened
            current, dash = clauses[clauses[dash].parent], 0
            continue
        elif chunk.kind == "opener":
            current = begin(_kind_of(chunk, word))
            if word in DASHES:
                dash = current.number
        elif chunk.kind == "join":
            if word == ";":
                dash = 0
            parent = clauses[current.parent]
            if word == "," and _awaits_verb(scene, chunks, current):
                pass  # said that troops, backed by tanks | , | took X
            elif current.kind == "relative" and _is_finite(scene, chunks, number + 1):
                told = word[0].isalpha() and _is_said(scene, chunks, current)
                # Said that they left X | and entered Y; but: X, which lies in Y, was shelled.
                current = begin("joined") if told else parent
            elif word == "," and _closes(scene, chunks, number, current, parent):
                current = parent  # while X burned, Y was shelled
            elif _told_by(scene, chunks, number + 1) or (
                (current.verb >= 0 or _states(scene, chunks[number - 1]))
                and _joins_clause(scene, chunks, number + 1, word)
            ):
                current = begin("joined")
        elif _opens(scene, chunks, number, current):
            current = begin("joined")
        elif _goes_on(scene, chunks, number, clauses, current):
            current = clauses[current.parent]
        chunk.clause = current.number
        current.chunks.append(number)
        if chunk.kind == "mark" and word in CLOSING and stack:
            current = clauses[stack.pop()]
        elif number in sayings.values():
            current = clauses[current.parent]
        if chunk.kind == "verb" and current.verb < 0 and _is_finite(scene, chunks, number):
            current.verb = number
    return clauses


def _kind_of(opener: Chunk, word: str) -> ClauseKind:
    """Return the kind of clause that an opener begins; a mark other than a semicolon labels what follows."""
    if opener.senses & Sense.RELATIVE:
        return "relative"
    return "label" if not word[0].isalnum() and word != ";" else "joined"


def _sayings(scene: Scene, chunks: Sequence[Chunk]) -> dict[int, int]:
    """Return the commas that part who says it from subject and verb: X, | officials say, | was shelled."""
    commas = [n for n, chunk in enumerate(chunks) if chunk.kind == "join" and scene.words[chunk.start] == ","]
    return {first: last for first, last in pairwise(commas) if _is_saying(scene, chunks, first, last)}


def _is_saying(scene: Scene, chunks: Sequence[Chunk], first: int, last: int) -> bool:
    """Tell whether between two commas stand a verb of saying and its subject alone, with a verb behind."""
    inside = chunks[first + 1 : last]
    if not 1 < len(inside) <= LONGEST_SAYING or any(chunk.kind not in ("phrase", "verb") for chunk in inside):
        return False
    verbs = [chunk for chunk in inside if chunk.kind == "verb"]
    if len(verbs) != 1 or verbs[0].hits or not verbs[0].senses & Sense.REPORT:
        return False
    named = chunks[first - 1] if first else None
    return named is not None and named.kind == "phrase" and _is_finite(scene, chunks, last + 1)


def _closes(scene: Scene, chunks: Sequence[Chunk], number: int, current: Clause, parent: Clause) -> bool:
    """Tell whether a comma ends a clause before the verb of the one that it hangs on, which follows."""
    if not current.number or parent.verb >= 0 or current.kind == "label":
        return False  # X: three shells, one of them has hit
    return _opens_main(scene, chunks, number + 1)


def _opens(scene: Scene, chunks: Sequence[Chunk], number: int, current: Clause) -> bool:
    """Tell whether a chunk that is no conjunction opens a clause."""
    return _subordinates(scene, chunks, number, main=current) or _is_content(scene, chunks, number, current)


def _is_content(scene: Scene, chunks: Sequence[Chunk], number: int, current: Clause) -> bool:
    """Tell whether a phrase opens what a verb says, without "that": officials said | X was shelled.

    It is a place, or somebody who does something to one: Kyiv said | Russian troops had entered X.
    """
    if scene.grammar.genitive or current.verb != number - 1 or chunks[number].kind != "phrase":
        return False
    if chunks[number].prep >= 0 or not chunks[number - 1].senses & (Sense.REPORT | Sense.PLAN):
        return False
    named = bool(chunks[number].names) or bool(chunks[number].senses & DOING)
    named = named or means_a_place(scene, chunks[number])
    after = number + 1
    while after + 1 < len(chunks) and chunks[after].kind in ("phrase", "join"):
        chunk = chunks[after]
        comma = scene.words[chunk.start] == ","  # not: is close to the border | and has been shelled
        listed = chunk.kind == "join" and (
            chunks[after + 1].kind == "phrase" or (comma and _is_finite(scene, chunks, after + 1))
        )
        of = chunk.prep >= 0 and scene.relations(chunk.prep) == Relation.GENITIVE
        behind = chunks[after - 1].kind == "join" and chunk.prep < 0  # X and | Y
        if not (listed or of or behind):
            return False
        named = named or bool(chunk.names)
        after += 1
    return named and after < len(chunks) and _is_finite(scene, chunks, after)


def _goes_on(
    scene: Scene, chunks: Sequence[Chunk], number: int, clauses: Sequence[Clause], current: Clause
) -> bool:
    """Tell whether a second verb ends a relative clause whose noun still lacks its own: who fled X | died."""
    if current.kind != "relative" or current.verb < 0 or not _is_finite(scene, chunks, number):
        return False
    parent = clauses[current.parent]
    opener = chunks[current.chunks[0]]
    if _is_claim(scene, chunks, parent):
        return True  # the claim that X was taken | is untrue
    before = chunks[current.chunks[0] - 1] if current.chunks[0] else None
    noun = before is not None and before.kind == "phrase" and not before.senses & Sense.REPORT
    if not (opener.senses & Sense.SOURCE_RELATIVE or noun) or chunks[number - 1].kind != "phrase":
        return False  # "that" may open what is said
    told = chunks[current.verb].senses & Sense.REPORT
    return not told and parent.verb < 0 and any(chunks[n].kind == "phrase" for n in parent.chunks[-2:])


def means_a_place(scene: Scene, chunk: Chunk) -> bool:
    """Tell whether a phrase takes up a place told before, without its name: the city, their regions."""
    if chunk.kind != "phrase" or chunk.prep >= 0 or chunk.names or chunk.last - chunk.first != TAKEN_UP:
        return False
    first, head = scene.senses[chunk.first], scene.senses[chunk.last - 1]
    place = head & Sense.GEOGRAPHIC and not head & (Sense.BEARING | Sense.MODIFIER)  # not the border
    return bool(first & Sense.DETERMINER and place)


def _is_said(scene: Scene, chunks: Sequence[Chunk], clause: Clause) -> bool:
    """Tell whether a clause that has its verb is what the verb before it says: said that they left."""
    return clause.verb >= 0 and _follows_saying(scene, chunks, clause)


def _awaits_verb(scene: Scene, chunks: Sequence[Chunk], clause: Clause) -> bool:
    """Tell whether what somebody says has its subject and no verb yet: said that troops."""
    subject = len(clause.chunks) > 1 and chunks[clause.chunks[1]].kind == "phrase"
    waits = clause.kind == "relative" and clause.verb < 0
    return waits and subject and _follows_saying(scene, chunks, clause)


def _follows_saying(scene: Scene, chunks: Sequence[Chunk], clause: Clause) -> bool:
    """Tell whether a verb of saying stands before a clause, and whom it tells: told them on Friday that."""
    if not clause.chunks:
        return False
    opener = clause.chunks[0]
    before = opener - 1
    if scene.found[chunks[opener].first].senses & Sense.COMPLEMENTIZER:
        while before > 0 and chunks[before].kind == "phrase":
            before -= 1
    return before >= 0 and chunks[before].kind == "verb" and bool(chunks[before].senses & Sense.REPORT)


def _is_claim(scene: Scene, chunks: Sequence[Chunk], clause: Clause) -> bool:
    """Tell whether a clause is so far but a noun of saying: the claim that."""
    if clause.verb >= 0 or scene.grammar.genitive or len(clause.chunks) != 1:
        return False
    only = chunks[clause.chunks[0]]
    return only.kind == "phrase" and only.prep < 0 and bool(only.senses & Sense.REPORT)


def _lists(scene: Scene, chunks: Sequence[Chunk], number: int) -> bool:
    """Tell whether a dash goes on with a list: "Lyman - five attacks, Izium - two"."""
    return bool(chunks[number - 1].names) and scene.words[chunks[number - 2].start] == ","


def _opens_main(scene: Scene, chunks: Sequence[Chunk], number: int) -> bool:
    """Tell whether a main clause follows the one before it: by its verb, or by how its subject opens."""
    bare = number < len(chunks) and chunks[number].kind == "phrase" and chunks[number].prep < 0
    if bare and scene.senses[chunks[number].first] & SUBJECTS:
        return True
    return _opens_clause(scene, chunks, number, conjoined=False)


def _subordinates(scene: Scene, chunks: Sequence[Chunk], number: int, *, main: Clause) -> bool:
    """Tell whether a preposition leads a clause rather than a phrase: after they left, despite holding X."""
    chunk = chunks[number]
    if (
        chunk.kind != "phrase"
        or chunk.prep < 0
        or number + 1 == len(chunks)
        or chunks[number + 1].kind != "verb"
    ):
        return False
    opens = scene.senses[chunk.prep] & Sense.BREAK or scene.relations(chunk.prep) & Relation.WHEN
    if not (opens or scene.found[chunk.prep].senses & Sense.COMPARATOR):
        return False
    if all(_is_adverb(scene, token) for token in range(chunk.first, chunk.last)):
        return True  # despite previously holding X
    if scene.grammar.genitive or chunk.senses & TIMES or not _is_finite(scene, chunks, number + 1):
        return False  # since Monday has been quiet
    return main.verb >= 0 or not main.chunks or chunks[number - 1].kind == "join"


def _told_by(scene: Scene, chunks: Sequence[Chunk], number: int) -> bool:
    """Tell whether a verb of saying follows, as it does what is said in some languages."""
    saying = number < len(chunks) and chunks[number].kind == "verb" and chunks[number].senses & Sense.REPORT
    return scene.grammar.genitive and bool(saying)


def _is_finite(scene: Scene, chunks: Sequence[Chunk], number: int) -> bool:
    """Tell whether a chunk is a verb group that can be the verb of a clause."""
    if number >= len(chunks) or chunks[number].kind != "verb":
        return False
    chunk = chunks[number]
    if scene.senses[chunk.first] & Sense.INFINITIVE:
        return False
    if chunk.senses & (Sense.LINKING | Sense.MODAL | Sense.AUXILIARY):
        return True
    return not chunk.hits or any(hit.trigger.form != "gerund" for hit in chunk.hits)


def _states(scene: Scene, chunk: Chunk) -> bool:
    """Tell whether a phrase says by itself in what state a place is, as a verb would: 80% X без світла."""
    if not scene.grammar.genitive or chunk.prep >= 0 or not chunk.names or not chunk.hits:
        return False
    hit = chunk.hits[-1]
    state = hit.first < hit.last and hit.trigger.form == "noun" and hit.trigger.relations & Relation.SUBJECT
    return bool(state) and hit.last + 1 == chunk.last


def _joins_clause(scene: Scene, chunks: Sequence[Chunk], number: int, word: str) -> bool:
    """Tell whether a clause of its own follows what joins it to one with a verb.

    After a semicolon it can open with its place, after a comma where cases tell: shells fell; in X | fires.
    """
    before = chunks[number - 2] if number > 1 else None
    comma = word == "," or (before is not None and scene.words[before.first] == ",")  # , and in X | fires
    placed = word == ";" or (comma and scene.grammar.genitive)
    return _opens_clause(
        scene, chunks, number, conjoined=word[0].isalpha(), placed=placed
    ) or _tells_by_converb(scene, chunks, number)


def _tells_by_converb(scene: Scene, chunks: Sequence[Chunk], number: int) -> bool:
    """Tell whether a verb in an adverbial form follows, a clause by itself: подтянув технику к X."""
    verb = number < len(chunks) and chunks[number].kind == "verb"
    return bool(verb) and is_converb(scene, chunks[number].first)


def _opens_clause(
    scene: Scene, chunks: Sequence[Chunk], number: int, *, conjoined: bool, placed: bool = False
) -> bool:
    """Tell whether a subject with its own verb follows, or after a conjunction a second verb.

    ``placed`` lets a place stand before both: in X | a shell hit.
    """
    if number < len(chunks) and chunks[number].kind == "verb":
        if scene.grammar.genitive and chunks[number].senses & Sense.REPORT:
            return True  # a shell hit, wrote the governor
        return conjoined and _is_finite(scene, chunks, number)
    phrases = 0
    while number < len(chunks) and chunks[number].kind == "phrase" and phrases < 4:
        led = phrases == 0 and chunks[number].prep >= 0 and not chunks[number].senses & TIMES
        if led and not (placed and chunks[number].names):
            return False
        apart = phrases and chunks[number].prep >= 0 and number + 1 < len(chunks)
        if apart and scene.found[chunks[number].prep].senses & Sense.COMPARATOR:
            return False  # in X and Y | as residents fled
        phrases += 1
        number += 1
    return phrases > 0 and _is_finite(scene, chunks, number)
