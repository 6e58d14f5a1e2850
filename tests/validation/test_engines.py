"""Both engines find the same in parts of the real data with slips made in them.

On the whole dataset they are compared by `benchmarks/validation`, which takes pySHACL minutes.
"""

from __future__ import annotations

import runpy
from collections import defaultdict
from functools import cache
from pathlib import Path
from random import Random

import pytest

from cpsu_kg.resources import Resources
from cpsu_kg.stores.loading import GRAPH, read_quads
from cpsu_kg.terms import term
from cpsu_kg.validation import check
from cpsu_kg.validation.shapes import read_shapes

ROOT = Path(__file__).parent.parent.parent
SEEDS = range(12)
THINGS = 4
SLIPS = 40

spoilt = runpy.run_path(str(ROOT / "benchmarks" / "validation" / "spoiling.py"))["spoilt"]


@cache
def _shapes():
    return read_shapes(Resources(ROOT))


@cache
def _described():
    """The quads of each thing, and the ontology's under None."""
    described = defaultdict(list)
    for quad in read_quads(Resources(ROOT)):
        is_ontology = quad.graph_name.value == f"{GRAPH}ontology"
        described[None if is_ontology else quad.subject].append(quad)
    return described


@cache
def _claims():
    """What attests or adjudicates each thing."""
    claims = defaultdict(list)
    for subject, quads in _described().items():
        for quad in quads:
            if subject and quad.predicate in (term("attests"), term("adjudicates")):
                claims[quad.object].append(subject)
    return claims


def _part(seed):
    """Some things with what is claimed of them and all that these link to."""
    random = Random(seed)
    claimed = sorted(_claims(), key=str)
    chosen = dict.fromkeys(random.sample(claimed, THINGS))
    for thing in list(chosen):
        chosen.update(dict.fromkeys(_claims()[thing]))
    for thing in list(chosen):
        chosen.update(dict.fromkeys(quad.object for quad in _described()[thing]))
    return [quad for each in (None, *chosen) for quad in _described().get(each, ())]


@cache
def _found(seed, engine):
    found = check(_shapes(), spoilt(_part(seed), SLIPS, seed), engine)
    return {each._replace(message="") for each in found}


@pytest.mark.parametrize("seed", SEEDS)
def test_both_find_the_same(seed):
    """Focus node, path, value, component, severity and shape are the same."""
    assert _found(seed, "fast") == _found(seed, "pyshacl")


def test_the_slips_are_of_many_kinds():
    """Agreement means something: many shapes and components have found something."""
    found = [each for seed in SEEDS for each in _found(seed, "fast")]

    assert len({each.shape for each in found}) > 30
    assert len({each.component for each in found}) > 5
    assert {each.severity for each in found} == {"Violation", "Warning", "Info"}
