"""Dask's part: tasks go to whatever worker is free, and what a dying worker leaves is done by another.

A task that ends workers again and again is cut smaller, until it is known which document it is. Who was
merely near when another task ended a worker is blamed too, so what is blamed is tried again alone.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from geomap.errors import GeomapError, InputError
from geomap.progress import Showing

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

    from geomap.cluster.setting import Work

T = TypeVar("T")
R = TypeVar("R")

DEATHS = 1
"""Of workers that one task may have seen before it is blamed: the first may be chance."""
PATIENCE = 30
"""Seconds for which a scheduler is waited for, and after which who waits for a task looks around."""
ALONE = 300
"""Seconds for which a cluster may be without workers; one that grows as it is needed begins with none."""


class ClusterError(GeomapError, ConnectionError):
    """A cluster whose scheduler answers no more, or that has no workers."""


@contextmanager
def own_cluster(count: int | None = None) -> Iterator[LocalCluster]:
    """Give a cluster of so many workers on this machine, or of one a core."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=count,
        threads_per_worker=1,
        dashboard_address=":0",
        silence_logs=logging.CRITICAL,
        scheduler_kwargs={"allowed_failures": DEATHS},
    ) as cluster:
        # Dask's watchman of a worker gives up if it dies while it starts; then another is put up.
        cluster.adapt(minimum=len(cluster.workers), maximum=len(cluster.workers))
        yield cluster


@contextmanager
def workers(scheduler: str | None, showing: Showing) -> Iterator[Workers]:
    """Give the workers of a cluster; without the address of its scheduler those of one of our own."""
    from distributed import Client

    with ExitStack() as last:
        address = scheduler or last.enter_context(own_cluster()).scheduler_address
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            client = last.enter_context(Client(address, timeout=PATIENCE))
        except (OSError, ValueError) as error:
            raise InputError(
                f"--scheduler {scheduler}: no scheduler answers ({error}); start one with dask scheduler"
            ) from None
        yield Workers(client, showing)


class Workers:
    """Those who do the work."""

    def __init__(self, client: Client, showing: Showing) -> None:
        """Ask the workers of a client; ``showing`` is told how far they are."""
        self._client = client
        self._showing = showing

    def do(self, work: Work[T, R], parts: Sequence[T], what: str) -> list[R]:
        """Have work done on parts, and return the results in their order."""
        from distributed import KilledWorker

        asked = [self._asked(work, part) for part in parts]
        results: dict[int, list[R]] = {}
        try:
            for number in self._showing(range(len(parts)), what):
                with suppress(KilledWorker):
                    results[number] = [self._result(asked[number])]
                asked[number].release()  # or it would be made again if the worker that holds it died
        finally:
            self._client.cancel(asked)
        for number, part in enumerate(parts):
            if number not in results:
                results[number] = self._alone(work, part)
        return list(chain.from_iterable(results[number] for number in range(len(parts))))

    def _alone(self, work: Work[T, R], part: T) -> list[R]:
        """Have work done on the pieces of a part, one at a time, and so on; what is left is lost."""
        from distributed import KilledWorker

        results: list[R] = []
        for piece in work.pieces(part):
            try:
                results.append(self._result(self._asked(work, piece)))
            except KilledWorker:
                smaller = len(work.pieces(piece)) > 1
                results += self._alone(work, piece) if smaller else [work.lost(piece)]
        return results

    def _asked(self, work: Work[T, R], part: T) -> Future:
        return self._client.submit(work, part, key=f"{type(work).__name__}-{uuid4()}")

    def _result(self, future: Future) -> Any:
        """Return the result of a task; what it raises is raised here."""
        seen = time.monotonic()
        while True:
            try:
                return future.result(timeout=PATIENCE)
            except CancelledError as error:
                raise ClusterError(
                    "the scheduler of the cluster has gone; nothing was written: start it and run again"
                ) from error
            except TimeoutError:
                if self._client.nthreads():
                    seen = time.monotonic()
                elif time.monotonic() - seen > ALONE:
                    raise ClusterError(
                        "the cluster has had no workers for five minutes; nothing was written: start some "
                        "with dask worker and run again"
                    ) from None
