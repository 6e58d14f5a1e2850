"""Every canned query: documented, and answered as expected."""

import csv
import io
from pathlib import Path

import pytest

from cpsu_kg import KnowledgeGraph
from cpsu_kg.queries.catalogue import Catalogue
from cpsu_kg.resources import find

EXPECTED = Path(__file__).parents[1] / "expected"
CATALOGUE = Catalogue(find())
NAMES = CATALOGUE.names()
FIX = "look at the rows, then run: python tests/queries/test_canned.py"


@pytest.fixture(scope="module")
def kg():
    """The bundled dataset."""
    return KnowledgeGraph()


def answer(kg, name):
    """The rows of a query for the example in its header, as CSV."""
    return kg.run(name, **CATALOGUE.get(name).example()).to_csv()


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_as_expected(kg, name):
    """The example of each query gives the rows that were checked."""
    file = EXPECTED / f"{name}.csv"
    assert file.exists(), f"{name} has no expected rows; {FIX}"

    assert answer(kg, name) == file.read_text(encoding="utf-8"), f"{name} changed; {FIX}"


@pytest.mark.parametrize("name", NAMES)
def test_expected_rows_are_worth_having(name):
    """No expected answer is empty, and its columns are named."""
    rows = list(csv.reader(io.StringIO((EXPECTED / f"{name}.csv").read_text(encoding="utf-8"))))

    assert len(rows) > 1
    assert all(rows[0])


def test_no_expected_file_is_left_over():
    """Every expected file belongs to a query."""
    assert {file.stem for file in EXPECTED.glob("*.csv")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_header_is_complete(name):
    """A query says what it answers, is tagged, and shows a value for each parameter."""
    query = CATALOGUE.get(name)

    assert query.header.summary
    assert query.header.tags
    needed = {key for key, parameter in query.parameters.items() if parameter.required}
    assert needed <= set(query.example())


def _renew():
    kg = KnowledgeGraph()
    for name in NAMES:
        (EXPECTED / f"{name}.csv").write_text(answer(kg, name), encoding="utf-8")


if __name__ == "__main__":
    _renew()
