"""What a mutant changes and looks at, and of whom a finding speaks.

Mutants that have nothing to do with one another can be validated together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from cpsu_kg.terms import BASE, term
from mutants.data import is_thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cpsu_kg.validation import Result
    from mutants.data import Data, Term
    from mutants.slip import Mutant

# So many batches are open at once; the fullest is closed when another is needed.
OPEN = 100

_IRI = re.compile(r"https?://[^\s,;()<>\"]*[\w/#-]")
# A span of a line: its IRI ends with the first day.
_SPAN = re.compile(re.escape(BASE) + r"span/(.+)-\d{4}-\d\d-\d\d")


def written(data: Data, mutant: Mutant) -> set[object]:
    """Give the things that a mutant changes, with those that its claims are about.

    Args:
        data: the data without the mutant.
        mutant: the mutant.

    Returns:
        Things that no other mutant of a batch may change or look at.
    """
    found: set[object] = {triple.subject for triple in mutant.removed | mutant.added}
    # what is claimed of a thing is seen from the thing; what exists when, from every tenure
    for names in (("attests", "adjudicates"), ("ofOffice", "ofBody")):
        for each in list(found):
            if isinstance(each, NamedNode):
                for name in names:
                    found.update(data.values(each, name))
    return found


def read(data: Data, mutant: Mutant, writes: set[object]) -> set[object]:
    """Give the things that the things a mutant changes link to.

    Args:
        data: the data without the mutant.
        mutant: the mutant.
        writes: what it changes.

    Returns:
        Things that no other mutant of a batch may change.
    """
    found = {triple.object for triple in mutant.added | mutant.removed}
    for each in writes:
        if isinstance(each, NamedNode):
            found.update(triple.object for triple in data.about(each))
    return {each for each in found if is_thing(each)} - writes


def owners(data: Data, finding: Result, homes: Sequence[set[object]]) -> list[int]:
    """Tell which mutants a finding may come from.

    Args:
        data: the data without mutants.
        finding: what a shape found.
        homes: what each mutant changes.

    Returns:
        The places of those that changed what the finding names; if there are none, of those that
        changed what lies next to it; if there are none either, all places.
    """
    named = _named(data, finding)
    for about in (named, _around(data, named)):
        if found := [place for place, home in enumerate(homes) if not home.isdisjoint(about)]:
            return found
    return list(range(len(homes)))


def _named(data: Data, finding: Result) -> set[object]:
    """Focus node, value and what the message names, with what these attest or decide on."""
    iris = {NamedNode(iri) for iri in _IRI.findall(finding.message)}
    about: set[object] = {finding.focus, finding.value, *iris}
    for each in list(about):
        if isinstance(each, NamedNode):
            for name in ("attests", "adjudicates"):
                about.update(data.values(each, name))
            if match := _SPAN.fullmatch(each.value):
                about.add(NamedNode(f"{BASE}line/{match[1]}"))
    return about


def _around(data: Data, named: set[object]) -> set[object]:
    """What the named things link to, the sources of a family, the days of a line or body."""
    found: set[object] = set()
    for each in named:
        if isinstance(each, NamedNode) and is_thing(each):
            found.update(triple.object for triple in data.about(each))
            found.update(_linking(data, each, "family"))
            for office in _linking(data, each, "inLine"):
                found |= {office, *_linking(data, office, "office", "ofOffice")}
            for body in data.values(each, "body"):
                found.update(_linking(data, body, "body"))
    return found


def _linking(data: Data, thing: Term, *names: str) -> list[NamedNode]:
    links = set(map(term, names))
    return [each.subject for each in data.mentions(thing) if each.predicate in links]


class _Batch:
    """Mutants that go together, with all that they change and look at."""

    def __init__(self) -> None:
        self.mutants: list[Mutant] = []
        self.writes: set[object] = set()
        self.reads: set[object] = set()

    def takes(self, writes: set[object], reads: set[object]) -> bool:
        disjoint = self.writes.isdisjoint
        return disjoint(writes) and disjoint(reads) and self.reads.isdisjoint(writes)

    def add(self, mutant: Mutant, writes: set[object], reads: set[object]) -> None:
        self.mutants.append(mutant)
        self.writes |= writes
        self.reads |= reads


def batches(data: Data, mutants: Iterable[Mutant], size: int) -> Iterator[list[Mutant]]:
    """Put together mutants of which none changes what another changes or looks at.

    Args:
        data: the data without mutants.
        mutants: any number of them.
        size: how many of them may go together.

    Yields:
        Every mutant in one batch.
    """
    waiting: list[_Batch] = []
    for mutant in mutants:
        writes = written(data, mutant)
        reads = read(data, mutant, writes)
        batch = next((each for each in waiting if each.takes(writes, reads)), None)
        if batch is None:
            if len(waiting) == OPEN:
                fullest = max(waiting, key=lambda each: len(each.mutants))
                waiting.remove(fullest)
                yield fullest.mutants
            batch = _Batch()
            waiting.append(batch)
        batch.add(mutant, writes, reads)
        if len(batch.mutants) == size:
            waiting.remove(batch)
            yield batch.mutants
    yield from (each.mutants for each in waiting)
