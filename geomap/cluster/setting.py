"""What every worker of a run must know, and what each of them opens once."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from geomap.cluster.spool import Spool
from geomap.documents import Settings
from geomap.engine import Engine, engine_of
from geomap.errors import InputError
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.publishers import SHIPPED as SHIPPED_PUBLISHERS
from geomap.publishers import Publishers, read_publishers
from geomap.times.anchors import SHIPPED as SHIPPED_ANCHORS
from geomap.times.anchors import Anchors, read_anchors

T = TypeVar("T")
R = TypeVar("R")
T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is told to every worker; paths must lead to the same files for all of them."""

    engine: Engine
    """That of the one who asks: what another geomap reads would be passed off as its work."""
    spool: Spool
    intake: Settings
    gazetteer: Path | None = None
    events: Path | None = None
    publishers: Path | None = None
    parquet: bool = False
    """Whether the claims are written as Parquet too."""


class Tools(NamedTuple):
    """What a worker opens once and keeps."""

    gazetteer: Gazetteer
    anchors: Anchors | None
    publishers: Publishers | None


def tools_of(setting: Setting) -> Tools:
    """Return what this worker has open for a run."""
    return _tools(setting.engine, setting.gazetteer, setting.events, setting.publishers)


@cache
def _tools(engine: Engine, gazetteer: Path | None, events: Path | None, publishers: Path | None) -> Tools:
    if engine_of(gazetteer, events) != engine:
        raise InputError(
            f"the worker on {socket.gethostname()} has another geomap, gazetteer or table of events; "
            "install the same version for all workers, and give them the same files"
        )
    tools = Tools(
        open_gazetteer(gazetteer),
        read_anchors(SHIPPED_ANCHORS, events) if events else None,
        read_publishers(SHIPPED_PUBLISHERS, publishers) if publishers else None,
    )
    gc.freeze()  # it stays: no need to look through it for garbage
    return tools


class Work(Protocol[T, R_co]):
    """One kind of task: what a worker does with a part of all there is, and returns in few bytes."""

    def __call__(self, part: T, /) -> R_co:
        """Do it; the same part gives the same result wherever and however often it is done."""
        ...

    def pieces(self, part: T, /) -> Sequence[T]:
        """Return a part as several smaller ones; alone where it cannot be cut."""
        ...

    def lost(self, part: T, /) -> R_co:
        """Return what stands for the result of a part that cannot be cut, and that kills its workers."""
        ...


PIECES = 8
"""In so many a part is cut: each level of cutting costs some workers their life."""


def cut(part: Sequence[T]) -> list[Sequence[T]]:
    """Return what stands in a row in pieces."""
    step = -(-len(part) // PIECES)
    return [part[first : first + step] for first in range(0, len(part), step)]


Do = Callable[[Work[T, R], Sequence[T], str], list[R]]
"""Has work done on parts, in words for whoever watches, and returns the results in their order."""
