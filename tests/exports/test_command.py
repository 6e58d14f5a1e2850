"""`cpsu-kg export` as a command."""

import os
import subprocess
import sys

import pytest
from pyoxigraph import RdfFormat, parse

from cpsu_kg.cli import contribution
from cpsu_kg.cli.commands.export import _NAMES
from cpsu_kg.cli.main import main
from cpsu_kg.exports import FORMATS

RDF_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def test_to_standard_output(capfdbinary, exported):
    """Without -o the text comes out."""
    assert _export("turtle") == 0
    assert capfdbinary.readouterr().out == exported("turtle").read_bytes()


def test_to_a_file(tmp_path, exported):
    """With -o nothing is printed."""
    assert _export("nq", "-o", str(tmp_path / "x.nq")) == 0
    assert (tmp_path / "x.nq").read_bytes() == exported("nquads").read_bytes()


def test_some_graphs(capfdbinary):
    """--graph may be repeated."""
    assert _export("nquads", "--graph", "links", "--graph", "sources") == 0
    assert b"graph/core" not in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["turtel"], "unknown format 'turtel'; did you mean turtle?"),
        (["nq", "--graph", "cor"], "unknown graph 'cor'; did you mean core?"),
        (["csv"], "cannot write standard output: csv needs a folder of its own, give -o PATH"),
        (["sqlite"], "cannot write standard output: sqlite needs a file of its own, give -o PATH"),
        (["nt", "-o", "/no/such/x"], "cannot write /no/such/x: there is no folder /no/such"),
    ],
)
def test_mistakes(capfd, words, message):
    """One line, status 2, nothing written."""
    assert _export(*words) == 2
    assert capfd.readouterr() == ("", f"cpsu-kg: {message}\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_full_device():
    """Standard output that takes nothing is reported like any other path."""
    command = [sys.executable, "-m", "cpsu_kg.cli.main", "export", "turtle"]
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, env=os.environ | paths, check=False
        )

    assert done.returncode == 2
    assert done.stderr == b"cpsu-kg: cannot write standard output: No space left on device\n"


def test_help_names_every_format():
    """The help is written by hand, for it is shown before anything is loaded."""
    whole, _, compared = _NAMES.partition("; of a comparison ")

    assert whole.split(", ") == list(FORMATS)
    assert tuple(compared.split(" or ")) == contribution.NAMES


def _export(*words):
    return main(["export", *words])


class TestViews:
    @pytest.mark.parametrize("view", ["org", "popolo", "schema"])
    def test_a_view(self, capfdbinary, kg, view):
        """N-Triples of a view are its triples, sorted."""
        assert _export("ntriples", "--view", view) == 0

        lines = capfdbinary.readouterr().out.decode().splitlines()
        assert lines == sorted({f"{quad.triple} ." for quad in kg.view(view).quads()})

    @pytest.mark.parametrize("format", ["turtle", "nquads", "trig", "rdfxml", "jsonld"])
    def test_every_format_of_rdf(self, tmp_path, kg, format):
        """The other formats say the same, each read back by a parser of RDF."""
        assert _export(format, "--view", "org", "-o", str(tmp_path / "x")) == 0

        read = parse((tmp_path / "x").read_bytes(), RDF_FORMATS[format])
        wanted = {quad.triple for quad in kg.view("org").quads()}
        assert {quad.triple for quad in read} == wanted

    @pytest.mark.parametrize("view", ["org", "popolo", "schema", "wikidata"])
    def test_json_ld_of_a_view(self, capfdbinary, kg, view):
        """Under the context of the view, nothing is lost."""
        assert _export("jsonld", "--view", view) == 0

        read = parse(capfdbinary.readouterr().out, RdfFormat.JSON_LD)
        assert {quad.triple for quad in read} == {q.triple for q in kg.view(view).quads()}

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["turtle", "--view", "shema"], "unknown view 'shema'; did you mean schema?"),
            (
                ["turtle", "--view", "org", "--graph", "core"],
                "parameter view: a view is made of all graphs, choose either",
            ),
            (
                ["popolo", "--view", "org"],
                "parameter view: popolo holds the dataset, not a view of it",
            ),
            (
                ["csv", "--view", "org", "-o", "x"],
                "parameter view: csv holds the dataset, not a view of it",
            ),
            (
                ["sssom", "--graph", "links"],
                "parameter graph: this format is made of all graphs together",
            ),
        ],
    )
    def test_mistakes(self, capfd, tmp_path, monkeypatch, words, message):
        """One line, status 2, nothing written."""
        monkeypatch.chdir(tmp_path)

        assert _export(*words) == 2
        assert capfd.readouterr() == ("", f"cpsu-kg: {message}\n")
        assert list(tmp_path.iterdir()) == []
