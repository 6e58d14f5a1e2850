"""Two encodings of one knowledge agree: who was elected, and who was a member the day after.

Each file of `compositions/` holds, for one body, the lists that sources give: of those elected at
a plenum, or attested on some day. `complete` lists name everybody of that rank. What does not
agree stands in `differences.csv` with its cause, as adjudicated or as an open question.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from cpsu_kg.dates import PartialDate
from cpsu_kg.graph import KnowledgeGraph

BASE = "https://w3id.org/cpsu-kg/"
PREFIX = f"PREFIX cpsu: <{BASE}ontology#>\n"
FOLDER = Path(__file__).with_name("compositions")
DAY = datetime.timedelta(days=1)


class Listed(NamedTuple):
    """One list of one source: the persons of one rank in one body on one occasion."""

    body: str
    date: str
    occasion: str
    rank: str
    complete: str
    source: str


class Difference(NamedTuple):
    """A person in force who should not be, or not in force who should."""

    body: str
    date: str
    rank: str
    source: str
    person: str
    expected: str
    found: str


def _rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _lists():
    found = defaultdict(set)
    for path in sorted(FOLDER.glob("*.csv")):
        if path.stem != "differences":
            for row in _rows(path):
                person = row.pop("person")
                found[Listed(body=path.stem, **row)].add(person)
    return found


LISTS = _lists()
DIFFERENCES = _rows(FOLDER / "differences.csv")
KNOWN = {Difference(**{name: row[name] for name in Difference._fields}) for row in DIFFERENCES}

every_list = pytest.mark.parametrize(
    "listed", LISTS, ids=lambda each: f"{each.body} {each.date} {each.rank} by {each.source}"
)


@pytest.fixture(scope="module")
def kg():
    """Open the dataset once."""
    return KnowledgeGraph()


@pytest.fixture(scope="module")
def seats(kg):
    """Every seat with its certain and possible bounds."""
    query = """SELECT DISTINCT ?body ?rank ?person ?s ?ls ?ee ?e WHERE {
      ?seat a cpsu:BodyMembership ; cpsu:body ?body ; cpsu:rank ?rank ; cpsu:holder ?person .
      OPTIONAL { ?seat cpsu:earliestStart ?s ; cpsu:latestStart ?ls }
      OPTIONAL { ?seat cpsu:earliestEnd ?ee }
      OPTIONAL { ?seat cpsu:latestEnd ?e }
    }"""
    found = defaultdict(list)
    for row in kg.sparql(PREFIX + query):
        body, rank, person = (
            re.split("[/#]", row[name])[-1] for name in ("body", "rank", "person")
        )
        found[body, rank].append(
            (
                person,
                (row["s"] or "0001-01-01", row["e"] or "9999-12-31"),
                (row["ls"] or "9999-12-31", row["ee"] or "0001-01-01"),
            )
        )
    return found


def differences(listed, people, seats):
    """Compare a list with the seats in force on the next day, or on the day itself if attested."""
    last = PartialDate.parse(listed.date).last_day
    day = str(last if listed.occasion == "attested" else last + DAY)
    there = seats[listed.body, listed.rank]
    possible = {person for person, (first, end), _ in there if first <= day <= end}
    certain = {person for person, _, (first, end) in there if first <= day <= end}
    place = (listed.body, listed.date, listed.rank, listed.source)
    for person in people - possible:
        yield Difference(*place, person, "in force", "not in force")
    for person in certain - people if listed.complete == "yes" else ():
        yield Difference(*place, person, "not in force", "in force")


@every_list
def test_elected_are_in_force_the_day_after(seats, listed):
    """Whoever a list names is a member then; nobody else, if the list is complete."""
    found = set(differences(listed, LISTS[listed], seats))

    assert not found - KNOWN, "put these with their cause into compositions/differences.csv"


def test_every_difference_is_still_there(seats):
    """A difference that was listed and is gone is taken off the list."""
    found = {
        each for listed, people in LISTS.items() for each in differences(listed, people, seats)
    }

    assert not KNOWN - found, "take these out of compositions/differences.csv"


@pytest.mark.parametrize("row", DIFFERENCES, ids=lambda row: f"{row['person']} {row['date']}")
def test_differences_are_explained(kg, row):
    """Each has a cause in a sentence; it is open, or settled in the data.

    Settled means that an adjudication sets the source aside, or that the person died that day.
    """
    settled = f"""ASK {{
      ?seat cpsu:body <{BASE}body/{row["body"]}> ; cpsu:holder <{BASE}person/{row["person"]}> .
      {{
        ?adjudication cpsu:adjudicates ?seat ; cpsu:setsAside ?attestation .
        ?attestation cpsu:source <{BASE}source/{row["source"]}> .
      }} UNION {{
        ?seat cpsu:endMode cpsu:byDeath ; cpsu:end ?end .
        FILTER(STR(?end) = "{row["date"]}")
      }}
    }}"""

    assert re.fullmatch(r"[A-Z].{30,}\.", row["cause"])
    assert row["status"] in ("adjudicated", "open")
    assert kg.sparql(PREFIX + settled) == (row["status"] == "adjudicated")


@every_list
def test_source_attests_what_it_lists(kg, listed):
    """The attestations of a source name those whom its list names."""
    query = f"""SELECT DISTINCT ?person WHERE {{
      ?attestation cpsu:source <{BASE}source/{listed.source}> ; cpsu:attests ?seat .
      ?seat a cpsu:BodyMembership ; cpsu:body <{BASE}body/{listed.body}> ;
        cpsu:rank cpsu:{listed.rank} ; cpsu:holder ?person .
    }}"""
    attested = {row["person"].rpartition("/")[2] for row in kg.sparql(PREFIX + query)}

    assert LISTS[listed] <= attested


def test_lists_are_many():
    """Every leading body, full members and candidates, from 1917 to 1991."""
    years = {each.date[:4] for each in LISTS}

    assert len(LISTS) >= 100
    assert len(years) >= 30
    assert {each.body for each in LISTS} == {
        *("politburo", "presidium", "presidium-bureau", "secretariat", "orgburo")
    }


def test_one_too_few_or_too_many_would_be_seen(seats):
    """A member who is missing, or not on the list, is a difference."""
    listed = next(each for each in LISTS if each.date == "1966-04-08" and each.complete == "yes")
    people, place = LISTS[listed], (listed.body, listed.rank)
    somebody = ("somebody", ("1966-01-01", "1967-01-01"), ("1966-01-01", "1967-01-01"))
    one = sorted(people)[0]

    assert not set(differences(listed, people, seats))
    assert set(differences(listed, people, {place: [e for e in seats[place] if e[0] != one]}))
    assert set(differences(listed, people, {place: [*seats[place], somebody]}))
