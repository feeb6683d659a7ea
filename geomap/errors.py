"""The errors that geomap raises: one base, each child also a built-in exception."""

from __future__ import annotations


class GeomapError(Exception):
    """Anything that geomap refuses to do; the message says where, what and what to do."""


class InputError(GeomapError, ValueError):
    """A document or option that cannot be read."""


class UsageError(InputError):
    """A value of an option, an argument or a filter that makes no sense; the command line ends with 2."""


class GazetteerError(GeomapError, LookupError):
    """A gazetteer that is missing, broken or of another version."""


class OutputError(GeomapError, OSError):
    """A place that cannot be written to, or that holds something geomap must not overwrite."""


class BusyError(OutputError):
    """A place that another process is writing."""
