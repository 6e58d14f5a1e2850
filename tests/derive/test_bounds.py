"""The first and last possible days."""

import pytest

from cpsu_kg.dates import XSD
from cpsu_kg.derive.bounds import bounds

OWN = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
ATTESTED = tuple("attested" + name[0].upper() + name[1:] for name in OWN)


def days(*values):
    """The four bounds of tenure t in order; None where there must be none."""
    return {f"t {name} {day}" for name, day in zip(OWN, values, strict=True) if day}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("1922-04-03", "1952-10-16", ("1922-04-03", "1922-04-03", "1952-10-16", "1952-10-16")),
        ("1922-04", "1952", ("1922-04-01", "1922-04-30", "1952-01-01", "1952-12-31")),
        ("1953-03-10", "1953", ("1953-03-10", "1953-03-10", "1953-03-10", "1953-12-31")),
        ("1953", "1953-03-10", ("1953-01-01", "1953-03-10", "1953-03-10", "1953-03-10")),
        ("1953", "1953", ("1953-01-01", "1953-12-31", "1953-01-01", "1953-12-31")),
        ("1953-03-10", None, ("1953-03-10", "1953-03-10", None, None)),
        (None, "1953", (None, None, "1953-01-01", "1953-12-31")),
    ],
)
def test_dates_become_days_that_narrow_each_other(facts, told, start, end, expected):
    """A start is not after its end: what one excludes is excluded from the other."""
    types = {4: "gYear", 7: "gYearMonth", 10: "date"}
    given = {"start": start, "end": end}
    said = "".join(f'; :{k} "{v}"^^xsd:{types[len(v)]}' for k, v in given.items() if v)

    triples = bounds(facts(f"tenure:t a :OfficeTenure {said} ."))
    assert told(triples, *OWN) == days(*expected)


def test_days_are_dates(facts):
    """Whatever the precision given, a bound is an xsd:date."""
    found = list(
        bounds(facts('tenure:t :start "1922"^^xsd:gYear ; :end "1952-10"^^xsd:gYearMonth .'))
    )

    assert found
    assert {each.object.datatype.value for each in found} == {XSD + "date"}


def test_nobody_holds_an_office_after_death(facts, told):
    """An end not known, or known to the year, is not after the holder's death."""
    found = bounds(
        facts("""
        person:p :deathDate "1953-03-05"^^xsd:date .
        tenure:open :holder person:p ; :start "1922"^^xsd:gYear .
        tenure:year :holder person:p ; :start "1922"^^xsd:gYear ; :end "1953"^^xsd:gYear .
        tenure:wrong :holder person:p ; :end "1954"^^xsd:gYear .
        person:q :deathDate "1953-03-01"^^xsd:date .
        tenure:month :holder person:q ; :end "1953-03"^^xsd:gYearMonth .
        """)
    )

    assert told(found, "earliestEnd", "latestEnd") == {
        "open latestEnd 1953-03-05",
        "year earliestEnd 1953-01-01",
        "year latestEnd 1953-03-05",
        "wrong earliestEnd 1954-01-01",
        "wrong latestEnd 1954-12-31",
        "month earliestEnd 1953-03-01",
        "month latestEnd 1953-03-01",
    }


def test_contradictory_dates_are_left_as_they_are(facts, told):
    """An end before the start is for validation to see, not for this to hide."""
    found = bounds(facts('tenure:t :start "1953-03-10"^^xsd:date ; :end "1952-01-02"^^xsd:date .'))

    assert told(found, *OWN) == days("1953-03-10", "1953-03-10", "1952-01-02", "1952-01-02")


def test_attested_bounds_enclose_what_all_sources_affirm(facts, told):
    """Every affirming attestation widens them, also one set aside; a denial does not."""
    found = bounds(
        facts("""
        tenure:t :start "1922-04-03"^^xsd:date .
        attestation:a :attests tenure:t ; :stance :affirms ; :start "1922"^^xsd:gYear .
        attestation:b :attests tenure:t ; :stance :affirms ; :start "1923-01-02"^^xsd:date .
        attestation:c :attests tenure:t ; :stance :denies ; :start "1934"^^xsd:gYear .
        tenure:t :end "1952-10-16"^^xsd:date .
        attestation:d :attests tenure:t ; :stance :affirms ; :end "1953-03-05"^^xsd:date .
        """)
    )

    assert told(found, *ATTESTED) == {
        "t attestedEarliestStart 1922-01-01",
        "t attestedLatestStart 1923-01-02",
        "t attestedEarliestEnd 1952-10-16",
        "t attestedLatestEnd 1953-03-05",
    }


def test_a_malformed_statement_hides_no_other(facts, told):
    """One source's impossible date leaves the dates of the others to count."""
    found = bounds(
        facts("""
        tenure:t :start "1922-04-03"^^xsd:date .
        attestation:a :attests tenure:t ; :stance :affirms ; :start "1921-02-30"^^xsd:date .
        attestation:b :attests tenure:t ; :stance :affirms ; :start "1923-01-02"^^xsd:date .
        """)
    )

    assert told(found, "attestedLatestStart") == {"t attestedLatestStart 1923-01-02"}


def test_attestations_have_no_bounds_of_their_own(facts, told):
    """What a source states is not itself something that started."""
    found = bounds(facts('attestation:a :attests tenure:t ; :start "1922"^^xsd:gYear .'))

    assert told(found) == set()


@pytest.mark.parametrize("value", ['"soon"', '"1953-02-30"^^xsd:date', "person:p", "1953"])
def test_what_is_no_date_has_no_bounds(facts, told, value):
    """Malformed values are passed over; reporting them is validation's business."""
    assert told(bounds(facts(f"tenure:t :start {value} ."))) == set()


def test_a_group_does_not_lead_beyond_the_first_death_among_it(facts, told):
    """An end of a leadership that is not known is not after the death of one of its leaders."""
    found = bounds(
        facts("""
        person:p :deathDate "1980-12-18"^^xsd:date .
        person:q :deathDate "1983"^^xsd:gYear .
        tenure:troika :leader person:p, person:q ; :start "1964"^^xsd:gYear .
        """)
    )

    assert told(found, "latestEnd") == {"troika latestEnd 1980-12-18"}


def test_an_unknown_end_is_not_after_the_start_of_the_next_holder(facts, told):
    """In a single-seat office the next holder's first day bounds an end not known."""
    data = """
        office:o :collegial {collegial} .
        tenure:a :office office:o ; :start "1984-02-09"^^xsd:date .
        tenure:b :office office:o ; :start "1985-03"^^xsd:gYearMonth ; :end "1990"^^xsd:gYear .
        """

    single = bounds(facts(data.format(collegial="false")))
    assert "a latestEnd 1985-03-31" in told(single, "latestEnd")
    collegial = bounds(facts(data.format(collegial="true")))
    assert not [each for each in told(collegial, "latestEnd") if each.startswith("a ")]
    short = bounds(facts(data.format(collegial='"1"^^xsd:boolean')))
    assert not [each for each in told(short, "latestEnd") if each.startswith("a ")]
