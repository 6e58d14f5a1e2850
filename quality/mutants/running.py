"""Validating mutants, many at a time.

A whole validation takes seconds, so mutants that have nothing to do with one another are put
into one graph, and each finding is given to the one mutant whose things it speaks of. A mutant
that nothing is given to is validated again in smaller company and at last alone: so nothing is
taken for missed because of its neighbours.
"""

from __future__ import annotations

from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, Quad, Store

from cpsu_kg.derive import Facts, derived_quads
from cpsu_kg.validation import check
from cpsu_kg.validation.shapes import read_shapes
from mutants.neighbours import batches, owners, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cpsu_kg.validation import Result
    from mutants.data import Data
    from mutants.slip import Mutant

SIZES = (200, 20, 1)

# Counts whole bodies, and so cannot say whose seat was one too many.
_COLLECTIVE = NamedNode("https://w3id.org/cpsu-kg/shape/headcount-exceeded")

_CORE = NamedNode("https://w3id.org/cpsu-kg/graph/core")


class Verdict(NamedTuple):
    """What validation found in one mutant, beside what it finds in the data anyway."""

    mutant: Mutant
    findings: frozenset[tuple[str, str]]  # shape and severity

    @property
    def severity(self) -> str:
        """The gravest severity found, `parser` if a file cannot be read, empty if nothing."""
        if self.mutant.broken:
            return "parser"
        found = {severity for _, severity in self.findings}
        return next((each for each in ("Violation", "Warning", "Info") if each in found), "")

    @property
    def caught(self) -> bool:
        """Whether a violation or warning is reported."""
        return self.severity in ("parser", "Violation", "Warning")


class Runner:
    """Validates the data with changes in it."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.shapes = read_shapes(data.resources)
        self.base = self._findings([])

    def verdicts(self, mutants: Iterable[Mutant], workers: int = 1) -> Iterator[Verdict]:
        """Validate mutants, in ever smaller batches until each is caught or surely missed.

        Args:
            mutants: any number of them.
            workers: how many processes share the work.

        Yields:
            A verdict for each, not in their order.
        """
        left = list(mutants)
        for size in SIZES:
            missed: list[Mutant] = []
            for verdict in self._shared(list(batches(self.data, left, size)), workers):
                if size > 1 and not verdict.caught and not verdict.mutant.right:
                    missed.append(verdict.mutant)
                else:
                    yield verdict
            left = missed

    def together(self, batch: list[Mutant]) -> list[Verdict]:
        """Validate mutants in one graph; with one alone, every finding is its own."""
        readable = [each for each in batch if not each.broken]
        found: list[set[tuple[str, str]]] = [set() for _ in readable]
        homes = [written(self.data, each) for each in readable]
        for finding in self._findings(readable) - self.base if readable else ():
            mine = owners(self.data, finding, homes) if len(readable) > 1 else [0]
            if len(mine) == 1 and (len(readable) == 1 or finding.shape != _COLLECTIVE):
                found[mine[0]].add((finding.shape.value, finding.severity))
        verdicts = [Verdict(each, frozenset(f)) for each, f in zip(readable, found, strict=True)]
        return verdicts + [Verdict(each, frozenset()) for each in batch if each.broken]

    def _shared(self, todo: list[list[Mutant]], workers: int) -> Iterator[Verdict]:
        if workers == 1:
            yield from (verdict for batch in todo for verdict in self.together(batch))
            return
        _SHARED[:] = [(self, todo)]  # handed down to forked processes
        with get_context("fork").Pool(workers) as pool:
            for batch, found in zip(todo, pool.imap(_work, range(len(todo))), strict=True):
                # the mutants themselves stay here; only what was found travels
                order = sorted(batch, key=lambda each: bool(each.broken))
                yield from (Verdict(*pair) for pair in zip(order, found, strict=True))

    def _findings(self, mutants: list[Mutant]) -> frozenset[Result]:
        removed = {triple for each in mutants for triple in each.removed}
        added = {triple for each in mutants for triple in each.added}
        store = Store()
        store.bulk_extend(quad for quad in self.data.quads if quad.triple not in removed)
        store.bulk_extend(Quad(*triple, _CORE) for triple in added)
        store.bulk_extend(derived_quads(Facts(store)))
        return frozenset(check(self.shapes, store))


_SHARED: list[tuple[Runner, list[list[Mutant]]]] = []


def _work(number: int) -> list[frozenset[tuple[str, str]]]:
    runner, todo = _SHARED[0]
    return [each.findings for each in runner.together(todo[number])]
