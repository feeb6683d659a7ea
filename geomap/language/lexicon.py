"""What each word of a language means to every stage, by one look-up a token."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from geomap.language.schema import APOSTROPHES, Entry, Event, Phrase, Tables, Word, dotless
from geomap.language.sense import MARKS, Sense

MEMO_LIMIT = 50_000
"""Words a lexicon remembers; beyond that, rare words are looked up anew, so that memory stays bounded."""
PLAINLY = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
Meaning = TypeVar("Meaning")
MODAL_MONTH = Sense.MODAL | Sense.DATE
PLAIN = Entry(0, 0, "")
UNKNOWN = Word(0, None, 0, "", (), telling=False)


class Lexicon(dict[str, Word]):
    """What each word means, as written or in lower case.

    A whole word of a table counts before a stem, and a longer stem before a shorter one; the senses and the
    event of a word are looked up apart, each in its own table.
    """

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self.grammar = tables.grammar
        self._words, self._word_stems, phrases = _parted(tables.words)
        self._events, self._event_stems, event_phrases = _parted(tables.events)
        for name, person in tables.people.items():
            entry = self._words.get(name, PLAIN)
            self._words[name] = Entry(entry.senses | Sense.LEADER, entry.relations, person.side or entry.side)
        for mark, sense in MARKS.items():
            entry = self._words.get(mark, PLAIN)
            self._words[mark] = entry._replace(senses=entry.senses | sense)
        lengths = {len(stem) for stem in (*self._word_stems, *self._event_stems)}
        self._lengths = tuple(sorted(lengths, reverse=True))
        self.people = tables.people
        self.parties = frozenset(entry.side for entry in self._words.values() if entry.side)
        """The countries for which the parties to the war fight."""
        self.months = frozenset(
            word for word, entry in self._words.items() if entry.senses & MODAL_MONTH == MODAL_MONTH
        )
        """Words that are a modal or a month: may."""
        self.cues: dict[str, tuple[tuple[str, ...], ...]] = {}
        """Phrases that a source follows, by their first word, the longest first."""
        self._phrases: dict[str, tuple[Phrase, ...]] = {}
        phrases |= {(word,): entry for word, entry in self._words.items() if entry.senses & Sense.CUE_PHRASE}
        for words in sorted({*phrases, *event_phrases}, key=lambda words: (-len(words), words)):
            first, rest = words[0], words[1:]
            entry = phrases.get(words, PLAIN)
            senses = entry.senses
            if senses & Sense.CUE_PHRASE:
                self.cues[first] = (*self.cues.get(first, ()), words)
                known = self._words.get(first) or self._by_stem(first) or PLAIN
                self._words[first] = known._replace(senses=known.senses | Sense.CUE_PHRASE)
            if rest and senses != Sense.CUE_PHRASE:
                phrase = Phrase(
                    rest, senses & ~Sense.CUE_PHRASE, event_phrases.get(words), entry.relations, entry.side
                )
                self._phrases[first] = (*self._phrases.get(first, ()), phrase)

    def _by_stem(self, word: str) -> Entry | None:
        """Return the row of the longest stem that a word begins with."""
        stems = (word[:length] for length in self._lengths if length <= len(word))
        return next((self._word_stems[stem] for stem in stems if stem in self._word_stems), None)

    def events(self) -> Iterator[Event]:
        """Yield what the rows of event words mean, phrases included."""
        yield from filter(None, self._events.values())
        yield from filter(None, self._event_stems.values())
        for phrases in self._phrases.values():
            yield from (phrase.event for phrase in phrases if phrase.event)

    def __missing__(self, word: str) -> Word:
        plain = word
        if word not in self._words:
            plain = word.lower()
            if len(word) > 1 and not word.isalpha():  # alone, an apostrophe is a quotation mark
                plain = plain.translate(PLAINLY)
        found = self.get(plain) or self._found(plain)
        if len(self) < MEMO_LIMIT:
            self[word] = found
        return found

    def _found(self, word: str) -> Word:
        """Return what the tables say of a word in the spelling of the tables."""
        dotless = word.replace("ё", "е")
        if word not in self._words and word not in self._events:
            word = dotless
        entry, event = self._words.get(word), self._events.get(word)
        unnamed = event is None and word not in self._events
        if entry is None or unnamed:
            size = len(word)
            for length in self._lengths:
                if length <= size:
                    stem = word[:length]
                    if entry is None:
                        entry = self._word_stems.get(stem)
                    if unnamed and stem in self._event_stems:
                        event, unnamed = self._formed(word, length, self._event_stems[stem]), False
                    if entry is not None and not unnamed:
                        break
        phrases = self._phrases.get(dotless, ())
        if entry is None:
            _, hyphen, tail = word.rpartition("-")
            if hyphen and tail in self.grammar.led:
                entry = Entry(Sense.MODIFIER, 0, "")
            elif hyphen and tail and self[tail].senses & Sense.AERIAL:
                entry = Entry(Sense.AERIAL, 0, "")  # FPV-дрон
            elif event is None and not phrases:
                return UNKNOWN
            else:
                entry = PLAIN
        telling = event is not None or bool(phrases)
        return Word(entry.senses, event, entry.relations, entry.side, phrases, telling)

    def _formed(self, word: str, stem: int, event: Event | None) -> Event | None:
        """Return an event known by its stem, which ends at ``stem``, in the form that the ending tells."""
        if (
            event is not None
            and event.form == "noun"
            and word[stem:].startswith(self.grammar.event_adjectives)
        ):
            return None  # the adjective of an event: of assault groups
        if event is not None and event.form == "verb":
            for ending, form in self.grammar.verb_endings:
                if word.endswith(ending):
                    return event._replace(form=form)
        return event


def _parted(
    table: Mapping[str, Meaning],
) -> tuple[dict[str, Meaning], dict[str, Meaning], dict[tuple[str, ...], Meaning]]:
    """Part a table into whole words, stems and phrases."""
    words: dict[str, Meaning] = {}
    stems: dict[str, Meaning] = {}
    phrases: dict[tuple[str, ...], Meaning] = {}
    for word, meaning in table.items():
        if " " in word:
            phrases[tuple(dotless(word.split(" ")))] = meaning
        elif word.endswith("*"):
            stems[word[:-1]] = meaning
        else:
            words[word] = meaning
    return words, stems, phrases
