"""Work on one document, so guarded that neither an error nor endless work in it ends a run."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")

AGAIN = 1.0
"""Seconds after which a limit that some code has swallowed strikes once more."""


class TimeIsUpError(Exception):
    """A document took longer than it may."""


class WorkerDiedError(Exception):
    """The process in which a document was read has ended, as told."""


class Failure(Struct, frozen=True, kw_only=True):
    """A document that geomap could not take to its claims; the others go on without it."""

    document: str
    error: Exception

    def __str__(self) -> str:
        return f"{self.document}: not read: {_reason(self.error)}"


def attempt(document: str, work: Callable[[], T], *, seconds: float | None = None) -> T | Failure:
    """Return what ``work`` on the document of that id returns; a Failure if it raises or takes longer."""
    try:
        with time_limit(seconds):
            return work()
    except Exception as error:
        return Failure(document=document, error=error)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeIsUpError):
        return f"{error}; give it more with --time-limit, or cut it into several documents"
    if isinstance(error, WorkerDiedError):
        return f"its process was ended ({error}), as where memory runs out; cut it into several documents"
    if isinstance(error, MemoryError):
        return "there is not enough memory for it; cut it into several documents"
    what = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")[:200]
    return f"a fault of geomap itself ({what}); geomap --debug shows where, for a report of the fault"


def sent(failure: Failure) -> Failure:
    """Return a failure as it travels: its error goes with its traceback as a note, for ``--debug``."""
    import pickle
    import traceback

    error = failure.error
    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own, made a moment ago
    except Exception:
        told = Exception(f"{type(error).__name__}: {error}")
        told.add_note(error.__notes__[-1])
        return Failure(document=failure.document, error=told)
    return failure


def can_limit() -> bool:
    """Tell whether a limit can be kept here: Windows has none, macOS in the main thread alone."""
    here = threading.current_thread() is threading.main_thread() or hasattr(time, "pthread_getcpuclockid")
    return hasattr(signal, "setitimer") and here


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raise a TimeIsUpError in what is run within, after so many seconds of the processor's time.

    The processor's time counts, so that a machine that is busy or asleep loses no document. Without
    a limit, and where ``can_limit`` says no, what is run within takes as long as it takes.
    """
    if not seconds or not can_limit():
        yield
        return
    if threading.current_thread() is not threading.main_thread():
        with _watched(seconds):
            yield
        return
    running = True

    def strike(number: int, frame: FrameType | None) -> None:
        del number, frame
        if running:
            raise TimeIsUpError(_too_long(seconds))

    before = signal.signal(signal.SIGPROF, strike)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        running = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _too_long(seconds: float) -> str:
    return f"it took more than {seconds:g} seconds of the processor's time"


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """Keep the limit in a thread that no signal reaches, as in a worker of Dask: another one watches it."""
    import ctypes

    class Over(BaseException):
        """Raised in the thread, wherever it is; as no code should swallow it, it is no Exception."""

    me, raise_in = threading.get_ident(), ctypes.pythonapi.PyThreadState_SetAsyncExc
    clock = time.pthread_getcpuclockid(me)
    end = time.clock_gettime(clock) + seconds
    done, striking = threading.Event(), threading.Lock()

    def watch() -> None:
        wait = seconds
        while not done.wait(wait):
            with striking:
                wait = max(end - time.clock_gettime(clock), 0.01)
                if not done.is_set() and time.clock_gettime(clock) >= end:
                    raise_in(ctypes.c_ulong(me), ctypes.py_object(Over))
                    wait = AGAIN

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        try:
            yield
        finally:
            # One that is on its way is raised here. It must not be called back: Python 3.11 would then think
            # for ever that one is to come, and look for it at every step.
            with striking:
                done.set()
    except Over:
        done.set()
        raise TimeIsUpError(_too_long(seconds)) from None
