"""Findings are traced to the line of the file."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from cpsu_kg.validation.inputs import InputFile
from cpsu_kg.validation.locate import locate
from cpsu_kg.validation.results import Result

EX = "http://example.org/"
TEXT = """@prefix : <http://example.org/> .
@prefix x: <http://example.org/x/> .

# :b in a comment
:a
    :p :b ;
    :pq :c ,
        "d"@en , 4 .

x:b a :C ; # about :a
    :q :a .

<http://other.org/d> :p 1 .
"""


@pytest.fixture
def file(tmp_path):
    """The text as an input file shown as `f.ttl`."""
    path = tmp_path / "f.ttl"
    path.write_text(TEXT, encoding="utf-8")
    return InputFile(str(path), "f.ttl", "data/f.ttl")


def _find(files, subject, path=None, value=None):
    subject, path = (each and NamedNode(each) for each in (subject, path))
    return locate(files, Result(subject, path, value, "C", "Violation", "No.", NamedNode("x:s")))


@pytest.mark.parametrize(
    ("subject", "path", "line"),
    [
        (EX + "a", EX + "p", 6),
        (EX + "a", EX + "pq", 7),
        (EX + "a", EX + "missing", 5),
        (EX + "a", None, 5),
        (EX + "x/b", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", 10),
        (EX + "x/b", EX + "p", 10),
        ("http://other.org/d", EX + "p", 13),
        (EX + "b", None, None),
    ],
)
def test_line_of_a_property(file, subject, path, line):
    """The line of the property in the subject's own statements, else of the subject."""
    assert _find([file], subject, path) == ("f.ttl", line)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (NamedNode(EX + "c"), 7),
        (Literal("d", language="en"), 8),
        (Literal(4), 8),
        (Literal("elsewhere"), 7),
    ],
)
def test_line_of_a_value(file, value, line):
    """The line of the value, if it stands below the property."""
    assert _find([file], EX + "a", EX + "pq", value) == ("f.ttl", line)


def test_a_class_is_looked_for_where_it_is_given(file, tmp_path):
    """The short `a` is the property; nothing of the next subject counts."""
    path = tmp_path / "g.ttl"
    path.write_text(f"@prefix : <{EX}> .\n\n:s\n    :p 1 ;\n    a :C .\n\n:t\n    a :D .\n")
    found = InputFile(str(path), "g.ttl", "data/g.ttl")
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

    assert _find([found], EX + "s", rdf_type, NamedNode(EX + "C")) == ("g.ttl", 5)
    assert _find([found], EX + "s", rdf_type, NamedNode(EX + "D")) == ("g.ttl", 5)
    assert _find([found], EX + "t", rdf_type, NamedNode(EX + "D")) == ("g.ttl", 8)


def test_file_that_has_the_value_wins(file, tmp_path):
    """A subject may stand in several files: each authority's links have their own."""
    files = [file]
    for number in (1, 2):
        links = tmp_path / f"links{number}.ttl"
        links.write_text(f"@prefix : <{EX}> .\n\n:a :link :z{number} .\n", encoding="utf-8")
        files.append(InputFile(str(links), links.name, f"data/{links.name}"))

    assert _find(files, EX + "a", EX + "link") == ("links1.ttl", 3)
    assert _find(files, EX + "a", EX + "link", NamedNode(EX + "z2")) == ("links2.ttl", 3)


def test_what_stands_in_no_file(file):
    """Derived things and blank nodes have no line."""
    blank = Result(BlankNode("a"), None, None, "C", "Info", "No.", NamedNode("x:s"))

    assert _find([], EX + "a") == (None, None)
    assert locate([file], blank) == ("f.ttl", None)
