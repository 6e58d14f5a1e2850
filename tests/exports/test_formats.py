"""Formats are found by name; each is written by the module of its name."""

import re

import pytest

from cpsu_kg import exports
from cpsu_kg.errors import OutputError, UnknownName
from cpsu_kg.exports.formats import FORMATS, find


@pytest.mark.parametrize("name", FORMATS)
class TestEveryFormat:
    def test_has_a_module(self, name):
        """The module of the same name has the function that writes."""
        assert FORMATS[name].write.__module__ == f"cpsu_kg.exports.{name}"

    def test_says_what_it_is(self, name):
        """Media type, suffix and a few words are there."""
        found = FORMATS[name]

        assert re.fullmatch("[a-z]+/[a-z0-9.+-]+", found.media_type)
        assert bool(found.suffix) == (found.shape != "folder")
        assert found.summary

    def test_writes_something(self, exported, name):
        """A file or folder stands there afterwards."""
        path = exported(name)

        assert path.is_dir() if FORMATS[name].shape == "folder" else path.stat().st_size > 1000


class TestFind:
    @pytest.mark.parametrize(
        ("name", "format"),
        [("turtle", "turtle"), ("TURTLE", "turtle"), ("ttl", "turtle"), (".nt", "ntriples"),
         ("nq", "nquads"), ("rdf", "rdfxml"), ("csv", "csv")],
    )  # fmt: skip
    def test_by_name_or_suffix(self, name, format):
        """Case and the dot do not matter."""
        assert find(name).name == format

    @pytest.mark.parametrize(("name", "nearest"), [("turtel", "turtle"), ("json-ld", "jsonld")])
    def test_unknown_name_gets_a_suggestion(self, name, nearest):
        """The message names the nearest format."""
        with pytest.raises(UnknownName, match=f"unknown format '{name}'; did you mean {nearest}"):
            find(name)

    @pytest.mark.parametrize("name", ["", ".", "yaml"])
    def test_nothing_near(self, name):
        """A name like none is refused all the same."""
        with pytest.raises(UnknownName):
            find(name)


class TestGraphs:
    def test_only_some(self, kg, text):
        """The other named graphs are left out."""
        lines = text(kg, "nquads", graphs=["core", "links"]).splitlines()

        assert {line.split()[-2].rpartition("/")[2] for line in lines} == {"core>", "links>"}

    def test_unknown_graph(self, kg, text):
        """A graph that is not there is named, with what is."""
        with pytest.raises(UnknownName, match="unknown graph 'cores'; did you mean core"):
            text(kg, "turtle", graphs=["cores"])

    def test_default_is_everything(self, kg, text, quads):
        """Also what is derived."""
        assert "https://w3id.org/cpsu-kg/graph/derived>" in "".join(quads)
        assert len(text(kg, "nquads").splitlines()) == len(quads)


class TestStream:
    @pytest.mark.parametrize("name", ["csv", "sqlite"])
    def test_no_tables_to_a_stream(self, kg, text, name):
        """A folder or database cannot go to standard output."""
        with pytest.raises(OutputError, match="of its own"):
            text(kg, name)

    @pytest.mark.parametrize("name", ["turtle", "jsonld"])
    def test_same_as_the_file(self, kg, text, exported, name):
        """Stream and file get the same bytes."""
        assert text(kg, name) == exported(name).read_text(encoding="utf-8")


def test_method_of_the_graph(kg, tmp_path):
    """`kg.export` is the function `export`."""
    kg.export("nt", tmp_path / "x.nt", graphs=["links"])

    assert (tmp_path / "x.nt").read_text(encoding="utf-8").count("\n") > 100


def test_all_exists():
    """Every name that the package offers is there."""
    assert all(hasattr(exports, name) for name in exports.__all__)
