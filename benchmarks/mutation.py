"""How many small faults put into the rule modules the tests of the rules see.

    python benchmarks/mutation.py                            # a dozen mutants a module, then the share killed
    python benchmarks/mutation.py --show --module leads      # one module, and the mutants that survive
    python benchmarks/mutation.py --module roles --all       # every mutant of a package

A mutant is a module with one fault: a comparison, ``and`` or ``or`` swapped, a ``not`` or one flag of a ``|``
left out, a whole number one higher, ``True`` and ``False`` swapped, ``None`` returned where that is allowed,
a condition that always or never holds. It is killed where a test fails, or where the tests take too much
processor time or memory. No file is changed: each mutant lives in a process forked from one that has loaded
pytest and the tables of the languages, but none of the rules. Needs an operating system that can fork.

The share of a module is that of the mutants tried; in the total each module weighs as much as it has mutants.
The exit status is 1 where the total is below the floor.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import random
import re
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from itertools import pairwise
from pathlib import Path
from types import CodeType, ModuleType

ROOT = Path(__file__).resolve().parent.parent
RULES = (
    "clauses.py",
    "grammar.py",
    "scenes.py",
    "leads.py",
    "tails.py",
    "roles/*.py",
    "events/*.py",
    "attributions/*.py",
    "when/*.py",
)
SENTENCES = (("roles", "look_alikes"), ("clauses", "events", "cases", "when"), ("attributions", "statements"))
TESTS = {
    "roles": (("roles", "look_alikes", "cases"), ("events", "when"), ("evaluation_gate",)),
    "events": (("events", "roles", "look_alikes"), ("cases", "when"), ("evaluation_gate",)),
    "attributions": (("attributions", "statements"), ("seeds", "claimants")),
    "when": (("when",), ("seeds",)),
    "": (*SENTENCES, ("evaluation_gate",)),
}
"""By package the names of its tests, in groups that are run one after another until one fails."""
SECONDS = 40
"""Processor time that the tests of a mutant may take, several times what they do take."""
BYTES = 4 << 30
SWAPS = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
    "in": "not in",
    "not in": "in",
    "is": "is not",
    "is not": "is",
    "and": "or",
    "or": "and",
}
OPERATOR = re.compile(rb"[<>=!]=|[<>]|\b(?:not\s+in|is\s+not|in|is|and|or)\b")
FLAGS = ("Sense", "Relation")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A stretch of a module's bytes and what stands there instead."""

    start: int
    end: int
    instead: str
    what: str

    def applied(self, source: bytes) -> bytes:
        """Return the source with the fault in it."""
        return source[: self.start] + self.instead.encode() + source[self.end :]


class Source:
    """The bytes of a module, with the places of its nodes in them."""

    def __init__(self, source: bytes) -> None:
        self.bytes = source
        self.tree = ast.parse(source)
        self.lines = [0]
        for line in source.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def start(self, node: ast.expr) -> int:
        """Return where a node starts."""
        return self.lines[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr) -> int:
        """Return where a node ends."""
        return self.lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)

    def text(self, start: int, end: int) -> str:
        """Return a stretch on one line."""
        return " ".join(self.bytes[start:end].decode().split())

    def line(self, at: int) -> int:
        """Return the number of the line of a byte."""
        return self.bytes.count(b"\n", 0, at) + 1


# --- mutants ------------------------------------------------------------------------------------------------
def mutants_of(source: Source) -> list[Mutant]:
    """Return the mutants of a module, in the order of the text."""
    found: dict[tuple[int, int, str], Mutant] = {}
    for node, returns_none in _nodes(source.tree, returns_none=False):
        for mutant in _mutants(source, node, returns_none=returns_none):
            found[mutant.start, mutant.end, mutant.instead] = mutant
    return [found[key] for key in sorted(found)]


def _nodes(node: ast.AST, *, returns_none: bool) -> Iterator[tuple[ast.AST, bool]]:
    """Yield the nodes that run, with whether their function may return None; no annotation or decorator."""
    yield node, returns_none
    if isinstance(node, ast.FunctionDef):
        returns_none = node.returns is not None and "None" in ast.unparse(node.returns).split(" | ")
    for name, field in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in field if isinstance(field, list) else [field]:
            if isinstance(child, ast.AST):
                yield from _nodes(child, returns_none=returns_none)


