"""Work on documents in several processes: what one process would give, in the same order.

A worker is handed a few documents at a time and answers one by one, so that where it dies it is known at
which. docs/decisions/0025-workers.md tells why it is done so.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from geomap.attempts import Failure, WorkerDiedError, attempt, sent
from geomap.errors import GeomapError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

FEW = 500_000
"""Characters up to which one process is done sooner than several: about what is read while they start."""
CHUNK = 50_000
"""Characters that a worker is handed at a time."""
AHEAD = 8 * CHUNK
"""Characters a worker that may be done or under way behind a task that is not: they are kept in memory."""
NEW_OBJECTS = 20_000
"""New objects after which Python looks for garbage among them; 700 unless told."""


class Task(NamedTuple):
    """What is to be done for one document."""

    name: str
    size: int
    """In characters, more or less: it tells how much work it is."""
    given: Any


def _cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def collect_seldom() -> None:
    """Let Python look for cyclic garbage more seldom: what is open stays, and reading makes next to none.

    Without it up to a tenth of the time of reading goes into looking through remembered places.
    """
    gc.unfreeze()  # of an earlier run of this process
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 10, 10)


class Workers:
    """Processes that are started when there is work for them, and end with the context of this object."""

    def __init__(self, jobs: int | None = None) -> None:
        """Use so many processes, unless told one a core; a single one is this process itself."""
        self._jobs = jobs or _cores()
        self._crew: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def each(
        self, tasks: Iterable[Task], work: Callable[[Any], R], *, seconds: float | None = None, size: int = 0
    ) -> Iterator[R | Failure]:
        """Yield what ``work`` returns for each task, in their order.

        A Failure stands for one that raises, takes longer, or ends its process. ``work``, what it takes and
        what it returns must pickle. ``size`` is that of all tasks; where it is small, or not known, the first
        tasks are done in this process, as they come.
        """
        coming = iter(tasks)
        here = 0
        while self._jobs == 1 or (not self._crew and size < FEW and here < FEW):
            task = next(coming, None)
            if task is None:
                return
            here += task.size
            yield attempt(task.name, partial(work, task.given), seconds=seconds)
        told: Told = (work, seconds)
        for worker in self._crew:
            worker.prepare(told)
        wanted = min(self._jobs, 1 + size // FEW) if size else self._jobs
        self._crew += [_Worker(told) for _ in range(wanted - len(self._crew))]
        try:
            yield from self._in_order(coming, told)
        finally:
            if any(worker.chunk for worker in self._crew):  # interrupted: their answers are of no use
                self._end()

    def _in_order(self, tasks: Iterable[Task], told: Told) -> Iterator[Any]:
        from multiprocessing.connection import wait

        coming = enumerate(tasks)
        again: deque[list[Numbered]] = deque()
        done: dict[int, tuple[int, Any]] = {}
        out, size, more = 0, 0, True
        while True:
            for place, worker in enumerate(self._crew):
                if worker.chunk or not (again or (more and size < AHEAD * self._jobs)):
                    continue
                if again:
                    chunk = again.popleft()
                else:
                    chunk = list(_chunk_of(coming))
                    size += sum(task.size for _, task in chunk)
                    more = bool(chunk)
                if chunk and not worker.give(chunk):  # it died while it had nothing to do
                    self._crew[place] = _Worker(told)
                    self._crew[place].give(chunk)
            busy = {worker.line: place for place, worker in enumerate(self._crew) if worker.chunk}
            if not busy:
                return
            for line in wait(list(busy)):
                place = busy[line]  # type: ignore[index]
                worker = self._crew[place]
                if not worker.ready():
                    continue
                number, task = worker.chunk[0]
                done[number] = task.size, worker.answer()
                if worker.lost:
                    again += [list(worker.chunk)] if worker.chunk else []
                    self._crew[place] = _Worker(told)
            while out in done:
                past, answer = done.pop(out)
                size -= past
                out += 1
                yield answer

    def _end(self) -> None:
        for worker in self._crew:
            worker.end()
        self._crew = []


Numbered = tuple[int, Task]
Told = tuple[Callable[[Any], Any], float | None]
"""What is to be done with what tasks give, and within how many seconds."""


def _chunk_of(tasks: Iterator[Numbered]) -> Iterator[Numbered]:
    """Yield as many tasks as a worker is handed at a time."""
    size = 0
    while size < CHUNK and (one := next(tasks, None)):
        size += 1 + one[1].size
        yield one


class _Worker:
    """A process of its own, as this one sees it."""

    def __init__(self, told: Told) -> None:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.chunk: deque[Numbered] = deque()
        """What it was handed and has not answered yet."""
        self.lost = False
        self._unready = 0
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _undisturbed():
            self._process.start()
        theirs.close()  # so that the line ends with the worker
        self.prepare(told)

    def prepare(self, told: Told) -> None:
        """Say what is to be done with the tasks to come."""
        self._unready += 1
        with suppress(OSError):  # that it is dead is seen when it is to be ready
            self.line.send(told)

    def give(self, chunk: list[Numbered]) -> bool:
        """Hand it tasks; tell whether it is alive to take them."""
        try:
            self.line.send([(task.name, task.given) for _, task in chunk])
        except OSError:
            self.end()
            return False
        self.chunk.extend(chunk)
        return True

    def ready(self) -> bool:
        """Tell whether it was ready for tasks before it said what it says now."""
        if not self._unready:
            return True
        try:
            self.line.recv()
        except (EOFError, OSError):
            raise GeomapError(
                f"a process to read in could not be started ({self._status()}); give -j 1"
            ) from None
        self._unready -= 1
        return False

    def answer(self) -> Any:
        """Return what it says of the first of its tasks."""
        _, task = self.chunk.popleft()
        try:
            return self.line.recv()
        except (EOFError, OSError):
            self.lost = True
            return Failure(document=task.name, error=WorkerDiedError(self._status()))

    def _status(self) -> str:
        self._process.join()
        code = self._process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit status {code}"

    def end(self) -> None:
        """End it at once: it holds nothing that would be lost."""
        self._process.kill()
        self._process.join()
        self.line.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a process that is started within not hear Ctrl-C, which reaches all: the first one ends it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(line: Connection) -> None:
    """Do what is asked, as a worker, until there is nobody who asks."""
    work: Callable[[Any], Any] = repr
    seconds: float | None = None
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            told = line.recv()
            if isinstance(told, tuple):
                work, seconds = told
                collect_seldom()
                line.send("ready")
                continue
            for name, given in told:
                answer = attempt(name, partial(work, given), seconds=seconds)
                line.send_bytes(pickle.dumps(sent(answer) if isinstance(answer, Failure) else answer))
