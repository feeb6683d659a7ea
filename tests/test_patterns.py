"""Every pattern of the package reads any text in a number of steps that grows no faster than the text.

A pattern that can read one stretch in two ways hangs on a line of dashes. Steps are counted, not seconds, by
a machine whose matches are held against those of ``re``: a pattern and a text give the same count anywhere.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct

import geomap
from tests.steps import Machine, TooManySteps

SHORT, LONG = 50, 5000
STEPS = 200
"""Steps a character; a pattern that reads a long stretch anew from each of its characters takes more than ten
times as many, one that can read it in two ways more than any number."""
FROM_START = frozenset({"match", "fullmatch"})
METHODS = FROM_START | {"search", "findall", "finditer", "sub", "subn", "split"}
PIECES = (
    *(
        "-",
        "*",
        "#",
        ".",
        "!",
        "?",
        "…",
        "7",
        "[",
        "]",
        "(",
        ")",
        "<",
        "|",
        ":",
        ",",
        "/",
        "_",
        "@",
        "=",
        '"',
        "'",
    ),
    *(" ", "\t", "\n", "\u00a0", "a", "i", "A", "s", "ж", "Ж", "є", "\u0301", "\u200b", "İ", "«", "“"),
    *(
        "* ",
        "- ",
        "1.",
        "1. ",
        "1,",
        "1:",
        "12.03.2022 ",
        "2022-03-12",
        "2022/",
        "4149 4993 ",
        "1234-",
        "380 ",
    ),
    *(
        "a'",
        "a-",
        "a.",
        "a, ",
        "A. ",
        "A.",
        "a:b ",
        "Kyiv-",
        "Kyiv, ",
        "Київ ",
        ".) ",
        '."',
        "[1]",
        "[a](b)",
        "x | ",
    ),
    *("http://", "a@", "url(", "a: b\n", "---\n", "(1)", "5 km ", "&#39;", "1a"),
)
WORD = re.compile("[а-яіїєґ]+")
ENDS = ("", "x", "\x00", ")x", " a b")


def _modules() -> Iterator[str]:
    yield from (m.name for m in pkgutil.walk_packages(geomap.__path__, "geomap.") if "__main__" not in m.name)


def _patterns_in(value: object, name: str, seen: set[int]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns that a value of a module holds, however deep."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield name, value
        return
    if isinstance(value, str | bytes | int | float | None) or id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, dict):
        inner = [(name, v) for pair in value.items() for v in pair]
    elif isinstance(value, list | tuple | set | frozenset):
        inner = [(name, v) for v in value]
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        inner = [(f.name, getattr(value, f.name, None)) for f in dataclasses.fields(value)]
    elif isinstance(value, Struct):
        inner = [(field, getattr(value, field)) for field in value.__struct_fields__]
    else:
        return
    for label, each in inner:
        yield from _patterns_in(each, label, seen)


@cache
def _uses() -> tuple[dict[str, frozenset[str]], dict[str, set[str]]]:
    """Return by which methods names of patterns are used in the sources, and the patterns written in calls.

    A ``match`` that is told where to begin may be made from anywhere, so it counts as a search.
    """
    by_name: dict[str, set[str]] = defaultdict(set)
    written: dict[str, set[str]] = defaultdict(set)
    for source in sorted(Path(geomap.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                name = getattr(node.value, "attr", None) or getattr(node.value, "id", None)
                if name is not None:
                    by_name[name].add(node.attr)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                name = getattr(node.func.value, "attr", None) or getattr(node.func.value, "id", None)
                if name == "re" and node.func.attr in METHODS:
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        written[first.value].add(node.func.attr)
                elif name is not None and node.func.attr in FROM_START and len(node.args) > 1:
                    by_name[name].add("search")
    return {name: frozenset(methods) for name, methods in by_name.items()}, written


def _all_patterns() -> list[tuple[str, re.Pattern[str], frozenset[str]]]:
    """Return name, pattern and methods of all patterns that the package compiles.

    Of those that differ in nothing but a Cyrillic word, as the endings of names do, one stands for all.
    """
    by_name, written = _uses()
    found: dict[str, tuple[str, re.Pattern[str], frozenset[str]]] = {}
    seen: set[int] = set()
    for module in _modules():
        for name, value in vars(importlib.import_module(module)).items():
            for label, pattern in _patterns_in(value, name, seen):
                methods = by_name.get(label, frozenset({"search"}))
                shape = WORD.sub("ж", pattern.pattern)
                known = found.get(shape)
                found[shape] = (label, pattern, methods | (known[2] if known else methods))
    for text, called in written.items():
        found.setdefault(text, ("in a call", re.compile(text), frozenset(called)))
    return sorted(found.values(), key=lambda one: (one[0], one[1].pattern))


PATTERNS = _all_patterns()


def _hostile() -> Iterator[str]:
    """Yield runs of all pieces; the long ones end in what fits no pattern, as that makes ``re`` try again."""
    for piece in PIECES:
        for end in ENDS:
            yield (piece * SHORT)[:SHORT] + end
        yield (piece * LONG)[:LONG] + "\x00"


def test_the_patterns_are_found() -> None:
    found = {pattern.pattern for _, pattern, _ in PATTERNS}
    for module, name in (
        ("geomap.furniture", "LINK"),
        ("geomap.text", "BREAK"),
        ("geomap.tables", "_SPACES"),
    ):
        assert vars(importlib.import_module(module))[name].pattern in found
    assert r"[^\W\d_]+" in found  # written in a call
    assert any(name == "foreign" for name, _, _ in PATTERNS)  # held by a frozen class


@pytest.mark.counts
@pytest.mark.parametrize(
    ("pattern", "methods"),
    [(p, m) for _, p, m in PATTERNS],
    ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(PATTERNS)],
)
def test_a_pattern_takes_no_more_steps_than_a_text_is_long(
    pattern: re.Pattern[str], methods: frozenset[str]
) -> None:
    machine = Machine(pattern)
    for text in _hostile():
        most = STEPS * len(text)
        if methods <= FROM_START:
            found = machine.match(text, most)
            expected = pattern.match(text)
            assert found == (expected.end() if expected else None), text[:SHORT]
        else:
            assert machine.spans(text, most) == [m.span() for m in pattern.finditer(text)], text[:SHORT]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?:[-*•#\d.]+\s*)*!?\[", "-" * SHORT),
        (r"(?:a|a)*b", "a" * SHORT),
        (r"\s+$", " " * LONG + "x"),
        (r"[.!?]+\s", "." * LONG),
        (r"i+(?=[aeou])", "i" * LONG),
        (r"[A-Z0-9]*\d[A-Z0-9]*!", "1" * LONG),
    ],
)
def test_the_count_finds_what_hangs(pattern: str, text: str) -> None:
    with pytest.raises(TooManySteps):
        Machine(re.compile(pattern)).spans(text, STEPS * len(text))
