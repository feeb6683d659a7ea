"""What the command line says: plain when piped, on standard error, nothing that steers a terminal."""

from __future__ import annotations

import gc
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from functools import wraps
from typing import NoReturn, ParamSpec, TypeVar

from geomap.attempts import Failure, can_limit
from geomap.cli.options import TIME_LIMIT
from geomap.cli.streams import flush, give_up
from geomap.errors import BusyError, GeomapError, UsageError
from geomap.files.plain import printable

P = ParamSpec("P")
T = TypeVar("T")

REFUSED = 1
"""Exit status where something handed in was refused."""
USAGE = 2
"""Exit status for wrong usage."""
INTERRUPTED = 130


class _Debug:
    """Whether tracebacks are shown; the root command sets it from ``--debug`` at every call."""

    on = False


class _Volume:
    """How much is said beside what was refused or failed."""

    quiet = False
    verbose = False


def set_volume(*, quiet: bool, verbose: bool) -> None:
    """Say how much is to be said; both at once make no sense."""
    if quiet and verbose:
        fail("--quiet and --verbose: give one of the two", USAGE)
    _Volume.quiet, _Volume.verbose = quiet, verbose


def is_quiet() -> bool:
    """Tell whether only what was refused or failed is said."""
    return _Volume.quiet


def set_debugging(*, on: bool) -> None:
    """Say whether faults of geomap itself show their traceback."""
    _Debug.on = on


def debugging() -> bool:
    """Tell whether ``--debug`` was given."""
    return _Debug.on


class EndedError(BaseException):
    """A signal has asked geomap to end; like an interrupt, it passes by whatever handles mere errors."""

    def __init__(self, number: int) -> None:
        super().__init__(f"ended by {signal.Signals(number).name}")
        self.status = 128 + number


class _Asked:
    """The signal that has asked geomap to end: a library that waits in other code tells all as Ctrl-C."""

    to_end: EndedError | None = None


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """Let SIGTERM and a closed terminal end geomap as Ctrl-C does: what was begun is cleaned up first."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    _Asked.to_end = None

    def end(number: int, _frame: object) -> NoReturn:
        _Asked.to_end = EndedError(number)
        raise _Asked.to_end

    wanted = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # One that is ignored (nohup) stays so.
    before = {number: signal.getsignal(number) for number in wanted}
    for number in wanted:
        if before[number] == signal.SIG_DFL:
            signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            if handler == signal.SIG_DFL:
                signal.signal(number, handler)


def complain(message: str) -> None:
    """Say what is wrong on standard error, a line a fault."""
    try:
        for line in message.splitlines() or [""]:
            print(f"geomap: {printable(line)}", file=sys.stderr)  # noqa: T201
    except OSError:  # nobody listens, or the disk is full: there is no other place to say it
        give_up(sys.stderr)


def remark(message: str) -> None:
    """Say on standard error what is good to know, and no fault."""
    if not _Volume.quiet:
        complain(message)


def complain_of(failure: Failure) -> None:
    """Name a document that could not be read; with ``--debug`` its traceback follows."""
    complain(str(failure))
    if debugging():
        complain("".join(traceback.format_exception(failure.error)))


def limit_of(seconds: float) -> float | None:
    """Return the limit of time a document, or None for none; one asked for that cannot be kept is told."""
    if seconds not in (0, TIME_LIMIT) and not can_limit():
        complain("--time-limit: this system cannot keep one; a document takes as long as it takes")
    return seconds or None


def fail(message: str, status: int = REFUSED) -> NoReturn:
    """Say what is wrong and end."""
    complain(message)
    raise SystemExit(status)


def guarded(command: Callable[P, T]) -> Callable[P, T]:
    """Turn the errors a user can mend into a sentence and an exit status instead of a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with ending_on_signals():
                result = command(*args, **kwargs)
                flush()
                return result
        except (BusyError, UsageError) as error:
            fail(str(error), USAGE)
        except GeomapError as error:
            fail(str(error))
        except BrokenPipeError:
            give_up(sys.stdout)
            raise SystemExit(0) from None
        except (KeyboardInterrupt, EndedError):
            why = _Asked.to_end
            status = why.status if why else INTERRUPTED
            fail(f"{why or 'interrupted'}; nothing half-written is left", status)
        except Exception as error:  # the one place where a fault of geomap becomes a sentence
            fail(fault(error))

    return run


def fault(error: Exception) -> str:
    """Return the sentence for an error that is geomap's own; with ``--debug`` its traceback follows."""
    what = f"{type(error).__name__}: {error}".removesuffix(": ")
    told = f"a fault of geomap itself ({' '.join(what.split())[:200]})"
    if debugging():
        return told + "\n" + "".join(traceback.format_exception(error))
    return told + "; geomap --debug shows where, for a report of the fault"


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """Let Python look for no cyclic garbage while much is put together that holds none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _named(items: Iterable[T], what: str) -> Iterator[T]:
    for item in items:
        if name := getattr(item, "id", None):
            remark(f"{what} {name}")
        yield item


def progress(items: Iterable[T], what: str) -> Iterator[T]:
    """Yield the items, and show on a terminal how many, how fast and how long still."""
    if _Volume.verbose:
        items = _named(items, what)
    if _Volume.verbose or _Volume.quiet or not sys.stderr.isatty():
        yield from items
        return
    from rich import progress as shown
    from rich.console import Console

    class Rate(shown.ProgressColumn):
        def render(self, task: shown.Task) -> str:
            speed = task.finished_speed or task.speed
            return f"{speed:,.0f}/s" if speed else ""

    total = len(items) if isinstance(items, Sized) else None
    left = shown.TimeElapsedColumn() if total is None else shown.TimeRemainingColumn()
    columns = (
        shown.TextColumn("{task.description}"),
        shown.BarColumn(),
        shown.MofNCompleteColumn(),
        Rate(),
        left,
    )
    with shown.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total=total, description=what)
