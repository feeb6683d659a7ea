"""The link from an event to its time: which days a claim speaks of, and how that is known.

The expression in the event's own clause counts first, then one elsewhere in its sentence that is not about
something else, then the time that the sentence before has told. A time beside a verb of saying dates the
statement, and the event on that day or the one before. Where the text gives no day, the day that a bulletin
covers stands in, or else the day of publication, marked as such.
"""

from geomap.when.linking import TimeLinker, link_time
from geomap.when.told import When, WhenBasis

__all__ = ["TimeLinker", "When", "WhenBasis", "link_time"]
