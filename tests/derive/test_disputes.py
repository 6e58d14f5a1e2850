"""On what sources conflict."""

import pytest

from cpsu_kg.derive.disputes import disputes

TENURE = 'tenure:t a :OfficeTenure ; :capacity :substantive ; :end "1952-10-16"^^xsd:date .'


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (':end "1952-10-16"^^xsd:date', set()),
        (':end "1952"^^xsd:gYear', set()),
        (':end "1953-03-05"^^xsd:date', {"t disputedOn end"}),
        (':end "1952-11"^^xsd:gYearMonth', {"t disputedOn end"}),
        (":capacity :acting", {"t disputedOn capacity"}),
        (":capacity :substantive", set()),
        (
            ':capacity :acting ; :end "1953"^^xsd:gYear',
            {"t disputedOn capacity", "t disputedOn end"},
        ),
        (":endedBy event:e", set()),
        (":endMode :byDeath", set()),
    ],
)
def test_an_affirmed_value_that_cannot_be_true_too(facts, told, stated, expected):
    """Single-valued properties conflict if unequal, dates if neither contains the other."""
    turtle = f"{TENURE} attestation:a :attests tenure:t ; :stance :affirms ; {stated} ."

    assert told(disputes(facts(turtle))) == expected


def test_a_less_precise_accepted_date_is_not_disputed_by_a_day_within(facts, told):
    """Compatibility goes both ways."""
    turtle = """tenure:t :end "1952"^^xsd:gYear .
        attestation:a :attests tenure:t ; :end "1952-10-16"^^xsd:date ."""

    assert told(disputes(facts(turtle))) == set()


def test_a_denial_disputes_existence_until_it_is_adjudicated(facts, told):
    """A denied thing is disputed as such; once set aside, on the property adjudicated."""
    denial = f"{TENURE} attestation:a :attests tenure:t ; :stance :denies ."
    settled = """adjudication:x :adjudicates tenure:t ; :onProperty :end ;
        :setsAside attestation:a ."""

    assert told(disputes(facts(denial))) == {"t disputedOn type"}
    assert told(disputes(facts(denial + settled))) == {"t disputedOn end"}


def test_an_unfinished_adjudication_disputes_nothing(facts, told):
    """Without the property it decides on, it is for validation to see."""
    turtle = f"{TENURE} adjudication:x :adjudicates tenure:t ; :setsAside attestation:a ."

    assert told(disputes(facts(turtle))) == set()


def test_the_values_on_a_denial_are_not_affirmed(facts, told):
    """A denial that names other values is one dispute, not several."""
    turtle = f"""{TENURE} attestation:a :attests tenure:t ; :stance :denies ;
        :capacity :acting ."""

    assert told(disputes(facts(turtle))) == {"t disputedOn type"}


def test_a_denied_thing_that_is_not_accepted_is_no_dispute(facts, told):
    """Where nothing is accepted, nothing is disputed."""
    turtle = "attestation:a :attests tenure:other ; :stance :denies ."

    assert told(disputes(facts(turtle))) == set()


def test_an_adjudication_that_sets_nothing_aside_is_no_dispute(facts, told):
    """A choice without a loser settles nothing."""
    turtle = f"{TENURE} adjudication:x :adjudicates tenure:t ; :onProperty :end ."

    assert told(disputes(facts(turtle))) == set()
