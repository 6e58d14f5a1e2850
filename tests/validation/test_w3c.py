"""The W3C's own SHACL test cases for all features that the validator knows."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, parse

from cpsu_kg.validation.fast import fast_results
from cpsu_kg.validation.reference import reference_results
from cpsu_kg.validation.shapes import SH, ShapesError

FOLDER = Path(__file__).parent / "w3c"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
FAILURE = NamedNode(f"{SHT}Failure")

# pySHACL reports what the standard does not, as its authors know.
REFERENCE_IS_WRONG = {"core/property/uniqueLang-002"}


class Case(NamedTuple):
    """Data, shapes, and the findings, or None if validation must fail."""

    shapes: list[Quad]
    data: list[Quad]
    findings: set[tuple[str, ...]] | None


@cache
def _read(path: Path) -> list[Quad]:
    base = path.relative_to(FOLDER).as_posix()
    return list(parse(path.read_bytes(), RdfFormat.TURTLE, base_iri=f"http://w3c.test/{base}"))


def _is_case(path: Path) -> bool:
    return any(quad.object == NamedNode(f"{SHT}Validate") for quad in _read(path))


CASES = sorted(path for path in FOLDER.rglob("*.ttl") if _is_case(path))


def _name(path: Path) -> str:
    return path.relative_to(FOLDER).with_suffix("").as_posix()


def _case(path: Path) -> Case:
    quads = _read(path)

    def values(subject, name):
        return [q.object for q in quads if q.subject == subject and q.predicate == NamedNode(name)]

    def graph(name):
        (iri,) = values(action, f"{SHT}{name}")
        return _read(FOLDER / iri.value.removeprefix("http://w3c.test/"))

    def finding(node):
        names = ("focusNode", "resultPath", "value", "sourceConstraintComponent", "resultSeverity")
        found = [next(iter(values(node, f"{SH}{name}")), None) for name in names]
        if isinstance(found[1], BlankNode):
            (found[1],) = values(found[1], f"{SH}inversePath")
        return tuple(_text(each) for each in found)

    (entry,) = [q.subject for q in quads if q.object == NamedNode(f"{SHT}Validate")]
    (action,), (result,) = values(entry, f"{MF}action"), values(entry, f"{MF}result")
    findings = {finding(node) for node in values(result, f"{SH}result")}
    return Case(graph("shapesGraph"), graph("dataGraph"), None if result == FAILURE else findings)


def _text(term: object) -> str:
    return "a blank node" if isinstance(term, BlankNode) else str(term)


def _found(engine, case: Case) -> set[tuple[str, ...]]:
    store = Store()
    store.extend(case.data)
    return {
        (
            *map(_text, (each.focus, each.path, each.value)),
            f"<{SH}{each.component}>",
            f"<{SH}{each.severity}>",
        )
        for each in engine(case.shapes, store)
    }


@pytest.mark.parametrize("path", CASES, ids=_name)
class TestCases:
    def test_fast(self, path):
        """The findings are those that the suite gives; where it demands failure, we refuse."""
        case = _case(path)
        if case.findings is None:
            with pytest.raises(ShapesError):
                _found(fast_results, case)
        else:
            assert _found(fast_results, case) == case.findings

    def test_reference(self, path):
        """The findings of pySHACL arrive here unchanged, and as the suite gives them."""
        case = _case(path)
        if case.findings is None:
            pytest.skip("only the fast engine must refuse by itself")
        logging.getLogger("rdflib").setLevel(logging.CRITICAL)

        same = _found(reference_results, case) == case.findings

        assert same == (_name(path) not in REFERENCE_IS_WRONG)


def test_no_case_is_lost():
    """As many cases as were found to be within reach of the validator."""
    assert len(CASES) == 79
