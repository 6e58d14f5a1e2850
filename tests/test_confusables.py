"""Namesakes stay apart, and identifiers of others stay out.

`facts/confusables.csv` lists who is easily taken for whom: two persons of the data (`other`), a
person and a `name` that no label may have, or a person whose Wikipedia `article` has a qualifier
in its title because others bear the name. `facts/decoys.csv` lists identifiers that look right and
are wrong.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from urllib.parse import unquote

import pytest

from cpsu_kg.graph import KnowledgeGraph

BASE = "https://w3id.org/cpsu-kg/"
PREFIXES = f"""PREFIX cpsu: <{BASE}ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
FOLDER = Path(__file__).with_name("facts")


def _rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


ROWS = _rows("confusables.csv")
DECOYS = _rows("decoys.csv")


def _those_with(column):
    rows = [row for row in ROWS if row[column]]
    return pytest.mark.parametrize("row", rows, ids=lambda row: f"{row['person']} {row[column]}")


@pytest.fixture(scope="module")
def kg():
    """Open the dataset once."""
    return KnowledgeGraph()


def _values(kg, path):
    """The values of a property path by person."""
    found = defaultdict(set)
    query = f"SELECT DISTINCT ?person ?value WHERE {{ ?person a cpsu:Person ; {path} ?value }}"
    for row in kg.sparql(PREFIXES + query):
        found[row["person"].removeprefix(BASE + "person/")].add(row["value"])
    return found


@pytest.fixture(scope="module")
def labels(kg):
    """Every name of every person."""
    return _values(kg, "rdfs:label|skos:altLabel")


@pytest.fixture(scope="module")
def links(kg):
    """Every identifier and web page of every person."""
    return _values(kg, "skos:exactMatch|rdfs:seeAlso")


@_those_with("other")
def test_namesakes_are_two_people(kg, labels, links, row):
    """Both are described; they share no name and no identifier, and differ in their life."""
    one, other = row["person"], row["other"]
    lives = _values(kg, "cpsu:birthDate"), _values(kg, "cpsu:deathDate")

    assert labels[one]
    assert labels[other]
    assert not labels[one] & labels[other]
    assert not links[one] & links[other]
    assert not all(dates[one] and dates[one] == dates[other] for dates in lives)


@_those_with("name")
def test_name_of_somebody_else(labels, row):
    """Nobody in the data has the name of the one who is confused with them."""
    assert row["person"] in labels
    assert not [person for person, names in labels.items() if row["name"] in names]


@_those_with("article")
def test_article_with_qualifier(links, row):
    """The page linked is the one whose title tells the person from namesakes."""
    language, _, title = row["article"].partition(":")
    site = f"https://{language}.wikipedia.org/wiki/"
    pages = {unquote(each) for each in links[row["person"]] if each.startswith(site)}

    assert pages == {site + title}


def test_same_family_name_is_listed(kg):
    """Whoever shares a family name is on the list of those easily confused."""
    bearers = defaultdict(set)
    for person, names in _values(kg, "cpsu:familyName").items():
        for name in names:
            bearers[name.lower()].add(person)
    known = {frozenset((row["person"], row["other"])) for row in ROWS if row["other"]}
    pairs = {frozenset(pair) for each in bearers.values() for pair in combinations(each, 2)}

    assert not pairs - known, "add them to facts/confusables.csv, or merge them"


def test_nobody_shares_a_name(labels):
    """A full name belongs to one person."""
    bearers = defaultdict(set)
    for person, names in labels.items():
        for name in names:
            bearers[name.lower()].add(person)

    assert not {name: each for name, each in bearers.items() if len(each) > 1}


def test_nobody_shares_an_identifier(links):
    """An identifier or page belongs to one person; an authority has one number for a person."""
    bearers = defaultdict(set)
    for person, found in links.items():
        for each in found:
            bearers[each].add(person)
        hosts = [each.split("/")[2] for each in found]
        assert len(hosts) == len(set(hosts)), f"two of one authority: {person} {sorted(found)}"

    assert not {link: each for link, each in bearers.items() if len(each) > 1}


@pytest.mark.parametrize("row", DECOYS, ids=lambda row: row["identifier"].rpartition("/")[2])
def test_decoys_stay_out(kg, row):
    """An identifier that was looked at and rejected is nowhere in the data."""
    assert row["reason"]
    assert not _is_used(kg, row["identifier"])


def test_decoy_would_be_seen(kg):
    """The question about decoys finds identifiers that are there."""
    assert _is_used(kg, "http://www.wikidata.org/entity/Q855")


def test_lists_are_complete():
    """Every row of the confusables says who is meant, how they differ, and by what evidence."""
    for row in ROWS:
        given = [name for name in ("other", "name", "article") if row[name]]

        assert row["person"]
        assert row["difference"]
        assert row["evidence"]
        assert len(given) == 1


def _is_used(kg, identifier):
    return kg.sparql(f"ASK {{ ?thing ?property <{identifier}> }}")
