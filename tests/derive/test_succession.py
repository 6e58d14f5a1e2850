"""Predecessors and successors."""

from cpsu_kg.derive.succession import holders, succession

OFFICES = """
office:one :inLine line:l . office:two :inLine line:l . office:aside a :Office .
"""


def tenure(name, office, start, capacity="substantive", end=None):
    """A tenure of a person of the same name."""
    until = f' ; :end "{end}"^^xsd:date' if end else ""
    return (
        f"tenure:{name} :holder person:{name} ; :office office:{office} ;"
        f' :capacity :{capacity} ; :start "{start}"^^xsd:date {until} .\n'
    )


THREE = (
    tenure("c", "two", "1930-01-01")
    + tenure("a", "one", "1910-01-01")
    + tenure("b", "one", "1920-01-01")
)


def test_tenures_of_an_office_follow_by_start(facts, told):
    """Each is linked with the next of the same office, both ways, gaps or not."""
    found = told(succession(facts(OFFICES + THREE)), "previous", "next")

    assert found == {"b previous a", "a next b"}


def test_a_line_runs_across_offices(facts, told):
    """In a line the next tenure may be of another office."""
    found = told(succession(facts(OFFICES + THREE)), "previousInLine", "nextInLine")

    assert found == {
        *("b previousInLine a", "a nextInLine b"),
        *("c previousInLine b", "b nextInLine c"),
    }


def test_lines_do_not_mix(facts, told):
    """The holder of an office of another line is nobody's neighbour in this one."""
    state = "office:state :inLine line:m ." + tenure("s", "state", "1925-01-01")

    found = told(succession(facts(OFFICES + THREE + state)), "nextInLine")
    assert found == {"a nextInLine b", "b nextInLine c"}


def test_acting_holders_are_passed_over(facts, told):
    """Whoever only acted neither precedes nor succeeds."""
    acting = tenure("x", "one", "1915-01-01", "acting")

    assert told(succession(facts(OFFICES + THREE + acting)), "next") == {"a next b"}


def test_a_collegial_office_breaks_the_chain(facts, told):
    """Where several hold an office side by side, nobody is another's successor."""
    collegial = "office:many :collegial true ; :inLine line:l ." + tenure("m", "many", "1925-01-01")
    more = tenure("n", "many", "1926-01-01")

    found = told(succession(facts(OFFICES + THREE + collegial + more)))
    assert found == {"b previous a", "a next b", "b previousInLine a", "a nextInLine b"}


def test_starts_on_one_day_follow_by_end(facts, told):
    """Of two tenures that start on a day, the one that ends first is first."""
    turtle = tenure("long", "one", "1910-01-01", end="1920-01-01") + tenure(
        "short", "one", "1910-01-01", end="1910-02-01"
    )

    assert told(succession(facts(turtle)), "next") == {"short next long"}


def test_a_single_tenure_has_no_neighbours(facts, told):
    """An office held once, outside any line, yields no link."""
    assert told(succession(facts(OFFICES + tenure("x", "aside", "1910-01-01")))) == set()


def test_what_a_source_states_is_no_tenure(facts, told):
    """Attestations that name an office take no part."""
    turtle = (
        THREE
        + """attestation:z :attests tenure:a ; :office office:one ;
        :holder person:z ; :start "1912-01-01"^^xsd:date ."""
    )

    assert told(succession(facts(turtle)), "next") == {"a next b"}
    assert told(holders(facts(turtle))) == {
        *("one heldBy a", "one heldBy b", "two heldBy c"),
    }


def test_holders_are_those_who_held_it_in_their_own_right(facts, told):
    """Acting holders are not counted as holders of the post."""
    turtle = THREE + tenure("x", "one", "1915-01-01", "acting")

    assert "one heldBy x" not in told(holders(facts(turtle)))
