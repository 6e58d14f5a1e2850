"""Facts checked by hand against their sources never move.

Each row of `facts/*.csv` is one fact: a subject, a property, the accepted value, and a source that
states it, with the place in the source. Values are compared strictly: nothing missing, nothing
more, not a day off. An empty value means that there is nothing.

Properties are those of the vocabulary, and questions about a day:
`holder on DAY`, `title on DAY` of an office; `full on DAY`, `candidate on DAY`, `secretary on DAY`
of a body; and of a person, with a day as the value, `not holder of office/...`,
`not in body/...`, `not full in body/...`.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from cpsu_kg.graph import KnowledgeGraph

BASE = "https://w3id.org/cpsu-kg/"
PREFIXES = f"""PREFIX cpsu: <{BASE}ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
FOLDER = Path(__file__).with_name("facts")
LEAST = 150


class Fact(NamedTuple):
    """One row of a file of facts."""

    subject: str
    property: str
    value: str
    source: str
    locator: str
    note: str


def _facts():
    for path in sorted(FOLDER.glob("*.csv")):
        if path.stem not in ("confusables", "decoys"):
            with path.open(encoding="utf-8", newline="") as stream:
                for row in csv.DictReader(stream):
                    fact = Fact(**row)
                    name = f"{path.stem}: {fact.subject} {fact.property}"
                    yield pytest.param(fact, id=name)


FACTS = list(_facts())
DAY_QUESTION = re.compile(r"(?P<what>holder|title|full|candidate|secretary) on (?P<day>[\d-]{10})")
ABSENCE = re.compile(r"not (?P<what>holder of|in|full in) (?P<where>(office|body)/[a-z-]+)")


@pytest.fixture(scope="module")
def kg():
    """Open the dataset once."""
    return KnowledgeGraph()


@pytest.mark.parametrize("fact", FACTS)
def test_accepted_value(kg, fact):
    """The data accepts this value and no other."""
    if absence := ABSENCE.fullmatch(fact.property):
        there = _tenures(kg, absence["where"], fact.value)
        if absence["what"] == "full in":
            there = [each for each in there if each["rank"] == "full"]

        assert fact.subject not in {each["holder"] for each in there}, fact.note
    else:
        expected = {fact.value} if "title" in fact.property else set(fact.value.split())

        assert _accepted(kg, fact) == expected - {""}, fact.note


@pytest.mark.parametrize("fact", FACTS)
def test_named_source_states_it(kg, fact):
    """The source that the fact names is in the data and says so, at the place named."""
    said = _stated(kg, fact)

    assert said, f"{fact.source} does not say so"
    assert any(fact.locator in each["locator"] for each in said), [e["locator"] for e in said]


def test_there_are_many():
    """The facts are many, and no two ask the same."""
    asked = [(each.values[0].subject, each.values[0].property) for each in FACTS]

    assert len(asked) >= LEAST
    assert len(asked) - len(set(asked)) == 0


def test_they_cover_the_whole_period():
    """Every decade from 1917 to 1991 has its facts."""
    text = " ".join(f"{fact.property} {fact.value}" for each in FACTS for fact in each.values)
    decades = [f"19{ten}" for ten in range(1, 10)]
    numbers = {each: len(re.findall(rf"\b{each}\d-", text)) for each in decades}

    assert all(number >= 10 for number in numbers.values()), numbers


@pytest.mark.parametrize(
    ("property", "value"),
    [
        ("start", "1922-04-04"),
        ("end", "1953-03-05"),
        ("capacity", "acting"),
    ],
)
def test_another_value_would_be_seen(kg, property, value):
    """A fact that is a day off, or of another kind, fails."""
    fact = Fact("tenure/joseph-stalin-general-secretary-1922", property, value, "seed-1", "", "")

    assert _accepted(kg, fact) != {value}


def test_another_source_would_be_seen(kg):
    """A source that says something else does not count."""
    wrong = Fact(
        "tenure/nikita-khrushchev-general-secretary-1953", "start", "1953-09-07", "seed-2", "", ""
    )

    assert not _stated(kg, wrong)


def _accepted(kg, fact):
    if question := DAY_QUESTION.fullmatch(fact.property):
        if question["what"] == "title":
            return {each["title"] for each in _titles(kg, fact.subject, question["day"])}
        there = _tenures(kg, fact.subject, question["day"])
        wanted = (question["what"], "") if question["what"] != "holder" else ("",)
        return {each["holder"] for each in there if each["rank"] in wanted}
    return _column(kg, f"<{BASE}{fact.subject}> cpsu:{fact.property} ?value", "value")


