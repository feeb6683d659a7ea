"""The gazetteer as the other stages see it."""

from __future__ import annotations

from os import PathLike

from geomap.gazetteer.entries import Candidate, Credit, Entry, Spelling


class Gazetteer:
    """Names to places. Opened by ``open_gazetteer``; safe to share, never changed by a look-up."""

    def candidates(self, name: str, language: str | None = None) -> tuple[Candidate, ...]:
        """Return the places a name may mean, best prior first: exact spellings, then case forms.

        Never raises; an unknown name is an empty tuple. Cached: a recurring word costs a dictionary look-up.
        """
        del name, language
        return ()

    def continues(self, name: str) -> bool:
        """Tell whether some known name begins with these words and goes on with another word."""
        del name
        return False

    def fuzzy(self, name: str, limit: int = 5) -> tuple[Candidate, ...]:
        """Return places whose name is nearly ``name``: the last resort, tightly bounded, marked ``fuzzy``."""
        del name, limit
        return ()

    def entry(self, entry_id: str) -> Entry | None:
        """Return an entry by its id."""
        del entry_id
        return None

    def spellings(self, entry_id: str) -> tuple[Spelling, ...]:
        """Return the attested spellings of an entry, official first."""
        del entry_id
        return ()

    def credits(self) -> tuple[Credit, ...]:
        """Return the licence line of every source."""
        return ()


def open_gazetteer(user: str | PathLike[str] | None = None) -> Gazetteer:
    """Open the built-in gazetteer and, on top of it, the user's own where there is one."""
    del user
    return Gazetteer()
