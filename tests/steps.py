"""The steps that Python's ``re`` takes, counted: a backtracking machine over its own parse of a pattern.

``re`` tells no count, and a clock tells little on a busy machine. The machine tries what ``re`` tries, in its
order, without its short cuts, so that it takes at least as many steps; tests hold its matches against ``re``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from typing import Any

parser: Any = import_module("re._parser")
constants: Any = import_module("re._constants")

Registers = tuple[int, ...]
Test = Callable[[str, int, Registers], bool]
CATEGORIES: dict[str, Callable[[str], bool]] = {
    "DIGIT": str.isdecimal,
    "SPACE": str.isspace,
    "WORD": lambda c: c.isalnum() or c == "_",
}


class TooManySteps(Exception):  # noqa: N818
    """The steps allowed are used up."""


class Machine:
    """A pattern as instructions: (what, value, where to go on, where else)."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        """Translate the parse of a pattern."""
        self.ignorecase = bool(pattern.flags & re.IGNORECASE)
        self.multiline = bool(pattern.flags & re.MULTILINE)
        self.dotall = bool(pattern.flags & re.DOTALL)
        assert not pattern.flags & re.ASCII, "not translated"
        self.refers = re.search(r"\\[1-9]", pattern.pattern) is not None
        self.code: list[tuple[str, Any, int]] = []
        self.registers = 2 * pattern.groups + 2
        self._nodes(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
        self._add("match")
        self.steps = 0
        self.most = 0

    def spans(self, text: str, most: int) -> list[tuple[int, int]]:
        """Return all matches as ``finditer`` does; raise where that takes more than ``most`` steps."""
        self.steps, self.most = 0, most
        found: list[tuple[int, int]] = []
        at = 0
        after = -1
        what, first, _ = self.code[0]
        while at <= len(text):
            if what == "char" and (at == len(text) or not first[text[at]]):
                self.steps += 1
                at += 1
                continue
            end = self._run(0, text, at, (-1,) * self.registers, (at, after))
            if end is None:
                at += 1
                continue
            found.append((at, end))
            after = end if end == at else -1  # no second empty match at one place
            at = end
        return found

    def match(self, text: str, most: int) -> int | None:
        """Return where the match from the start ends; raise where that takes more than ``most`` steps."""
        self.steps, self.most = 0, most
        return self._run(0, text, 0, (-1,) * self.registers, (0, -1))

    def _add(self, what: str, value: Any = None, other: int = 0) -> int:
        self.code.append((what, value, other))
        return len(self.code) - 1

    def _nodes(self, nodes: Iterable[Any]) -> None:
        for node in nodes:
            self._node(*node)

    def _node(self, op: Any, value: Any) -> None:
        name = str(op)
        match name:
            case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN":
                self._add("char", self._one_of(name, value))
            case "AT":
                self._add("at", str(value))
            case "BRANCH":
                self._branch([partial(self._nodes, option) for option in value[1]])
            case "SUBPATTERN":
                group, added, removed, inner = value
                assert removed == 0, "flags taken away within a pattern are not translated"
                assert added in (0, re.IGNORECASE), "these flags within a pattern are not translated"
                kept = self.refers and group is not None
                outside, self.ignorecase = self.ignorecase, self.ignorecase or bool(added)
                if kept:
                    self._add("save", 2 * group)
                self._nodes(inner)
                if kept:
                    self._add("save", 2 * group + 1)
                self.ignorecase = outside
            case "GROUPREF":
                self._add("again", value)
            case "ATOMIC_GROUP":
                self._apart("atomic", None, lambda: self._nodes(value))
            case "POSSESSIVE_REPEAT":
                self._apart("atomic", None, lambda: self._repeat(*value, lazy=False))
            case "MAX_REPEAT" | "MIN_REPEAT":
                self._repeat(*value, lazy=name == "MIN_REPEAT")
            case "ASSERT" | "ASSERT_NOT":
                direction, inner = value
                width = inner.getwidth()[0] if direction < 0 else 0
                self._apart("look", (width, name == "ASSERT"), lambda: self._nodes(inner))
            case _:
                raise AssertionError(f"{name} is not translated")

    def _one_of(self, name: str, value: Any) -> dict[str, bool]:
        items = value if name == "IN" else [(name, value)]
        ignorecase, dotall = self.ignorecase, self.dotall

        def holds(char: str) -> bool:
            for op, what in items:
                match str(op):
                    case "LITERAL":
                        found = ord(char) == what
                    case "NOT_LITERAL":
                        found = ord(char) != what
                    case "RANGE":
                        found = what[0] <= ord(char) <= what[1]
                    case "ANY":
                        found = dotall or char != "\n"
                    case "CATEGORY":
                        kind = str(what).removeprefix("CATEGORY_")
                        found = CATEGORIES[kind.removeprefix("NOT_")](char) != kind.startswith("NOT_")
                    case "NEGATE":
                        continue
                if found:
                    return True
            return False

        negated = bool(items) and str(items[0][0]) == "NEGATE"

        class Known(dict[str, bool]):
            def __missing__(self, char: str) -> bool:
                cases = {char, char.lower(), char.upper()} if ignorecase else {char}
                self[char] = any(holds(c) for c in cases if len(c) == 1) != negated
                return self[char]

        return Known()

    def _branch(self, options: list[Callable[[], None]]) -> None:
        ends = []
        for option in options[:-1]:
            split = self._add("split")
            option()
            ends.append(self._add("jump"))
            self.code[split] = ("split", None, len(self.code))
        options[-1]()
        for end in ends:
            self.code[end] = ("jump", None, len(self.code))

    def _apart(self, what: str, value: Any, inner: Callable[[], None]) -> None:
        """Add instructions that are run by themselves, and after which the rest goes on."""
        start = self._add(what)
        inner()
        self._add("match")
        self.code[start] = (what, value, len(self.code))

    def _repeat(self, least: int, most: Any, inner: Any, *, lazy: bool) -> None:
        split = "lazy" if lazy else "split"
        for _ in range(least):
            self._nodes(inner)
        if most is constants.MAXREPEAT:
            loop = self._add(split)
            if inner.getwidth()[0]:
                self._nodes(inner)
            else:
                register = self.registers
                self.registers += 1
                self._add("save", register)
                self._nodes(inner)
                self._add("moved", register)
            self._add("jump", None, loop)
            self.code[loop] = (split, None, len(self.code))
            return
        splits = []
        for _ in range(most - least):
            splits.append(self._add(split))
            self._nodes(inner)
        for at in splits:
            self.code[at] = (split, None, len(self.code))

    def _run(
        self, pc: int, text: str, at: int, registers: Registers, empty: tuple[int, int] = (-1, 0)
    ) -> int | None:
        """Return where a match from a position ends; none is empty at ``empty``, given twice."""
        code, size = self.code, len(text)
        waiting = [(pc, at, registers)]
        while waiting:
            pc, at, registers = waiting.pop()
            while True:
                self.steps += 1
                if self.steps > self.most:
                    raise TooManySteps
                what, value, other = code[pc]
                pc += 1
                if what == "char":
                    if at < size and value[text[at]]:
                        at += 1
                        continue
                    break
                if what == "split":
                    waiting.append((other, at, registers))
                elif what == "lazy":
                    waiting.append((pc, at, registers))
                    pc = other
                elif what == "jump":
                    pc = other
                elif what == "save":
                    registers = (*registers[:value], at, *registers[value + 1 :])
                elif what == "moved":
                    if registers[value] == at:
                        break
                elif what == "match":
                    if empty[0] == at == empty[1]:
                        break
                    return at
                elif what == "atomic":
                    end = self._run(pc, text, at, registers)
                    if end is None:
                        break
                    pc, at = other, end
                elif what == "look":
                    width, wanted = value
                    ends = at >= width and self._run(pc, text, at - width, registers) is not None
                    if ends != wanted:
                        break
                    pc = other
                elif what == "again":
                    told = text[registers[2 * value] : registers[2 * value + 1]]
                    if not text.startswith(told, at):
                        break
                    at += len(told)
                elif not _stands(value, text, at, multiline=self.multiline):
                    break
        return None


def _stands(anchor: str, text: str, at: int, *, multiline: bool) -> bool:
    match anchor:
        case "AT_BEGINNING" if multiline:
            return at == 0 or text[at - 1] == "\n"
        case "AT_END" if multiline:
            return at == len(text) or text[at] == "\n"
        case "AT_BEGINNING" | "AT_BEGINNING_STRING":
            return at == 0
        case "AT_END_STRING":
            return at == len(text)
        case "AT_END":
            return at == len(text) or (at == len(text) - 1 and text[at] == "\n")
    word = CATEGORIES["WORD"]
    edge = (at > 0 and word(text[at - 1])) != (at < len(text) and word(text[at]))
    assert anchor in ("AT_BOUNDARY", "AT_NON_BOUNDARY"), f"{anchor} is not translated"
    return edge == (anchor == "AT_BOUNDARY")
