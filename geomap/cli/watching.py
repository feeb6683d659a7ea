"""``geomap run --watch``: when the folders that are watched are to be read again."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from geomap.cli.console import USAGE, complain, fail, fault
from geomap.cli.streams import flush
from geomap.errors import BusyError, GeomapError

QUIET = 1.0
"""Seconds without a change after which folders are read, and without which a file may be half written."""
LONGEST = 30.0
"""Seconds for which ceaseless changes are waited out; what is just being written then is left for later."""


def watch(inputs: Sequence[str], output: Path, once: Callable[[], bool]) -> None:
    """Call ``once`` at first, and after every change of the folders, until a signal ends it.

    It tells whether it has left anything for later. What goes wrong in it is said, and the watch goes on.
    """
    try:
        from watchfiles import watch as changes_of
    except ImportError:
        fail("--watch: needs a library; install it with: pip install 'geomap-frontline[watch]'")
    for name in inputs:
        if not Path(name).is_dir():
            fail(f"--watch: {name}: not a folder; name the folder that it lies in", USAGE)
    own = os.path.join(output.resolve(), "")  # noqa: PTH118 - the paths of changes are texts, too
    changes = changes_of(
        *inputs,
        watch_filter=lambda _, path: not os.path.join(path, "").startswith(own),  # noqa: PTH118
        rust_timeout=round(QUIET * 1000),
        yield_on_timeout=True,
    )
    complain(f"watching {', '.join(inputs)}; Ctrl-C ends it")
    follow(changes, partial(_survived, once), time.monotonic)


def follow(changes: Iterable[object], once: Callable[[], bool], clock: Callable[[], float]) -> None:
    """Call ``once`` at first, and whenever nothing has changed for a while after something has.

    ``changes`` yields what has changed, and nothing whenever that was nothing for ``QUIET`` seconds.
    """
    since: float | None = clock()
    for changed in changes:
        if changed and since is None:
            since = clock()
        if since is not None and (not changed or clock() - since >= LONGEST):
            since = clock() if once() else None


def _survived(once: Callable[[], bool]) -> bool:
    try:
        return once()
    except BusyError:
        raise
    except GeomapError as error:
        complain(str(error))
    except Exception as error:
        complain(fault(error))
    finally:
        flush()
    return False
