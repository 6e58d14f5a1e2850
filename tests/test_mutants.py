"""The shapes still catch curators' slips: a sample made anew, and the figures of the full run."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

import pytest

from mutants import report
from mutants.data import Data
from mutants.neighbours import batches, read, written
from mutants.running import Runner
from mutants.slip import SLIPS, make
from mutants.slips import KINDS

ROOT = Path(__file__).parent.parent
FIX = "run: PYTHONPATH=src:quality python -m mutants"
SAMPLE = 60
SEED = 5


@pytest.fixture(scope="module")
def data():
    """Read the data once."""
    return Data()


@pytest.fixture(scope="module")
def mutants(data):
    """One mutant of each of some kinds, always the same."""
    kinds = Random(SEED).sample(sorted(SLIPS), SAMPLE)
    return list(make(data, seed=SEED, each=1, only=kinds))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


class TestSample:
    def test_slips_are_caught(self, data, mutants):
        """A slip that breaks a written rule is a violation or warning, or known to be missed."""
        verdicts = list(Runner(data).verdicts(mutants))
        wrong = [each for each in verdicts if not each.mutant.right]
        missed = {each.mutant.kind for each in wrong if not each.caught}

        assert len(verdicts) == len(mutants) >= SAMPLE - 2
        assert missed <= report.read_reasons(report.EXPLAINED).keys()
        assert len(missed) <= len(wrong) // 50

    def test_same_seed_same_mutants(self, data, mutants):
        """What a mutant changes hangs on the seed and the kind alone."""
        few = [each.kind for each in mutants[:5]]

        assert list(make(data, seed=SEED, each=1, only=few)) == mutants[:5]
        assert list(make(data, seed=SEED + 1, each=1, only=few)) != mutants[:5]

    def test_neighbours_leave_one_another_alone(self, data, mutants):
        """In a batch nobody changes what another changes or looks at."""
        for batch in batches(data, mutants, 30):
            for one in batch:
                mine = written(data, one)
                for other in batch:
                    theirs = written(data, other)
                    touched = theirs | read(data, other, theirs)
                    assert one is other or mine.isdisjoint(touched)

    def test_a_mutant_differs_from_the_data(self, data, mutants):
        """What is taken out was there, what is put in was not, unless the file is broken."""
        there = {quad.triple for quad in data.quads}

        for each in mutants:
            assert each.broken or each.removed or each.added
            assert each.removed <= there
            assert not each.added & there


class TestFullRun:
    def test_every_kind_is_in_the_figures(self):
        """The figures are of all kinds, at least forty, and of several thousand mutants."""
        rows = _rows(report.FIGURES)

        assert {row["kind"]: row["rule"] for row in rows} == {
            name: slip.rule for name, slip in SLIPS.items()
        }, FIX
        assert len(rows) >= 40
        assert sum(int(row["mutants"]) for row in rows) >= 3000

    def test_share_caught_has_not_fallen(self):
        """Of the mutants that are wrong by the written rules at least 99 % are caught."""
        total = report.Figures(*map(sum, zip(*map(_figures, _rows(report.FIGURES)), strict=True)))

        assert total.missed * 100 <= total.wrong

    def test_every_survivor_is_explained(self):
        """What survives has a written reason, and no reason is left over."""
        survivors = _rows(report.SURVIVORS)
        wrong = {row["kind"] for row in survivors if row["by the rules"] == "wrong"}

        assert all(len(row["why it survives"]) > 20 for row in survivors)
        assert wrong == report.read_reasons(report.EXPLAINED).keys()

    def test_every_silent_shape_is_questioned(self):
        """A shape that finds nothing in any mutant has a written reason to be there."""
        document = report.DOCUMENT.read_text(encoding="utf-8")

        assert "**not explained**" not in document, FIX
        assert all(f"| {name} |" in document for name in report.read_reasons(report.SILENT))

    def test_kinds_are_registered_by_file(self):
        """Every file of slips is imported, so that none is forgotten."""
        files = (ROOT / "quality" / "mutants" / "slips").glob("[a-z]*.py")

        assert {path.stem for path in files} == set(KINDS)


def _figures(row: dict[str, str]) -> report.Figures:
    return report.Figures(*(int(row[name]) for name in report.Figures._fields))
