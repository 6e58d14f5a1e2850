"""When two stores say the same."""

import pytest
from pyoxigraph import Literal, NamedNode

from cpsu_kg.stores.solutions import Solutions
from cpsu_kg.upload.verification import same

XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(text, name):
    """A literal of an XSD type."""
    return Literal(text, datatype=NamedNode(XSD + name))


def rows(*terms):
    """One column."""
    return Solutions(["x"], [(term,) for term in terms])


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (typed("true", "boolean"), typed("1", "boolean")),
        (typed("true", "boolean"), typed("1", "integer")),
        (typed("1.50", "decimal"), typed("1.5", "double")),
        (typed("0.3333333333333", "decimal"), typed("0.33333333333333333", "decimal")),
        (Literal("a", language="ru-Latn"), Literal("a", language="ru-latn")),
        (Literal("a"), typed("a", "string")),
        (None, None),
    ],
)
def test_same_value(here, there):
    """Numbers, truth values and language tags may be written otherwise."""
    assert same(rows(here), rows(there))


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (typed("1953-03", "gYearMonth"), typed("1953-03", "string")),
        (typed("1953", "gYear"), typed("1953", "integer")),
        (typed("1", "integer"), typed("2", "integer")),
        (Literal("a", language="en"), Literal("a", language="ru")),
        (Literal("x:a"), NamedNode("x:a")),
        (Literal(""), None),
        (None, NamedNode("x:a")),
    ],
)
def test_other_value(here, there):
    """Another precision, language or kind of term is another value."""
    assert not same(rows(here), rows(there))


def test_order_does_not_count_but_number_does():
    """Rows are compared as often as they come, in any order."""
    a, b = Literal("a"), Literal("b")

    assert same(rows(a, b, a), rows(b, a, a))
    assert not same(rows(a, b, a), rows(a, b, b))
    assert not same(rows(a), rows(a, a))


def test_columns():
    """The names of the columns belong to the answer."""
    assert not same(Solutions(["x"], []), Solutions(["y"], []))


def test_joined_values():
    """Values that were joined in another order are the same."""
    assert same(rows(Literal("a b")), rows(Literal("b a")), frozenset("x"))
    assert not same(rows(Literal("a b")), rows(Literal("b a")))
