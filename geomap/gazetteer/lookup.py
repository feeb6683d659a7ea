"""The gazetteer as the other stages see it."""

from __future__ import annotations

from os import PathLike

from msgspec.structs import replace

from geomap.errors import InputError
from geomap.gazetteer import builtin
from geomap.gazetteer.builtin import BuiltIn
from geomap.gazetteer.entries import Candidate, Credit, Entry, Spelling, SpellingKind
from geomap.gazetteer.folding import CYRILLIC, Key, Sound, fold, sound
from geomap.gazetteer.forms import base_keys
from geomap.gazetteer.forms_ru import RUSSIAN
from geomap.gazetteer.forms_uk import UKRAINIAN
from geomap.gazetteer.importers.geonames import GeoNamesDump
from geomap.gazetteer.near import near_keys
from geomap.gazetteer.places import KIND_WEIGHT
from geomap.gazetteer.sources import Source
from geomap.gazetteer.storage import SOUND_MARK
from geomap.gazetteer.user import UserSource
from geomap.gazetteer.userstore import user_path, was_asked_for

CACHED_NAMES = 50_000
"""Answers kept; beyond it the cache starts anew, so that memory stays bounded on any text."""

LONGEST_NAME = 200
"""Characters; no source files a longer name, and a token that goes on for longer is none."""
NAMES = frozenset(("official", "alternate", "former", "russian", "generated"))
"""Kinds of spellings that a misprint is looked for in."""
CASES = (UKRAINIAN, RUSSIAN)
SHORT_WORD = 4
"""Letters up to which a capitalised word without a full stop is read as a word (Miss, Wash, Mass)."""
NAMES_ADJECTIVE = 1000
"""People a place must have for an adjective in news to be taken as made from its name."""


class Gazetteer:
    """Names to places. Opened by ``open_gazetteer``; safe to share, never changed by a look-up."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        """Lay sources over each other; later ones may upgrade the entries of earlier ones."""
        self._sources = sources
        self._builtin = sources[0] if len(sources) == 1 and isinstance(sources[0], builtin.BuiltIn) else None
        self._answers: dict[str, tuple[Candidate, ...]] = {}
        self._continues: dict[str, bool] = {}

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[object, ...]]:
        """Pickle as what opens the same files again, without what was looked up."""
        return Gazetteer, (self._sources,)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources asked, the built-in one first."""
        return self._sources

    @property
    def countries(self) -> frozenset[str]:
        """The codes of all countries, ISO 3166-1 alpha-2 and XK for Kosovo."""
        built_in = (source for source in self._sources if isinstance(source, BuiltIn))
        return frozenset(code for source in built_in for code in source.countries if code)

    @property
    def has_dump(self) -> bool:
        """Whether a GeoNames dump of the user's has given built-in settlements their own points."""
        return any(
            source.upgraded > 0 and any(file.format == GeoNamesDump.name for file in source.files())
            for source in self._sources
            if isinstance(source, UserSource)
        )

    def candidates(self, name: str, language: str | None = None) -> tuple[Candidate, ...]:
        """Return the places a name may mean, best prior first: exact spellings, then case forms.

        Never raises; an unknown name is an empty tuple. Cached: a recurring word costs a dictionary look-up.
        """
        del language
        answer = self._answers.get(name)
        if answer is None:
            answer = self._find(name) if len(name) <= LONGEST_NAME else ()
            if len(self._answers) >= CACHED_NAMES:
                self._answers = {}
            self._answers[name] = answer
        return answer

    def continues(self, name: str) -> bool:
        """Tell whether some known name begins with these words and goes on with another word."""
        answer = self._continues.get(name)
        if answer is None:
            answer = len(name) <= LONGEST_NAME and self._goes_on(name)
            if len(self._continues) >= CACHED_NAMES:
                self._continues = {}
            self._continues[name] = answer
        return answer

    def fuzzy(self, name: str, limit: int = 5) -> tuple[Candidate, ...]:
        """Return places whose name is nearly ``name``: the last resort, tightly bounded, marked ``fuzzy``."""
        key, heard = fold(name), sound(name)
        wanted = key if CYRILLIC.search(key) else SOUND_MARK + heard if heard else ""
        best: dict[str, Candidate] = {}
        for near in near_keys(wanted, self._begin_with):
            filed = near.removeprefix(SOUND_MARK)
            for source in self._sources:
                found = source.find(Key(near)) if near == filed else source.find_sound(Sound(filed))
                self._add(best, tuple(_as(c, "fuzzy") for c in found if c.spelling.kind in NAMES))
        return tuple(sorted(best.values(), key=lambda c: (-c.score, c.entry.id))[:limit])

    def _begin_with(self, start: str) -> list[str]:
        return [key for s in self._sources if isinstance(s, builtin.BuiltIn) for key in s.begin_with(start)]

    def entry(self, entry_id: str) -> Entry | None:
        """Return an entry by its id."""
        return self._upgraded(entry_id) or next(
            (entry for source in self._sources if (entry := source.entry(entry_id))), None
        )

    def spellings(self, entry_id: str) -> tuple[Spelling, ...]:
        """Return the attested spellings of an entry, official first."""
        return tuple(
            dict.fromkeys(spelling for source in self._sources for spelling in source.spellings(entry_id))
        )

    def prominent(
        self, box: tuple[float, float, float, float], count: int, least: int = 0
    ) -> tuple[Entry, ...]:
        """Return the countries, the capitals and the ``count`` largest settlements in a box (degrees).

        The box is west, south, east, north; countries come first, then by population, down to ``least``
        inhabitants. Only built-in places are asked, as only they have sizes throughout; a user's better
        entry stands for one of them.
        """
        built_in = (source for source in self._sources if isinstance(source, BuiltIn))
        found = (entry for source in built_in for entry in source.prominent(box, count, least))
        return tuple(self._upgraded(entry.id) or entry for entry in found)

    def credits(self) -> tuple[Credit, ...]:
        """Return the licence line of every source."""
        return tuple(dict.fromkeys(line for source in self._sources for line in source.credits()))

    def _goes_on(self, name: str) -> bool:
        key = fold(name)
        starts: list[str] = [key]
        if CYRILLIC.search(key):
            starts += [base for rules in CASES if rules.speaks(key) for base in base_keys(key, rules)]
        else:
            heard = sound(name)
            if heard:
                starts.append(SOUND_MARK + heard)
        return any(source.goes_on(f"{start} ") for start in starts for source in self._sources)

    def _find(self, name: str) -> tuple[Candidate, ...]:
        best: dict[str, Candidate] = {}
        key = fold(name)
        if self._builtin and not CYRILLIC.search(key):
            found = self._builtin.find_both(key, sound(name))
            if any(c.spelling.kind == "abbreviation" for c in found) and not may_abbreviate(name):
                found = tuple(c for c in found if c.spelling.kind != "abbreviation")
            return found
        if key:
            exact = self._exact(key)
            if any(c.spelling.kind == "abbreviation" for c in exact) and not may_abbreviate(name):
                exact = tuple(c for c in exact if c.spelling.kind != "abbreviation")
            self._add(best, exact)
        if CYRILLIC.search(key):
            self._add_forms(best, key)
        else:
            heard = sound(name)
            if heard:
                self._add(best, tuple(c for source in self._sources for c in source.find_sound(heard)))
        return tuple(sorted(best.values(), key=lambda c: (-c.score, c.entry.id)))

    def _exact(self, key: Key) -> tuple[Candidate, ...]:
        if len(self._sources) == 1:
            return self._sources[0].find(key)
        return tuple(c for source in self._sources for c in source.find(key))

    def _add_forms(self, best: dict[str, Candidate], key: Key) -> None:
        """Add the places that ``key`` is a case form or an adjective of."""
        for rules in CASES:
            if not rules.speaks(key):
                continue
            for base in base_keys(key, rules):
                self._add(best, tuple(_as(c, "inflected") for c in self._exact(base)))
            if " " not in key:
                for name_of in rules.named_by(key):
                    named = (c for c in self._exact(Key(name_of)) if c.entry.population >= NAMES_ADJECTIVE)
                    self._add(best, tuple(_as(c, "demonym") for c in named))

    def _add(self, best: dict[str, Candidate], found: tuple[Candidate, ...]) -> None:
        """Keep the best candidate of each entry, upgraded where a later source knows better."""
        for candidate in found:
            old = best.get(candidate.entry.id)
            if old is None or candidate.score > old.score:
                better = self._upgraded(candidate.entry.id) if len(self._sources) > 1 else None
                best[candidate.entry.id] = replace(candidate, entry=better) if better else candidate

    def _upgraded(self, entry_id: str) -> Entry | None:
        for source in reversed(self._sources):
            better = source.upgrade(entry_id)
            if better is not None:
                return better
        return None


