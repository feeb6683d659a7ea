"""The sentences of a text, each read once for all stages that ask what it says."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from geomap.clauses import read_clauses
from geomap.grammar import Scene, read_scene
from geomap.language import Sense, lexicon_of
from geomap.places import Resolution
from geomap.text import Text


class Scenes:
    """The scenes of one text; a sentence is read when it is first asked for, and kept."""

    def __init__(self, text: Text, resolutions: tuple[Resolution, ...]) -> None:
        """Arrange the mentions by sentence: those that can stand for places, and adjectives of such."""
        self.text = text
        self.resolutions = resolutions
        self.names: dict[int, list[int]] = {}
        """Numbers of the mentions of each sentence that can stand for places."""
        self.demonyms: dict[int, list[int]] = {}
        """Numbers of the mentions of each sentence that are adjectives or names of peoples."""
        for number, resolution in enumerate(resolutions):
            demonym = resolution.mention.kind == "demonym" and not _names_body(text, resolution)
            kept = self.demonyms if demonym else self.names
            kept.setdefault(resolution.mention.sentence, []).append(number)
        self._read: dict[int, Scene] = {}
        self._enemy = _enemy(text)

    def of(self, sentence: int) -> Scene:
        """Return the scene of a sentence."""
        scene = self._read.get(sentence)
        if scene is None:
            scene = self._read[sentence] = self._scene(sentence)
        return scene

    def _scene(self, sentence: int) -> Scene:
        first, last = self.text.sentences[sentence].first, self.text.sentences[sentence].last
        mentions = [(self.resolutions[n].mention, n) for n in self.names.get(sentence, ())]
        if mentions and mentions[0][0].first == first:
            first = self._carried_from(sentence)
        adjectives = [self.resolutions[n].mention.last - 1 for n in self.demonyms.get(sentence, ())]
        scene = read_scene(
            self.text,
            first,
            last,
            [(mention.first, mention.last, number) for mention, number in mentions],
            [token for token in adjectives if first <= token < last],
        )
        scene.enemy = self._enemy
        read_clauses(scene)
        return scene

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
    voices = grammar.voices
    prefixes = tuple(voices)
    told = Counter(
        voices[next(voice for voice in prefixes if word.startswith(voice))]
        for word in text.lowers
        if word.startswith(prefixes)
    )
    own = grammar.voice if told["RU"] == told["UA"] else "RU" if told["RU"] > told["UA"] else "UA"
    return "RU" if own == "UA" else "UA" if own == "RU" else None
