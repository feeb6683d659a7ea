"""Numbers of weapons and of people in the pieces of a sentence, and of what each is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from geomap.facts.pieces import Piece, Said
from geomap.grammar import Scene
from geomap.language import Sense
from geomap.language.rules.facts import Fact

Field = Literal["launched", "shot_down", "killed", "wounded"]
Head = Literal["weapon", "people", "bare", "other", "thing"]
NUMERAL = re.compile(r"\d{1,6}|\d{1,3}(?:[., ]\d{3})+")
ENDING = 3
"""Letters of an ending after a number and a hyphen: 5-ро."""
UNITS, HUNDRED = 10, 100
SCALES = (12, 100, 1000)
"""What a number before multiplies: two dozen, five hundred."""
BOUNDS = Fact.LEAST | Fact.MORE | Fact.MOST | Fact.ABOUT
HURT = Fact.KILLED | Fact.WOUNDED
UNSURE = Sense.NEGATION | Sense.MODAL | Sense.CONDITION | Sense.PLAN
FAR_WORDS = 8
"""Words between people who are counted and the verb that tells what befell them: by that day."""
NEXT_WORDS = 3
"""Words between a number and the verb that it is told of, where no noun says what is counted."""


class Number(NamedTuple):
    """A number in its sentence, and what it counts."""

    first: int
    last: int
    least: int
    most: int | None
    head: Head
    anyone: bool
    """Whether the noun says no more of them than that they are people."""
    shared: bool
    """Whether a part is taken of it, or it is the whole of which one is: 20 *of 30*."""
    whole: bool


class Tally(NamedTuple):
    """How many of a field one piece tells."""

    field: Field
    piece: int
    least: int
    most: int | None
    tokens: tuple[tuple[int, int], ...]
    each: bool = False
    """Whether it is told of every place: five drones each over A and B."""
    anyone: bool = False
    """Whether it says no more of those counted than that they are people."""
    listed: bool = False
    """Whether it goes on with the tally before: a man | and two children."""


def tallies(scene: Scene, pieces: Sequence[Piece], dated: Callable[[int, int], bool]) -> Iterator[Tally]:
    """Yield the counts of a sentence, piece by piece; ``dated`` tells whether tokens are part of a time."""
    numbers = [tuple(_numbers(scene, piece, dated)) for piece in pieces]
    armed = any(said.word.weapon for piece in pieces for said in piece.said)
    if armed:
        downed = False
        for index, piece in enumerate(pieces):
            # Six drones were shot down: two over A, four over B.
            downed = (
                bool(piece.flags & Fact.DOWNED) or _destroys(scene, piece) or (downed and not piece.verbal)
            )
            paired = index and not pieces[index - 1].verbal and _are_bare(numbers[index - 1])
            if not paired:  # 34 and 25 drones over A and B
                yield from _of_weapons(index, piece, numbers[index], downed=downed)
    yield from _without_details(tuple(_of_people(scene, pieces, numbers)))


# --- numbers ------------------------------------------------------------------------------------------------
def _numbers(scene: Scene, piece: Piece, dated: Callable[[int, int], bool]) -> Iterator[Number]:
    told = {said.first: said for said in piece.said}
    bounds = {said.last: said for said in piece.said if said.word.flags & BOUNDS}
    shares = {said.first for said in piece.said if said.word.flags & Fact.SHARE}
    index, within = piece.first, False
    while index < piece.last:
        said = told.get(index)
        if said is None and not scene.words[index][0].isdigit():
            index += 1
            continue
        within = within or bool(said and said.word.flags & Fact.WITHIN)
        read = _read_number(scene, told, index, piece.last)
        if read is None or within or dated(index, read[0]) or index in scene.names:
            lone = said is not None and said.word.flags & Fact.PERSON and not within
            if said is not None and lone:
                yield Number(said.first, said.last, 1, 1, "people", anyone=False, shared=False, whole=False)
            index = said.last if said is not None else index + 1
            continue
        last, low, high = read
        flags, start = 0, index
        while start in bounds and bounds[start].first >= piece.first:
            flags |= bounds[start].word.flags
            start = bounds[start].first
        least, most = _bounded(low, high, flags)
        head, end = _head(scene, piece, told, last)
        counted = told.get(end - 1)
        anyone = head == "bare" or bool(counted and counted.word.flags & Fact.ANYONE)
        whole = any(index - 2 <= share < index for share in shares)
        begin = start if flags & ~Fact.ABOUT else index
        yield Number(begin, last, least, most, head, anyone, last in shares, whole)
        index = end


def _read_number(scene: Scene, told: dict[int, Said], index: int, end: int) -> tuple[int, int, int] | None:
    """Return where a number ends and its bounds, or None: 20, twenty-one, 30-40, 5-ро."""
    value, last = _value(scene, told, index)
    if value is None:
        return None
    value, last = _composed(scene, told, value, last)
    if last + 1 < end and scene.words[last] in "-–":
        upper, after = _value(scene, told, last + 1)
        if upper is not None and upper > value:
            return after, value, upper
        ending = scene.words[last + 1].isalpha() and len(scene.words[last + 1]) <= ENDING
        return (last + 2, value, value) if ending else None  # 68-year-old
    return None if last < end and scene.words[last] == "%" else (last, value, value)


def _composed(scene: Scene, told: dict[int, Said], value: int, last: int) -> tuple[int, int]:
    """Return a number of words with the words that go on with it: twenty | one, two | dozen."""
    if last not in told:
        return value, last
    after, end = _value(scene, told, last)
    if after in SCALES:
        return value * after, end
    if after is not None and after < UNITS < value < HUNDRED and value % UNITS == 0:
        return value + after, end
    return value, last


def _value(scene: Scene, told: dict[int, Said], index: int) -> tuple[int | None, int]:
    said = told.get(index)
    if said is not None and said.word.number is not None:
        return said.word.number, said.last
    if NUMERAL.fullmatch(scene.words[index]):
        return int(re.sub(r"\D", "", scene.words[index])), index + 1
    return None, index


def _bounded(low: int, high: int, flags: int) -> tuple[int, int | None]:
    if flags & Fact.MORE:
        return low + 1, None
    if flags & Fact.LEAST:
        return low, None
    return (0, high) if flags & Fact.MOST else (low, high)


def _head(scene: Scene, piece: Piece, told: dict[int, Said], last: int) -> tuple[Head, int]:
    """Return what stands after a number in its phrase, and where to read on."""
    chunk = scene.chunks[scene.chunk_of[last - 1]]
    end = min(chunk.last, piece.last)
    index = last
    while index < end and index not in scene.names:
        said = told.get(index)
        if said is not None:
            word = said.word
            if word.weapon is not None:
                after = told.get(said.last)
                made = after is not None and after.word.flags & Fact.IDLE  # four missile systems
                return ("thing" if made else "weapon"), said.last
            if word.flags & (Fact.PEOPLE | Fact.PERSON):
                return "people", said.last
            if word.flags & Fact.THING or word.target is not None:
                return "thing", said.last
            if word.flags & (HURT | Fact.DOWNED | Fact.SHARE):
                return ("bare" if index == last else "other"), last
            index = said.last
        else:
            index += 1
    return ("other" if last < index else "bare"), last


# --- weapons ------------------------------------------------------------------------------------------------
def _are_bare(numbers: Sequence[Number]) -> bool:
    return bool(numbers) and all(number.head == "bare" for number in numbers)


def _destroys(scene: Scene, piece: Piece) -> bool:
    """Tell whether a piece has weapons destroyed rather than destroying."""
    words = [said.first for said in piece.said if said.word.flags & Fact.DESTROYED]
    weapons = [said.first for said in piece.said if said.word.weapon is not None]
    if not words or not weapons:
        return False
    passive = scene.grammar.genitive or (words[0] > 0 and scene.senses[words[0] - 1] & Sense.LINKING)
    return bool(passive) or words[0] < weapons[0]


def _of_weapons(index: int, piece: Piece, numbers: Sequence[Number], *, downed: bool) -> Iterator[Tally]:
    if piece.flags & (Fact.SUPPLIED | Fact.TOTAL):
        return
    for number in numbers:
        if number.head == "weapon" or (piece.flags & Fact.DOWNED and number.head == "bare"):
            kind: Field = (
                "shot_down" if downed and not (number.whole and number.head == "weapon") else "launched"
            )
            each = any(s.word.flags & Fact.EACH and s.last == number.first for s in piece.said)
            yield Tally(kind, index, number.least, number.most, ((number.first, number.last),), each)


# --- people -------------------------------------------------------------------------------------------------
def _of_people(scene: Scene, pieces: Sequence[Piece], numbers: Sequence[Sequence[Number]]) -> Iterator[Tally]:
    open_kinds: tuple[Field, ...] = ()
    waiting: list[Tally] = []
    for index, piece in enumerate(pieces):
        if piece.flags & Fact.TOTAL:
            open_kinds, waiting = (), []
            continue
        hurt = [said for said in piece.said if said.word.flags & HURT and not said.word.flags & Fact.UNHURT]
        if piece.flags & Fact.UNHURT:
            words = next(said for said in piece.said if said.word.flags & Fact.UNHURT)
            for kind in ("killed", "wounded"):
                yield Tally(kind, index, 0, 0, ((words.first, words.last),))
        counted = [n for n in numbers[index] if n.head in ("people", "bare", "other")]
        if not hurt:
            people = [n for n in counted if n.head == "people" or (n.head == "bare" and piece.names)]
            for number in people:
                tally = Tally("killed", index, number.least, number.most, ((number.first, number.last),))
                if open_kinds and not piece.verbal:
                    yield tally._replace(field=open_kinds[-1], listed=True)
                elif number.head == "people" and not _acts(scene, piece, number):
                    waiting.append(tally)
            if not people and not _is_of_age(scene, piece, numbers[index]):
                open_kinds, waiting = (), []
            continue
        if unsure(scene, piece) and not piece.flags & Fact.NOBODY:
            open_kinds, waiting = (), []
            continue
        # Killed or wounded, of one number: nobody tells how many of each.
        joint = index + 1 < len(pieces) and _goes_on(pieces[index + 1], numbers[index + 1])
        joint = joint or (
            index > 0 and _goes_on(piece, numbers[index - 1]) and _ends_in_harm(pieces[index - 1])
        )
        found = [] if joint else list(_hurt(scene, index, piece, hurt, counted))
        yield from found
        if waiting and found and found[0].tokens[0][0] < hurt[0].first:
            yield from (tally._replace(field=found[0].field) for tally in waiting)
        open_kinds, waiting = tuple(tally.field for tally in found), []


def _is_of_age(scene: Scene, piece: Piece, numbers: Sequence[Number]) -> bool:
    """Tell whether a piece holds figures that count nothing, as ages do: men of 30 | and 40 | and a boy."""
    figures = any(word[0].isdigit() for word in scene.words[piece.first : piece.last])
    return figures and not piece.verbal and not any(number.head == "thing" for number in numbers)


def _ends_in_harm(piece: Piece) -> bool:
    return bool(piece.said) and piece.said[-1].last == piece.last and bool(piece.said[-1].word.flags & HURT)


def _goes_on(piece: Piece, numbers: Sequence[Number]) -> bool:
    """Tell whether a piece opens with another harm, and what goes with the one or the other has no number."""
    opens = bool(piece.said) and piece.said[0].first == piece.first and piece.said[0].word.flags & HURT
    return bool(opens) and not numbers and bool(piece.after & Sense.CONJUNCTION)


def _acts(scene: Scene, piece: Piece, number: Number) -> bool:
    """Tell whether those counted do something in their piece, before the word that tells what befell them."""
    last = scene.chunk_of[piece.last - 1]
    after = scene.chunks[scene.chunk_of[number.last - 1] + 1 : last + 1]
    return any(chunk.kind == "verb" or chunk.hits for chunk in after)


def unsure(scene: Scene, piece: Piece) -> bool:
    """Tell whether it is not, or not yet, so; the negation of "no fewer than" denies nothing."""
    bound = {
        token for said in piece.said if said.word.flags & BOUNDS for token in range(said.first, said.last)
    }
    return any(scene.senses[k] & UNSURE and k not in bound for k in range(piece.first, piece.last))


def _hurt(
    scene: Scene, index: int, piece: Piece, hurt: Sequence[Said], counted: Sequence[Number]
) -> Iterator[Tally]:
    """Yield whom the words of a piece count: those after a word, or else those before it."""
    left = list(counted)
    for place, said in enumerate(hurt):
        kind: Field = "killed" if said.word.flags & Fact.KILLED else "wounded"
        if piece.flags & Fact.NOBODY:
            nobody = next(s for s in piece.said if s.word.flags & Fact.NOBODY)
            yield Tally(kind, index, 0, 0, ((nobody.first, nobody.last),))
            continue
        end = hurt[place + 1].first if place + 1 < len(hurt) else piece.last
        after = [n for n in left if said.last <= n.first < end and _follows(scene, said, n)]
        before = [n for n in left if n.last <= said.first and _leads(scene, n, said)]
        mine = after[:1] or before[-1:]
        for number in mine:
            left.remove(number)
            tokens = ((number.first, number.last),)
            yield Tally(kind, index, number.least, number.most, tokens, anyone=number.anyone)


def _without_details(told: Sequence[Tally]) -> Iterator[Tally]:
    """Yield the tallies but for those that name whom one before counts: two people, a man and a woman."""
    index = 0
    while index < len(told):
        whole = told[index]
        end = index + 1
        while end < len(told) and told[end].listed and told[end].field == whole.field:
            end += 1
        parts = told[index + 1 : end]
        yield whole
        same = whole.least == whole.most == sum(part.least for part in parts)
        if not (whole.anyone and same and len(parts) > 1):
            yield from parts
        index = end


def _follows(scene: Scene, said: Said, number: Number) -> bool:
    """Tell whether a number is the object or late subject of the word before it."""
    between = range(said.last, number.first)
    if any(scene.senses[k] & Sense.PREPOSITION for k in between):
        return False
    return number.head == "people" or len(between) < NEXT_WORDS


def _leads(scene: Scene, number: Number, said: Said) -> bool:
    """Tell whether a number is the subject of the word after it."""
    between = range(number.last, said.first)
    if number.head == "people":
        return len(between) <= FAR_WORDS
    return len(between) <= NEXT_WORDS and not any(scene.senses[k] & Sense.PREPOSITION for k in between)
