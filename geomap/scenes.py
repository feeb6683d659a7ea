"""The sentences of a text, each read once for all stages that ask what it says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from geomap.clauses import read_clauses
from geomap.grammar import Scene, read_scene
from geomap.language import Sense, lexicon_of
from geomap.language.schema import Grammar
from geomap.mentions import Mention
from geomap.places import Derived, Resolution
from geomap.text import LONGEST_SENTENCE, Text

STRETCH, AROUND = LONGEST_SENTENCE // 2, LONGEST_SENTENCE // 4
"""Tokens of an endless sentence whose names are judged at a time, and those seen on either side of them."""


class Stretch(NamedTuple):
    """As much of a sentence as is seen at once: all of it, unless it has no end."""

    scene: Scene
    known: Sequence[int]
    """Numbers of the mentions in it that can stand for places."""
    judged: Sequence[int]
    """Those that this stretch is to judge; what comes before them is known from the stretch before."""


class Scenes:
    """The scenes of one text; a sentence is read when it is first asked for, and kept."""

    def __init__(
        self, text: Text, resolutions: tuple[Resolution, ...], derived: tuple[Derived, ...] = ()
    ) -> None:
        """Arrange the mentions by sentence: those that can stand for places, and adjectives of such."""
        self.text = text
        self.resolutions = resolutions
        self.derived = derived
        """The places that the text describes by others."""
        self.names: dict[int, list[int]] = {}
        """Numbers of the mentions of each sentence that can stand for places."""
        self.demonyms: dict[int, list[int]] = {}
        """Numbers of the mentions of each sentence that are adjectives or names of peoples."""
        for number, resolution in enumerate(resolutions):
            demonym = resolution.mention.kind == "demonym" and not _names_body(text, resolution)
            kept = self.demonyms if demonym else self.names
            kept.setdefault(resolution.mention.sentence, []).append(number)
        self._read: dict[int, tuple[Stretch, ...]] = {}
        self._enemy = _enemy(text)

    def of(self, sentence: int) -> Scene:
        """Return the scene of a sentence; of one without an end, that of its beginning."""
        return self.stretches(sentence)[0].scene

    def at(self, sentence: int, token: int) -> Scene:
        """Return the scene of a sentence that holds a token and what stands around it, as far as read."""
        read = self.stretches(sentence)
        if len(read) == 1:
            return read[0].scene
        # A stretch looks back a little: the later one has the token nearer to its middle.
        index = bisect_right(read, token - AROUND, key=lambda stretch: stretch.scene.offset) - 1
        return read[max(0, index)].scene

    def stretches(self, sentence: int) -> tuple[Stretch, ...]:
        """Return the stretches of a sentence in which its names are judged, in order."""
        read = self._read.get(sentence)
        if read is None:
            read = self._read[sentence] = tuple(self._stretches(sentence))
        return read

    def _stretches(self, sentence: int) -> Iterator[Stretch]:
        first, last = self.text.sentences[sentence].first, self.text.sentences[sentence].last
        numbers = self.names.get(sentence, [])
        starts = [self.resolutions[number].mention.first for number in numbers]
        if starts and starts[0] == first:
            first = self._carried_from(sentence)
        if last - first <= LONGEST_SENTENCE:
            yield Stretch(self._scene(sentence, first, last, numbers), numbers, numbers)
            return
        for start in range(first, last, STRETCH):
            end = min(start + STRETCH, last)
            begin, stop = max(first, start - AROUND), min(end + AROUND, last)
            known = numbers[bisect_left(starts, begin) : bisect_left(starts, stop)]
            judged = numbers[bisect_left(starts, start) : bisect_left(starts, end)]
            if judged or start == first:
                yield Stretch(self._scene(sentence, begin, stop, known), known, judged)

    def _scene(self, sentence: int, first: int, last: int, numbers: Sequence[int]) -> Scene:
        mentions = [(self.resolutions[number].mention, number) for number in numbers]
        others = self.demonyms.get(sentence, [])
        adjectives = range(
            bisect_left(others, first, key=self._last_token), bisect_left(others, last, key=self._last_token)
        )
        scene = read_scene(
            self.text,
            first,
            last,
            [(mention.first, mention.last, number) for mention, number in mentions],
            [self._last_token(others[n]) for n in adjectives],
        )
        scene.enemy = self._enemy
        if scene.grammar.genitive:
            named = (mention for mention, _ in mentions)
            scene.nominatives = frozenset(m.first - first for m in named if _is_nominative(m, scene.grammar))
        read_clauses(scene)
        return scene

    def with_point(self, mention: Mention, number: int) -> Scene:
        """Return the scene of a sentence with a point in it that no mention holds, read as a name."""
        sentence = self.text.sentences[mention.sentence]
        first = max(sentence.first, mention.first - LONGEST_SENTENCE // 2)
        last = min(sentence.last, mention.last + LONGEST_SENTENCE // 2)
        adjectives = [self._last_token(other) for other in self.demonyms.get(mention.sentence, [])]
        names = [(mention.first, mention.last, number)]
        scene = read_scene(self.text, first, last, names, [t for t in adjectives if first <= t < last])
        scene.enemy = self._enemy
        read_clauses(scene)
        return scene

    def _last_token(self, number: int) -> int:
        return self.resolutions[number].mention.last - 1

    def _carried_from(self, sentence: int) -> int:
        """Return the first token of the line before, where a lost link or break cut the sentence after it."""
        text = self.text
        first = text.sentences[sentence].first
        if sentence == 0:
            return first
        before = text.sentences[sentence - 1]
        if before.last == before.first or before.block == text.sentences[sentence].block:
            return first
        lexicon = lexicon_of(text.language)
        return before.first if lexicon[text.lowers[before.last - 1]].senses & Sense.PREPOSITION else first


def _is_nominative(mention: Mention, grammar: Grammar) -> bool:
    """Tell whether a name of one word stands in the nominative: Київ, Москва; not Києва, Осло, США."""
    if mention.last - mention.first != 1 or not mention.candidates or mention.toponym.isupper():
        return False
    bends = not mention.toponym.lower().endswith(grammar.unbending_endings or "\n")
    return bends and mention.candidates[0].spelling.kind != "inflected"


def _names_body(text: Text, resolution: Resolution) -> bool:
    """Tell whether an adjective of a region opens the name of a body there: Kharkivska administration."""
    mention = resolution.mention
    lexicon = lexicon_of(text.language)
    if not lexicon.grammar.name_adjectives or mention.last >= len(text.lowers):
        return False
    chosen = resolution.chosen
    regional = chosen is not None and not chosen.entry.feature_code.startswith("PCL")
    return regional and bool(lexicon[text.lowers[mention.last]].senses & (Sense.BODY | Sense.TITLE))


def _enemy(text: Text) -> Literal["RU", "UA"] | None:
    """Return the side that a text means by "the enemy": the one against whose words for the war it stands."""
    grammar = lexicon_of(text.language).grammar
    pairs = {tuple(voice.split()): side for voice, side in grammar.voices.items() if " " in voice}
    stems = {voice[:-1]: side for voice, side in grammar.voices.items() if voice.endswith("*")}
    prefixes = tuple(stems)

    def side_of(word: str) -> str:
        if word in grammar.voices:
            return grammar.voices[word]
        return (
            stems[next(stem for stem in prefixes if word.startswith(stem))]
            if word.startswith(prefixes)
            else ""
        )

    told: Counter[str] = Counter()
    for word, times in Counter(text.lowers).items():
        told[side_of(word)] += times
    if not {first for first, _ in pairs}.isdisjoint(text.lowers):
        for pair in pairwise(text.lowers):
            if side := pairs.get(pair):  # сводка Генштаба ВСУ, which no opponent cites
                told[side] += 1
                told[side_of(pair[1])] -= 1
    own = grammar.voice if told["RU"] == told["UA"] else "RU" if told["RU"] > told["UA"] else "UA"
    return "RU" if own == "UA" else "UA" if own == "RU" else None
