"""Counting independent source families."""

import pytest

from cpsu_kg.dates import XSD
from cpsu_kg.derive.support import support

SOURCES = """
source:a :family family:one . source:a-copy :family family:one . source:b :family family:two .
"""


def attested(number, source, date, stance="affirms"):
    """One attestation of the start of tenure t."""
    return (
        f"attestation:{number} :attests tenure:t ; :source source:{source} ;"
        f" :stance :{stance} ; :start {date} ."
    )


@pytest.mark.parametrize(
    ("attestations", "expected"),
    [
        ([], 0),
        ([("a", '"1922-04-03"^^xsd:date')], 1),
        ([("a", '"1922-04-03"^^xsd:date'), ("a-copy", '"1922-04-03"^^xsd:date')], 1),
        ([("a", '"1922-04-03"^^xsd:date'), ("b", '"1922-04-03"^^xsd:date')], 2),
        ([("a", '"1922-04-03"^^xsd:date'), ("unknown", '"1922-04-03"^^xsd:date')], 2),
        ([("a", '"1922"^^xsd:gYear')], 0),
        ([("a", '"1922-04-04"^^xsd:date')], 0),
        ([("a", '"1922-04-03"^^xsd:date', "denies")], 0),
    ],
)
def test_families_that_state_the_accepted_day(facts, told, attestations, expected):
    """Copies count once; less precise, other and denied dates do not count."""
    lines = [attested(number, *each) for number, each in enumerate(attestations)]
    turtle = 'tenure:t :start "1922-04-03"^^xsd:date .' + SOURCES + "\n".join(lines)

    assert told(support(facts(turtle))) == {f"t startSupport {expected}"}


def test_a_count_is_an_integer(facts):
    """So that queries can compare it."""
    found = list(support(facts('tenure:t :start "1922-04-03"^^xsd:date .')))

    assert [each.object.datatype.value for each in found] == [XSD + "integer"]


def test_a_more_precise_date_supports_a_less_precise_one(facts, told):
    """A day within an accepted year bears the year out."""
    turtle = 'tenure:t :start "1922"^^xsd:gYear .' + SOURCES

    found = support(facts(turtle + attested(1, "a", '"1922-04-03"^^xsd:date')))
    assert told(found) == {"t startSupport 1"}


def test_every_counted_date_has_its_own_property(facts, told):
    """Ends, births and deaths are counted like starts."""
    turtle = """
        person:p :birthDate "1878-12-18"^^xsd:date ; :deathDate "1953-03-05"^^xsd:date .
        attestation:x :attests person:p ; :source source:a ; :stance :affirms ;
            :birthDate "1878-12-18"^^xsd:date .
        """

    assert told(support(facts(turtle))) == {"p birthDateSupport 1", "p deathDateSupport 0"}
