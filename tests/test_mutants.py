"""The shapes still catch curators' slips: a sample made anew."""

from __future__ import annotations

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


class TestKinds:
    def test_kinds_are_registered_by_file(self):
        """Every file of slips is imported, so that none is forgotten."""
        files = (ROOT / "quality" / "mutants" / "slips").glob("[a-z]*.py")

        assert {path.stem for path in files} == set(KINDS)
