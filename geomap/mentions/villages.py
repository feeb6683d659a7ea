"""Villages that no gazetteer has, told by the noun before: «в селе Двулучное», "the hamlet of Oak End"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geomap.language.rules.toponyms import ToponymRules
from geomap.mentions.mention import Mention
from geomap.spans import Span
from geomap.text import Sentence, Text

SHORTEST = 4
"""Letters that such a name has at least."""
BEHIND_ADJECTIVE = 3
"""Letters of what stands behind the adjective of a name of two words: "Novy Put"."""
MOST_WORDS = 3
"""Words that it may have."""
ENDS_ITEM = frozenset(".;()–—")
"""Marks, besides commas, behind an item of a list."""


def with_villages(text: Text, mentions: list[Mention], rules: ToponymRules) -> tuple[Mention, ...]:
    """Return the mentions with those villages among them; their candidates are none.

    A known name that goes on in a word which nobody knows is another's: «село Русское Поречное».
    """
    if rules.village_nouns.isdisjoint(text.lowers):
        return tuple(mentions)
    taken = {i: mention for mention in mentions for i in range(mention.first, mention.last)}
    found: dict[int, Mention] = {}
    for number, sentence in enumerate(text.sentences):
        for first in _after_nouns(text, sentence, rules):
            known = taken.get(first)
            if known is not None and (known.stated_type != "settlement" or known.first != first):
                continue
            begin = known.last if known is not None else first
            end = min(sentence.last, first + MOST_WORDS)
            last = begin
            while last < end and last not in taken and _goes_on(text, first, last, rules):
                last += 1
            if last > begin:
                found[first] = _mention(text, first, last, number)
            if text.lowers[first - 1] in rules.plural_heads_before:
                for at in _listed(text, sentence, taken, max(begin, last), rules):
                    found[at] = _mention(text, at, at + 1, number)
    kept = [mention for mention in mentions if mention.first not in found]
    return tuple(sorted([*kept, *found.values()], key=lambda mention: mention.first) if found else mentions)


def with_whole_names(text: Text, mentions: tuple[Mention, ...], rules: ToponymRules) -> tuple[Mention, ...]:
    """Return the mentions with names of two words that nobody knows in the place of one of their words.

    «Новый Путь», «Старая Нелидовка», "Novy Put": an adjective that names are begun with is no village alone
    where a name goes on behind it.
    """
    firsts = {mention.first: mention for mention in mentions}
    found: dict[int, Mention] = {}
    for mention in mentions:
        second = mention.last
        if (
            mention.last != mention.first + 1
            or mention.kind != "name"
            or mention.stated_type not in (None, "settlement")
            or mention.first in found
            or text.lowers[mention.first] not in rules.name_openers
            or second >= text.sentences[mention.sentence].last
            or not _goes_on(text, mention.first, second, rules, BEHIND_ADJECTIVE)
        ):
            continue
        behind = firsts.get(second)
        if behind is not None and (
            behind.last != second + 1 or behind.stated_type not in (None, "settlement")
        ):
            continue  # «Новий | Покровський район»
        found[mention.first] = _mention(text, mention.first, second + 1, mention.sentence)
        if behind is not None:
            found[second] = found[mention.first]
    if not found:
        return mentions
    kept = [mention for mention in mentions if mention.first not in found]
    whole = dict.fromkeys(found.values())
    return tuple(sorted([*kept, *whole], key=lambda mention: mention.first))


def _listed(
    text: Text, sentence: Sentence, taken: Mapping[int, Mention], at: int, rules: ToponymRules
) -> Iterator[int]:
    """Yield the names that nobody knows among those that go on with a list of villages: «сёла X, Y и | Z»."""
    while at + 1 < sentence.last and text.lowers[at] in rules.conjunctions:
        at += 1
        if text.lowers[at] in rules.village_nouns:
            return  # its names are read with it
        if at in taken:
            at = taken[at].last
            continue
        after = text.lowers[at + 1] if at + 1 < sentence.last else "."
        if not (after in ENDS_ITEM or after in rules.conjunctions) or not _goes_on(text, at, at, rules):
            return
        yield at
        at += 1


def _after_nouns(text: Text, sentence: Sentence, rules: ToponymRules) -> Iterator[int]:
    """Yield the first tokens of what nouns of villages lead to."""
    for at in range(sentence.first, sentence.last - 1):
        if text.lowers[at] in rules.village_nouns:
            first = at + 1
            if text.lowers[first] in rules.linking and first + 1 < sentence.last:
                first += 1
            if first == at + 1 and "of" in rules.linking:
                continue  # "the village Council"
            yield first


def _goes_on(text: Text, first: int, at: int, rules: ToponymRules, shortest: int = SHORTEST) -> bool:
    """Tell whether a name may go on in a token: not «в селі Рубіжне | Вовчанської громади»."""
    beside = at == first or text.starts[at] == text.ends[at - 1] + 1
    after = text.lowers[at + 1] if at + 1 < len(text.lowers) else ""
    names_unit = after in rules.heads_after or after in rules.loose_heads_after
    return beside and not names_unit and _may_be_named_so(text.words[at], text.lowers[at], rules, shortest)


def _may_be_named_so(word: str, low: str, rules: ToponymRules, shortest: int) -> bool:
    """Tell whether a word may be the name of a village, or go on in one: no person's and no other's."""
    plain = word.replace("-", "").replace("’", "").replace("'", "")
    return (
        len(word) >= shortest
        and plain.isalpha()
        and word[0].isupper()
        and not word[1:].isupper()
        and low not in rules.common_words
        and low not in rules.titles
        and low not in rules.given_names
        and low not in rules.surnames
        and low not in rules.demonyms
        and not low.endswith(rules.surname_endings)
    )


def _mention(text: Text, first: int, last: int, sentence: int) -> Mention:
    span = Span(text.starts[first], text.ends[last - 1])
    return Mention(
        span=span,
        toponym=span.of(text.body),
        kind="name",
        first=first,
        last=last,
        sentence=sentence,
        candidates=(),
        stated_type="settlement",
    )
