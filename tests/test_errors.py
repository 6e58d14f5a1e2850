"""Errors: one tree, one line each, the value kept."""

import pytest

from cpsu_kg import errors
from cpsu_kg.errors import CpsuKgError, nearest

EXAMPLES = [
    errors.DateError("1953-13", "there is no such day"),
    errors.UnknownName("office", "generel-secretary", ["general-secretary"]),
    errors.ParameterError("office", "is required"),
    errors.QueryError("unexpected }", 3, 7),
    errors.ServiceRefused(1, 2),
    errors.QueryTimeout(60),
    errors.DataSyntaxError("data/x.ttl", "no dot", 4, 5),
    errors.ResourceError("/nowhere", "no such folder"),
    errors.EndpointError("http://x/", "is down", 500),
    errors.EndpointBusy("http://x/", 503, 7.0),
    errors.OutputError("/x", "no permission"),
]


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_every_error_is_a_value_error_of_one_line(error):
    """Callers may catch ValueError; the message fits on a line."""
    assert isinstance(error, CpsuKgError | ValueError)
    assert str(error)
    assert "\n" not in str(error)


def test_the_tree_in_the_docstring_is_complete():
    """Every class is drawn in the module's docstring, and tried above."""
    classes = {name for name in vars(errors) if isinstance(getattr(errors, name), type)}

    assert {name for name in classes if name not in (errors.__doc__ or "")} == {"Iterable"}
    assert classes - {"Iterable", "CpsuKgError"} == {type(each).__name__ for each in EXAMPLES}


def test_places_are_told_the_usual_way():
    """A data error reads file:line:column: reason; a query error names line and column."""
    assert str(errors.DataSyntaxError("a.ttl", "no dot", 4, 5)) == "a.ttl:4:5: no dot"
    assert str(errors.DataSyntaxError("a.ttl", "empty")) == "a.ttl: empty"
    assert str(errors.QueryError("no }", 3, 7)) == "SPARQL error at line 3, column 7: no }"


def test_long_values_are_cut():
    """A value of any length does not drown the message."""
    assert len(str(errors.DateError("9" * 10_000, "too long"))) < 200


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("josef-stalin", "joseph-stalin"),
        ("Joseph Stalin", "joseph-stalin"),
        ("stalin", "joseph-stalin"),
        ("KHRUSHCHEV", "nikita-khrushchev"),
    ],
)
def test_the_nearest_name_is_suggested(typed, expected):
    """Misspelt, differently written and partial names lead to the right one."""
    known = ["joseph-stalin", "nikita-khrushchev", "leonid-brezhnev"]

    assert nearest(typed, known)[0] == expected


def test_nothing_near_nothing_suggested():
    """A name like no other brings no suggestion."""
    assert nearest("zzz", ["joseph-stalin"]) == []
    assert nearest("", ["joseph-stalin"]) == []
    assert "did you mean" not in str(errors.UnknownName("office", "zzz", ["joseph-stalin"]))
