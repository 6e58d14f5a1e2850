"""What every day of an office line was: held, acting, vacant or not existing."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from operator import attrgetter

from pyoxigraph import Literal, NamedNode, Triple

from cpsu_kg.derive.bounds import day_triple, span_bounds
from cpsu_kg.terms import BASE, LABEL, TYPE, term, thing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpsu_kg.derive.facts import Facts, Value

_DAY = timedelta(days=1)
_BY_WEIGHT = ("held", "acting", "vacant")


class Piece:
    """A tenure, vacancy or phase, with the days that it may account for."""

    __slots__ = ("first", "last", "node", "status")

    def __init__(self, node: NamedNode, status: str, first: date, last: date) -> None:
        self.node, self.status, self.first, self.last = node, status, first, last


class Run:
    """Days from first to last with one status and one explanation."""

    __slots__ = ("first", "last", "nodes", "status")

    def __init__(self, first: date, last: date, status: str, nodes: Sequence[NamedNode]) -> None:
        self.first, self.last, self.status, self.nodes = first, last, status, nodes


def line_spans(facts: Facts) -> Iterator[Triple]:
    """Cut each office line, from its first phase to its last, into spans of one status."""
    for line in sorted({v for _, vs in facts.accepted("inLine") for v in vs}, key=str):
        if isinstance(line, NamedNode):
            for run in partition(facts, line):
                yield from _describe(facts, line, run)


def partition(facts: Facts, line: NamedNode) -> list[Run]:
    """Account for the days of a line.

    A day held outweighs acting, acting outweighs vacant; outside every phase the post did not
    exist. On the day of a hand-over the new holder counts.

    Args:
        facts: the data.
        line: the office line.

    Returns:
        Runs in order of time. Days of a phase that nothing accounts for are in none of them.
    """
    pieces = _pieces(facts, line)
    phases = [each for each in pieces if each.status == "phase"]
    if not phases:
        return []
    first, last = min(p.first for p in phases), max(p.last for p in phases)
    cuts = {first, last + _DAY} | {p.first for p in pieces} | {p.last for p in pieces}
    cuts |= {p.last + _DAY for p in pieces}
    days = sorted(day for day in cuts if first <= day <= last + _DAY)
    runs = (_run(pieces, day, after - _DAY) for day, after in pairwise(days))
    return _joined(run for run in runs if run)


def _pieces(facts: Facts, line: NamedNode) -> list[Piece]:
    offices = facts.inverse("inLine").get(line, ())
    found = []
    for node, status in (each for office in offices for each in _candidates(facts, office)):
        start, end = span_bounds(facts, node)
        # an end that was not collected accounts for no day beyond the first
        last = start.earliest if end.latest == date.max else end.latest
        if start.earliest != date.min and start.earliest <= last:
            found.append(Piece(node, status, start.earliest, last))
    return sorted(found, key=attrgetter("first", "last", "node.value"))


def _candidates(facts: Facts, office: NamedNode) -> Iterator[tuple[NamedNode, str]]:
    for tenure in facts.inverse("office").get(office, ()):
        acting = term("acting") in facts.of_thing(tenure, "capacity")
        yield tenure, "acting" if acting else "held"
    kinds: dict[Value, str] = {term("Vacancy"): "vacant", term("Phase"): "phase"}
    for node in facts.inverse("ofOffice").get(office, ()):
        for each in facts.types.get(node, ()):
            if each in kinds:
                yield node, kinds[each]


def _run(pieces: list[Piece], first: date, last: date) -> Run | None:
    there = [each for each in pieces if each.first <= first and last <= each.last]
    for status in _BY_WEIGHT:
        mine = [each for each in there if each.status == status]
        if mine:
            staying = [p for p in mine if p.last > last or not _handed_over(p, mine)]
            return Run(first, last, status, [p.node for p in staying or mine])
    if any(each.status == "phase" for each in there):
        return None
    return Run(first, last, "notExisting", _around(pieces, first))


def _handed_over(piece: Piece, others: list[Piece]) -> bool:
    return any(each.first == piece.last and each is not piece for each in others)


def _around(pieces: list[Piece], day: date) -> list[NamedNode]:
    phases = [each for each in pieces if each.status == "phase"]
    before = [each for each in phases if each.last < day]
    after = [each for each in phases if each.first > day]
    return [max(before, key=attrgetter("last")).node, min(after, key=attrgetter("first")).node]


def _joined(runs: Iterator[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        same = found and (found[-1].status, found[-1].nodes) == (run.status, run.nodes)
        if same and found[-1].last + _DAY == run.first:
            found[-1].last = run.last
        else:
            found.append(run)
    return found


def _describe(facts: Facts, line: NamedNode, run: Run) -> Iterator[Triple]:
    slug = line.value.removeprefix(BASE + "line/")
    node = thing("span", f"{slug}-{run.first}")
    status = term(run.status)
    name = facts.label(line) or slug
    label = f"{name}: {facts.terms.label(status)}, {run.first} to {run.last}"
    yield Triple(node, TYPE, term("LineSpan"))
    yield Triple(node, TYPE, term("Span"))
    yield Triple(node, LABEL, Literal(label, language="en"))
    yield Triple(node, term("inLine"), line)
    yield Triple(node, term("status"), status)
    for each in run.nodes:
        yield Triple(node, term("explainedBy"), each)
    for name in ("start", "earliestStart", "latestStart"):
        yield day_triple(node, name, run.first)
    for name in ("end", "earliestEnd", "latestEnd"):
        yield day_triple(node, name, run.last)