def _mutants(source: Source, node: ast.AST, *, returns_none: bool) -> Iterator[Mutant]:
    match node:
        case ast.Compare(left=left, comparators=others):
            yield from _swaps(source, [left, *others])
        case ast.BoolOp(values=values):
            yield from _swaps(source, values)
        case ast.UnaryOp(op=ast.Not()):
            start = source.start(node)
            yield Mutant(start, start + len("not"), "", f"not dropped from {_text(source, node)!r}")
        case ast.Constant(value=bool() as value):
            yield _replaced(source, node, str(not value))
        case ast.Constant(value=int() as number):
            yield _replaced(source, node, str(number + 1))
        case ast.Return(value=ast.expr() as value) if returns_none and ast.unparse(value) != "None":
            yield _replaced(source, value, "None")
        case ast.BinOp(op=ast.BitOr()):
            yield from _without_flag(source, node)
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield from _forced(source, node.test)
    elif isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield from _forced(source, test)


def _text(source: Source, node: ast.expr) -> str:
    return source.text(source.start(node), source.end(node))


def _replaced(source: Source, node: ast.expr, instead: str) -> Mutant:
    what = f"{_text(source, node)} -> {instead}"
    return Mutant(source.start(node), source.end(node), instead, what)


def _swaps(source: Source, operands: Sequence[ast.expr]) -> Iterator[Mutant]:
    """Yield a mutant for each operator between operands."""
    for left, right in pairwise(operands):
        gap = source.end(left)
        found = OPERATOR.search(source.bytes, gap, source.start(right))
        if found is None:
            continue
        operator = " ".join(found[0].decode().split())
        whole = source.text(source.start(left), source.end(right))
        what = f"{operator} -> {SWAPS[operator]} in {whole!r}"
        yield Mutant(*found.span(), SWAPS[operator], what)


def _forced(source: Source, test: ast.expr) -> Iterator[Mutant]:
    """Yield a condition that always and one that never holds; not where it names what is used later."""
    if isinstance(test, ast.Constant) or any(isinstance(part, ast.NamedExpr) for part in ast.walk(test)):
        return
    for instead in ("True", "False"):
        yield _replaced(source, test, instead)


def _without_flag(source: Source, node: ast.BinOp) -> Iterator[Mutant]:
    """Yield a union of flags without one of them."""
    parts = _parts(node)
    if not any(_is_flag(part) for part in parts):
        return
    for number, part in enumerate(parts):
        if number:
            start, end = source.end(parts[number - 1]), source.end(part)
        else:
            start, end = source.start(part), source.start(parts[1])
        if _is_expression(source.bytes[source.start(node) : start] + source.bytes[end : source.end(node)]):
            yield Mutant(start, end, "", f"{_text(source, part)} dropped from {_text(source, node)!r}")


def _is_expression(written: bytes) -> bool:
    """Tell whether what is left is whole; a bracket may have gone without its fellow."""
    try:
        ast.parse(b"(" + written + b")", mode="eval")
    except SyntaxError:
        return False
    return True


def _parts(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_parts(node.left), *_parts(node.right)]
    return [node]