def _stated(kg, fact):
    """What the source says about the things that the fact is about."""
    if absence := ABSENCE.fullmatch(fact.property):
        return _stated_elsewhere(kg, fact, absence["where"])
    if question := DAY_QUESTION.fullmatch(fact.property):
        day = question["day"]
        things = [each["thing"] for each in _titles(kg, fact.subject, day)]
        if question["what"] != "title":
            held = _tenures(kg, fact.subject, day)
            things = [each["thing"] for each in held if each["holder"] in fact.value.split()]
        if not fact.value:
            things = _vacancies(kg, fact.subject, day)
        said = [_attestations(kg, each, fact.source) for each in things]
        return [each for found in said for each in found] if all(said) else []
    return [
        each
        for each in _attestations(kg, fact.subject, fact.source)
        if set(fact.value.split()) <= _values(kg, each["attestation"], fact.property)
    ]


def _stated_elsewhere(kg, fact, where):
    """Who was there instead, or when the person came and went; and never that day itself."""
    of = "office" if where.startswith("office/") else "body"
    own = _column(
        kg, f"?thing cpsu:{of} <{BASE}{where}> ; cpsu:holder <{BASE}{fact.subject}>", "thing"
    )
    others = {each["thing"] for each in _tenures(kg, where, fact.value)}
    things = own | others | set(_vacancies(kg, where, fact.value))
    said = [each for thing in things for each in _attestations(kg, thing, fact.source)]
    for thing in own - others:
        for each in _attestations(kg, thing, fact.source):
            starts = _values(kg, each["attestation"], "start")
            ends = _values(kg, each["attestation"], "end")
            if starts and ends:
                assert not min(starts) < fact.value < max(ends), "it says the contrary"
    return said


def _tenures(kg, where, day):
    of = "office" if where.startswith("office/") else "body"
    return _select(
        kg,
        f"""SELECT DISTINCT ?thing ?holder ?rank WHERE {{
          ?thing cpsu:{of} <{BASE}{where}> ; cpsu:holder ?holder ; a cpsu:Tenure ;
            cpsu:earliestStart ?from ; cpsu:latestEnd ?to .
          OPTIONAL {{ ?thing cpsu:rank ?given }}
          BIND(COALESCE(?given, "") AS ?rank)
          FILTER(?from <= "{day}"^^xsd:date && ?to >= "{day}"^^xsd:date)
        }}""",
    )


def _titles(kg, office, day):
    return _select(
        kg,
        f"""SELECT DISTINCT ?thing ?title WHERE {{
          ?thing a cpsu:Designation ; cpsu:ofOffice <{BASE}{office}> ; cpsu:title ?title ;
            cpsu:earliestStart ?from ; cpsu:latestEnd ?to .
          FILTER(LANG(?title) = "en")
          FILTER(?from <= "{day}"^^xsd:date && ?to >= "{day}"^^xsd:date)
        }}""",
    )


def _vacancies(kg, office, day):
    pattern = f"""?thing a cpsu:Vacancy ; cpsu:ofOffice <{BASE}{office}> ;
      cpsu:earliestStart ?from ; cpsu:latestEnd ?to .
      FILTER(?from <= "{day}"^^xsd:date && ?to >= "{day}"^^xsd:date)"""
    return sorted(_column(kg, pattern, "thing"))


def _attestations(kg, thing, source):
    return _select(
        kg,
        f"""SELECT DISTINCT ?attestation ?locator WHERE {{
          ?attestation cpsu:attests <{BASE}{thing}> ; cpsu:source <{BASE}source/{source}> ;
            cpsu:stance cpsu:affirms ; cpsu:locator ?locator .
        }}""",
    )


def _values(kg, thing, property):
    return _column(kg, f"<{BASE}{thing}> cpsu:{property} ?value", "value")


def _column(kg, pattern, column):
    query = f"SELECT DISTINCT ?{column} WHERE {{ {pattern} }}"
    return {each[column] for each in _select(kg, query)}


def _select(kg, query):
    """Rows with things as `kind/name` and terms as bare words."""
    rows = kg.sparql(PREFIXES + query)
    return [
        {name: re.sub(f"^{BASE}(ontology#)?", "", str(value)) for name, value in row.items()}
        for row in rows
    ]
