"""What a source of places must answer, so that built-in and user data can be laid over each other."""

from __future__ import annotations

from typing import Protocol

from geomap.gazetteer.entries import Candidate, Credit, Entry, Spelling
from geomap.gazetteer.folding import Key, Sound


class Source(Protocol):
    """A set of places, asked by folded name. Must never raise on an unknown key."""

    def find(self, key: Key) -> tuple[Candidate, ...]:
        """Return the places filed under exactly this key, at best 50, best prior first."""
        ...

    def find_sound(self, sound: Sound) -> tuple[Candidate, ...]:
        """Return the places one of whose Latin spellings sounds so; kind ``generated``."""
        ...

    def goes_on(self, start: str) -> bool:
        """Tell whether some key or (given ``"~" + sound``) some sound begins with ``start``."""
        ...

    def entry(self, entry_id: str) -> Entry | None:
        """Return the entry of this id, if this source has it."""
        ...

    def spellings(self, entry_id: str) -> tuple[Spelling, ...]:
        """Return what this source knows of an entry's spellings, even of another source's entry."""
        ...

    def upgrade(self, entry_id: str) -> Entry | None:
        """Return the better record that replaces another source's entry of the same id, if there is one."""
        ...

    def credits(self) -> tuple[Credit, ...]:
        """Return the licence lines that this source's data need."""
        ...
