"""Every shape has cases in tests/shapes, and every case gives exactly its approved report."""

from __future__ import annotations

import csv
import difflib
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse, serialize

from cpsu_kg.resources import Resources
from cpsu_kg.terms import term
from cpsu_kg.validation import check
from cpsu_kg.validation.inputs import InputFile, Inputs
from cpsu_kg.validation.results import Report
from cpsu_kg.validation.shapes import ShapesGraph, read_shapes
from cpsu_kg.validation.writing import row, short

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "shapes"
BACKGROUND = CASES / "background.ttl"
COLUMNS = ["focus", "path", "value", "component", "severity", "message"]
# prefixes.ttl declares, canary.ttl must always fail: neither can have a valid case
WITHOUT_CASES = {"prefixes", "canary"}

VALID = sorted(CASES.glob("*/valid-*.ttl"))
FAULTY = sorted([*CASES.glob("*/invalid-*.ttl"), *CASES.glob("*/warning-*.ttl")])


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@cache
def _resources() -> Resources:
    return Resources(ROOT)


@cache
def _shapes():
    return read_shapes(_resources())


def _inputs(case: Path | None = None, background: Path = BACKGROUND) -> Inputs:
    """The ontology, the things all cases refer to, one case, and what follows from them."""
    ontology = _resources().files("ontology", ".ttl")
    files = [InputFile(_resources().path(name), name, name) for name in ontology]
    for path in (background, case):
        if path:
            files.append(InputFile(str(path), path.name, f"data/{path.name}"))
    return Inputs(files)


@cache
def _found(case: Path) -> Report:
    return Report(check(_shapes(), _inputs(case).store))


@cache
def _checks() -> dict[str, str]:
    """Everything that can find something, with its message."""
    graph = ShapesGraph(_shapes())
    found = {short(each.node): each.message for each in graph.constraints}
    for shape, _ in graph.targeted:
        if shape.parameters.keys() - {"property"}:
            found[short(shape.node)] = shape.message
        for each in shape.parameters.get("property", ()):
            found[short(each.node)] = each.message
    return found


def _rows(report: Report) -> list[list[str]]:
    return sorted([row(each)[name] or "" for name in COLUMNS] for each in report)


def _approved(case: Path) -> list[list[str]]:
    with case.with_suffix(".report.csv").open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream)
    assert head == COLUMNS
    return rows


class TestCases:
    @pytest.mark.parametrize("case", [BACKGROUND, *VALID], ids=_name)
    def test_valid_case_gives_nothing(self, case):
        """A valid file has no violation, no warning, no hint."""
        assert _rows(_found(case)) == []

    @pytest.mark.parametrize("case", FAULTY, ids=_name)
    def test_faulty_case_gives_its_approved_report(self, case):
        """Focus node, path, value, component, severity and message are as approved, no more."""
        assert _rows(_found(case)) == _approved(case)

    @pytest.mark.parametrize("case", FAULTY, ids=_name)
    def test_name_tells_severity(self, case):
        """invalid- files violate; warning- files only raise warnings or hints."""
        severities = {each.severity for each in _found(case)}

        assert ("Violation" in severities) == case.name.startswith("invalid-")

    @pytest.mark.parametrize("case", FAULTY, ids=_name)
    def test_one_edit_away_from_a_valid_case(self, case):
        """A faulty file differs from a valid one of its folder in one place.

        A value and the attestation that states it count as one place if they stand together.
        """
        lines = case.read_text(encoding="utf-8").splitlines()
        others = [v.read_text(encoding="utf-8").splitlines() for v in case.parent.glob("valid-*")]

        assert any(_is_one_edit(other, lines) for other in others)


def _is_one_edit(before: list[str], after: list[str]) -> bool:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    edits = [each for each in matcher.get_opcodes() if each[0] != "equal"]
    return len(edits) == 1 or (edits != [] and edits[-1][4] - edits[0][3] <= 4)


class TestTwoRoads:
    @pytest.mark.parametrize("case", [*VALID, *FAULTY], ids=_name)
    def test_pyshacl_finds_the_same(self, case, tmp_path):
        """Both engines agree on a case seen with those things of the background that it needs."""
        background = tmp_path / "background.ttl"
        serialize(_needed_by(case), str(background), RdfFormat.TURTLE)
        store = _inputs(case, background).store

        assert set(check(_shapes(), store, "pyshacl")) == set(check(_shapes(), store))

    def test_pyshacl_finds_nothing_in_the_background(self):
        """Both engines agree on the whole background."""
        assert check(_shapes(), _inputs().store, "pyshacl") == []


def _needed_by(case: Path) -> list[Triple]:
    """What the background says of the things that a case mentions, and of those these mention.

    pySHACL asks every constraint about every node, so each node less is time gained.
    """
    background = [quad.triple for quad in parse(BACKGROUND.read_bytes(), RdfFormat.TURTLE)]
    inward = {term(name) for name in ("attests", "ofBody", "ofOffice")}
    needed = {end for quad in parse(case.read_bytes(), RdfFormat.TURTLE) for end in quad.triple}
    size = 0
    while size != len(needed):
        size = len(needed)
        needed |= {t.subject for t in background if t.predicate in inward and t.object in needed}
        needed |= {t.object for t in background if t.subject in needed}
    return [triple for triple in background if triple.subject in needed]


class TestCoverage:
    @pytest.mark.parametrize(
        "name", sorted(_checks().keys() - {"shape:canary-label", "shape:canary-sings"})
    )
    def test_every_check_bites(self, name):
        """Each shape and constraint finds something in a faulty case of its own folder."""
        cases = [
            _name(case) for case in FAULTY if any(short(e.shape) == name for e in _found(case))
        ]

        assert cases, f"add tests/shapes/<shape file>/invalid-….ttl that {name} finds"

    @pytest.mark.parametrize("name", sorted(_checks()))
    def test_every_check_speaks(self, name):
        """A message is a sentence that says what is wrong or what to do."""
        message = _checks()[name]

        assert len(message) > 20
        assert message.endswith((".", "…"))

    def test_folders_match_shape_files(self):
        """shapes/x.ttl has its cases in tests/shapes/x, and the other way round."""
        shapes = {path.stem for path in (ROOT / "shapes").glob("*.ttl")} - WITHOUT_CASES

        assert {path.name for path in CASES.iterdir() if path.is_dir()} == shapes

    def test_no_file_is_unmatched(self):
        """Every file is a case, or the approved report of one."""
        cases = {*VALID, *FAULTY}
        files = {path for path in CASES.glob("*/*") if path.is_file()}

        assert files == cases | {case.with_suffix(".report.csv") for case in FAULTY}
        assert all(list(folder.glob("valid-*")) for folder in CASES.iterdir() if folder.is_dir())