def may_abbreviate(name: str) -> bool:
    """Tell whether a name is written as abbreviations are: in capitals, or with a full stop, or long enough.

    >>> [may_abbreviate(name) for name in ("US", "us", "W.Va.", "Pa.", "Pa", "Calif")]
    [True, False, True, True, False, True]
    """
    return name.isupper() or (name[:1].isupper() and ("." in name or len(name) > SHORT_WORD))


def _as(candidate: Candidate, kind: SpellingKind) -> Candidate:
    """Return a candidate reached by another kind of spelling than it was filed under."""
    if candidate.spelling.kind == "demonym":
        kind = "demonym"
    return replace(
        candidate,
        spelling=replace(candidate.spelling, kind=kind),
        score=candidate.score * KIND_WEIGHT[kind],
    )


def given_or_opened(gazetteer: Gazetteer | None) -> Gazetteer:
    """Return the gazetteer that was given, else what ``open_gazetteer`` opens.

    An InputError names what is given and is none, such as that function without its brackets.
    """
    if gazetteer is None:
        return open_gazetteer()
    if not isinstance(gazetteer, Gazetteer):
        raise InputError(
            f"gazetteer: a {type(gazetteer).__name__} is not one; give what open_gazetteer() returns, "
            "with the brackets, or leave it out"
        )
    return gazetteer


def open_gazetteer(user: str | PathLike[str] | None = None) -> Gazetteer:
    """Open the built-in gazetteer and, on top of it, the user's own where there is one.

    The user's own is the file given, else the one that ``GEOMAP_GAZETTEER`` names (none where that is empty),
    else the one in the user's data folder. A file that was asked for and is not there is an error.
    """
    base = BuiltIn()
    path = user_path(user)
    if path is None or not (was_asked_for(user) or path.exists()):
        return Gazetteer((base,))
    return Gazetteer((base, UserSource(path, base)))
