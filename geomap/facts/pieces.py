"""A sentence cut into pieces, between its joiners and marks, and to which places each piece belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from geomap.grammar import LIST_OPENERS, Scene
from geomap.language import Sense
from geomap.language.rules.facts import FactWord, FactWords

LIGHT = (
    Sense.NAME
    | Sense.PREPOSITION
    | Sense.DETERMINER
    | Sense.MODIFIER
    | Sense.GEOGRAPHIC
    | Sense.QUARTER
    | Sense.CONJUNCTION
    | Sense.NEARBY
)
"""What a piece that is only one more name of a list is made of."""


class Said(NamedTuple):
    """A word or phrase of the tables in its sentence: tokens ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    word: FactWord


class Piece(Struct, eq=False):
    """Tokens ``first`` to ``last`` (exclusive) of a scene, with nothing that joins or parts between them."""

    first: int
    last: int
    clause: int
    stretch: int
    """Number of the stretch between semicolons in which it stands."""
    after: int
    """Senses of what parts it from the piece before."""
    mark: str
    """The last word or mark of that."""
    said: list[Said] = field(default_factory=list)
    flags: int = 0
    """The sum of what its words are."""
    names: list[int] = field(default_factory=list)
    """First tokens of the claimed places in it."""
    bare: bool = False
    """Whether it holds a name and nothing that tells anything."""
    verbal: bool = False
    """Whether it has a verb or an event of its own."""
    elsewhere: bool = False
    """Whether it names only places of which no event is told."""
    group: int = -1
    """The piece with which it shares its places: a list is one group."""


def read_pieces(scene: Scene, words: FactWords, claimed: Mapping[int, object]) -> list[Piece]:
    """Return the pieces of a sentence; ``claimed`` holds the first tokens of its places of events."""
    pieces: list[Piece] = []
    stretch = after = 0
    first, mark = -1, ""
    for chunk in scene.chunks:
        if chunk.kind in ("join", "opener", "mark"):
            if first >= 0:
                pieces.append(
                    _filled(
                        scene,
                        words,
                        claimed,
                        Piece(first, chunk.start, scene.clause_of(first).number, stretch, after, mark),
                    )
                )
            stretch += scene.words[chunk.start] == ";"
            after = chunk.senses if first >= 0 or not pieces else after | chunk.senses
            mark = scene.words[chunk.start]
            first = -1
        elif first < 0:
            first = chunk.start
    if first >= 0:
        pieces.append(
            _filled(
                scene,
                words,
                claimed,
                Piece(first, len(scene.words), scene.clause_of(first).number, stretch, after, mark),
            )
        )
    _gather_lists(pieces)
    return pieces


def _filled(scene: Scene, words: FactWords, claimed: Mapping[int, object], piece: Piece) -> Piece:
    """Return a piece with what stands in it."""
    first, last = piece.first, piece.last
    index = first
    while index < last:
        word = None if index in scene.names else words.at(scene.lowers, index, last)
        if word is None:
            index += 1
            continue
        end = index + 1 + len(word.rest)
        piece.said.append(Said(index, end, word))
        piece.flags |= word.flags
        index = end
    piece.names = [token for token in range(first, last) if token in claimed]
    telling = any(s.word.weapon or s.word.target or s.word.flags for s in piece.said)
    light = all(
        here & LIGHT or token in scene.names for token, here in enumerate(scene.senses[first:last], first)
    )
    chunks = scene.chunks[scene.chunk_of[first] : scene.chunk_of[last - 1] + 1]
    piece.verbal = any(chunk.kind == "verb" or chunk.hits for chunk in chunks)
    piece.bare = bool(piece.names) and light and not telling and not piece.verbal
    piece.elsewhere = not piece.names and any(chunk.names and chunk.prep >= 0 for chunk in chunks)
    return piece


def _gather_lists(pieces: Sequence[Piece]) -> None:
    """Give one group to the pieces of a list of places: the bare ones go with their neighbour."""
    for number, piece in enumerate(pieces):
        piece.group = number
        before = pieces[number - 1] if number else None
        if before is None or not before.names:
            continue
        told = number + 1 < len(pieces) and pieces[number + 1].mark in LIST_OPENERS
        if (piece.bare and not told) or (before.bare and piece.names and before.stretch == piece.stretch):
            piece.group = before.group


def _places(piece: Piece) -> bool:
    return bool(piece.names) or piece.elsewhere


def home_of(pieces: Sequence[Piece], number: int) -> int | None:
    """Return the group whose places a piece tells of: its own, the one before, or the one it leads to.

    Pieces without a place that follow one another go together.
    """
    piece = pieces[number]
    if piece.names:
        return piece.group
    first = number
    while first and not (pieces[first].after & Sense.RELATIVE or _places(pieces[first - 1])):
        first -= 1
    relative = first > 0 and bool(pieces[first].after & Sense.RELATIVE)
    before = next((p for p in reversed(pieces[:number]) if p.names), None)
    after = next((p for p in pieces[number + 1 :] if p.names), None)
    if relative and pieces[first - 1].elsewhere:
        return None  # X, where two were killed: of X no event is known
    if before is None or after is None:
        found = before or after
        return found.group if found is not None else None
    if (before.stretch == piece.stretch) != (after.stretch == piece.stretch):
        nearer = before if before.stretch == piece.stretch else after
    elif relative or (before.clause == piece.clause) != (after.clause == piece.clause):
        # "X, where two were killed and five wounded, and Y"
        nearer = before if relative or before.clause == piece.clause else after
    else:
        # "two were killed when a missile hit X": the clause that follows tells where.
        nearer = after if pieces[number + 1].after & Sense.RELATIVE else before
    return nearer.group