def _is_flag(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and node.value.id in FLAGS
    return isinstance(node, ast.Name) and node.id.isupper()


# --- running ------------------------------------------------------------------------------------------------
class Loader(SourceFileLoader):
    """Loads a module from bytes other than those of its file."""

    def __init__(self, name: str, path: Path, source: bytes) -> None:
        super().__init__(name, str(path))
        self.source = source

    def get_code(self, fullname: str) -> CodeType:
        """Return the code of the other bytes."""
        del fullname
        return compile(self.source, self.path, "exec", dont_inherit=True)


class Finder(MetaPathFinder):
    """Gives one module its other source."""

    def __init__(self, loader: Loader) -> None:
        self.loader = loader

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where the one module comes from."""
        del path, target
        if fullname != self.loader.name:
            return None
        return spec_from_file_location(fullname, self.loader.path, loader=self.loader)


def warm_up() -> None:
    """Load what all mutants share, and check that no rule module is among it."""
    import pytest
    from hypothesis import Phase, settings

    import geomap
    from geomap import excerpts, furniture, places, publication
    from geomap.language import lexicon_of

    # The same examples for every mutant, and none kept or made smaller: a failure is enough.
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutants", database=None, derandomize=True, phases=phases)
    settings.load_profile("mutants")
    del pytest, excerpts, furniture, places, publication
    for language in ("en", "uk", "ru"):
        lexicon_of(language)
    geomap.open_gazetteer()
    gc.freeze()  # a child need not look through it again
    loaded = [module_name(path) for path in rule_modules("") if module_name(path) in sys.modules]
    if loaded:
        sys.exit(f"{', '.join(loaded)}: loaded before the mutants; take out of warm_up what imports it")


def passes(groups: Sequence[Sequence[str]], path: Path, source: bytes) -> bool:
    """Tell whether the tests pass in a process in which a module has this source."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        status = 1
        try:
            status = _run_tests(groups, Loader(module_name(path), path, source))
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    return ended == 0


def _run_tests(groups: Sequence[Sequence[str]], loader: Loader) -> int:
    """Run groups of tests in this process until one fails; return a status."""
    import pytest

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.meta_path.insert(0, Finder(loader))
    options = ["-x", "-q", "-n0", "-p", "no:cacheprovider", "--tb=no"]
    for group in groups:
        status = int(pytest.main([*options, *(f"tests/test_{name}.py" for name in group)]))
        if status:
            return status
    return 0


# --- modules ------------------------------------------------------------------------------------------------
def rule_modules(wanted: str) -> list[Path]:
    """Return the rule modules whose name under geomap is, or starts with, what is wanted."""
    paths = [path for pattern in RULES for path in sorted((ROOT / "geomap").glob(pattern))]
    names = wanted.removesuffix(".py").replace("/", ".").removeprefix("geomap.")
    return [path for path in paths if f"{module_name(path)}.".startswith(f"geomap.{names}." if names else "")]


def module_name(path: Path) -> str:
    """Return a module's dotted name."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def tests_of(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the groups of tests of a module."""
    return TESTS.get(path.relative_to(ROOT / "geomap").parts[0], TESTS[""])


def check_unchanged(paths: Sequence[Path]) -> None:
    """Stop where the tests fail without any mutant."""
    for groups in sorted({tests_of(path) for path in paths}):
        path = next(path for path in paths if tests_of(path) == groups)
        if not passes(groups, path, path.read_bytes()):
            names = " ".join(f"tests/test_{name}.py" for group in groups for name in group)
            sys.exit(f"tests fail before any mutant, or need more than {SECONDS} s; run: pytest {names}")


@dataclass(frozen=True, slots=True)
class Score:
    """What came of the mutants of a module."""

    mutants: int
    tried: int
    killed: int


def try_module(path: Path, options: argparse.Namespace) -> Score:
    """Run the tests on mutants of a module and print a line about it."""
    source = Source(path.read_bytes())
    mutants = mutants_of(source)
    chosen = mutants
    if not options.all and len(mutants) > options.sample:
        numbers = random.Random(f"{options.seed} {module_name(path)}").sample(  # noqa: S311
            range(len(mutants)), options.sample
        )
        chosen = [mutants[number] for number in sorted(numbers)]
    alive = [mutant for mutant in chosen if passes(tests_of(path), path, mutant.applied(source.bytes))]
    score = Score(len(mutants), len(chosen), len(chosen) - len(alive))
    if chosen:
        print_line(path.relative_to(ROOT).as_posix(), score, f"{score.killed / score.tried:.0%}")
    for mutant in alive if options.show else ():
        print(f"    {path.relative_to(ROOT).as_posix()}:{source.line(mutant.start)}: {mutant.what}")
    return score


def print_line(name: str, score: Score, share: str) -> None:
    """Print a row of the table."""
    print(f"{name:36}{score.mutants:>9}{score.tried:>8}{score.killed:>8}{share:>8}", flush=True)


def total_share(scores: Sequence[Score]) -> float:
    """Return the share killed, each module weighed by all its mutants."""
    tried = [score for score in scores if score.tried]
    whole = sum(score.mutants for score in tried)
    return sum(score.mutants * score.killed / score.tried for score in tried) / whole if whole else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--module", default="", help="a rule module or package, as leads or roles.places")
    parser.add_argument("--sample", type=int, default=12, help="mutants a module")
    parser.add_argument("--seed", type=int, default=0, help="for another sample")
    parser.add_argument("--all", action="store_true", help="every mutant")
    parser.add_argument("--show", action="store_true", help="list the mutants that survive")
    parser.add_argument("--floor", type=float, default=70, help="percentage that must be killed")
    options = parser.parse_args()
    paths = rule_modules(options.module)
    if not paths:
        sys.exit(f"{options.module}: no rule module; they are geomap/{', geomap/'.join(RULES)}")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    warm_up()
    check_unchanged(paths)
    print(f"{'module':36}{'mutants':>9}{'tried':>8}{'killed':>8}{'share':>8}")
    begun = time.monotonic()
    scores = [try_module(path, options) for path in paths]
    spent = time.monotonic() - begun
    total = Score(*(sum(getattr(score, name) for score in scores) for name in Score.__slots__))
    share = 100 * total_share(scores)
    print_line("all, weighed by their mutants", total, f"{share:.0f}%")
    print(f"{spent / max(total.tried, 1):.1f} s a mutant; the floor is {options.floor:g} %")
    sys.exit(share < options.floor)


if __name__ == "__main__":
    main()
