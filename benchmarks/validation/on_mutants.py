"""Both engines on the mutants of `quality/mutants`, each seen with the things it touches.

    PYTHONPATH=src:quality python benchmarks/validation/on_mutants.py [--each N] [--seed N]

A line per kind of slip: how many mutants, how many findings, and whether pySHACL found the same
(focus node, path, value, component, severity and shape).
"""

from __future__ import annotations

import argparse
import importlib
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Store

from cpsu_kg.derive import Facts, derived_quads
from cpsu_kg.validation import check
from cpsu_kg.validation.shapes import read_shapes
from mutants.data import ONTOLOGY, Data
from mutants.neighbours import read, written
from mutants.slip import make

if TYPE_CHECKING:
    from cpsu_kg.validation import Result
    from mutants.slip import Mutant

CORE = NamedNode("https://w3id.org/cpsu-kg/graph/core")


def main() -> int:
    """Compare, a line per kind."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=1, help="mutants of a kind (default: 1)")
    parser.add_argument("--seed", type=int, default=1, help="which places (default: 1)")
    args = parser.parse_args()
    importlib.import_module("mutants.slips")
    data = Data()
    shapes = read_shapes(data.resources)
    same = True
    readable = (each for each in make(data, seed=args.seed, each=args.each) if not each.broken)
    for kind, mutants in groupby(readable, key=lambda each: each.kind):
        found = [[_found(shapes, part(data, m), e) for e in ("fast", "pyshacl")] for m in mutants]
        verdict = all(fast == reference for fast, reference in found)
        same &= verdict
        number = sum(len(fast) for fast, _ in found)
        print(kind, len(found), number, "same" if verdict else "DIFFERENT", sep="\t", flush=True)
    return 0 if same else 1


def part(data: Data, mutant: Mutant) -> Store:
    """Give the part of the mutated data that a mutant has to do with.

    Args:
        data: the data without the mutant.
        mutant: the mutant.

    Returns:
        The things that it changes or that these link to, with what is claimed of them.
    """
    writes = written(data, mutant)
    kept = writes | read(data, mutant, writes)
    for thing in list(writes):
        if isinstance(thing, NamedNode):
            kept.update(each.subject for each in data.mentions(thing) if _is_claim(each.predicate))
    for subject in list(kept):
        if isinstance(subject, NamedNode):
            kept.update(triple.object for triple in data.about(subject))
    store = Store()
    for quad in data.quads:
        wanted = quad.subject in kept or quad.graph_name == ONTOLOGY
        if wanted and quad.triple not in mutant.removed:
            store.add(quad)
    store.bulk_extend(Quad(*triple, CORE) for triple in mutant.added)
    store.bulk_extend(list(derived_quads(Facts(store))))
    return store


def _is_claim(predicate: NamedNode) -> bool:
    return predicate.value.endswith(("#attests", "#adjudicates"))


def _found(shapes: list[Quad], store: Store, engine: str) -> set[Result]:
    return {each._replace(message="") for each in check(shapes, store, engine)}


if __name__ == "__main__":
    raise SystemExit(main())
