"""General statements from specific ones."""

from cpsu_kg.derive.closure import participants, superclasses


def test_things_belong_to_the_classes_above_theirs(facts, told):
    """Every superclass of the vocabulary is stated, classes of others are not."""
    found = superclasses(facts("event:e a :Ban . person:p a :Person . source:s a rdfs:Resource ."))

    assert {line for line in told(found) if line[0] in "eps" and line[1] == " "} == {
        *("e type Decree", "e type Event", "e type Span", "p type Agent"),
    }


def test_whoever_has_a_role_took_part(facts, told):
    """Each role implies participation; what a source states of an event does not."""
    turtle = """event:e :elected person:a, person:b ; :chair person:a ; :place "Moscow" .
        attestation:x :attests event:e ; :opponent person:c ."""

    assert told(participants(facts(turtle))) == {"e participant a", "e participant b"}
