"""Queries in the manner of the Query Service's examples, run as they stand.

`queries/*.rq` are written as strangers write them: without prefixes, in any layout. What each
answers stands in `expected/`; rows are compared without regard to their order, lists in a cell
likewise, for where a query leaves the order open the engine may choose it.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
QUERIES = sorted((HERE / "queries").glob("*.rq"))


def table(text: str) -> tuple[list[str], list[list[list[str]]]]:
    """The heading and the sorted rows of a CSV text; every cell a sorted list."""
    heading, *rows = csv.reader(io.StringIO(text))
    return heading, sorted([sorted(re.split("; |, | / ", cell)) for cell in row] for row in rows)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_answers(kg, path):
    """The rows are those that were read and found right."""
    answer = kg.wikidata(path.read_text(encoding="utf-8"))
    expected = (HERE / "expected" / f"{path.stem}.csv").read_text(encoding="utf-8")

    assert table(answer.to_csv()) == table(expected)
    assert len(answer) > 0


def test_every_answer_has_a_query():
    """No expected rows are left over; there are many queries."""
    answers = {path.stem for path in (HERE / "expected").glob("*.csv")}

    assert answers == {path.stem for path in QUERIES}
    assert len(QUERIES) >= 50


@pytest.mark.parametrize(
    "feature",
    [
        *("OPTIONAL", "UNION", "MINUS", "FILTER NOT EXISTS", "EXISTS", "VALUES", "BIND", "HAVING"),
        *("GROUP_CONCAT", "LIMIT", "OFFSET", "hint:", "WITH {", "INCLUDE %", "DISTINCT", "YEAR("),
        *("wdt:P279*", "psv:", "pqv:", "pr:P854", "prov:wasDerivedFrom", "wikibase:rank", "wdtn:"),
        *("wikibase:BestRank", "wikibase:sitelinks", "wikibase:statements", "schema:about"),
        *("wikibase:directClaim", "wikibase:claim", "[AUTO_LANGUAGE]", "rdfs:label ?", "AltLabel"),
        *("Description", "LANG(", "^wdt:", "SELECT *", "#defaultView", "service wikibase:label"),
    ],
)
def test_features_are_covered(feature):
    """What is often used in such queries is used in one of these."""
    assert any(feature in path.read_text(encoding="utf-8") for path in QUERIES)


def test_order_is_kept(kg):
    """ORDER BY decides the order of the rows, by label too."""
    text = (HERE / "queries" / "minus-party-heads.rq").read_text(encoding="utf-8")
    labels = [row["personLabel"] for row in kg.wikidata(text)]

    assert labels == sorted(labels)
    assert labels[0] == "Anastas Mikoyan"
