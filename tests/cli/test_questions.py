"""The verbs that ask: on, query, sparql, show, disputes."""

import csv
import io
import json

import pytest
import rdflib

from cpsu_kg.queries.catalogue import Catalogue
from cpsu_kg.resources import find

CATALOGUE = Catalogue(find())


class TestOn:
    def test_table(self, run):
        """A person sees groups, titles, names, dates, marks and what they mean."""
        answer = run("on", "1953-03-10")

        assert answer.status == 0
        assert answer.out.startswith("1953-03-10\n")
        assert "Offices held\n" in answer.out
        assert "Vacant\n" in answer.out
        assert "Georgy Malenkov" in answer.out
        assert "* sources disagree" in answer.out
        assert "\x1b" not in answer.out, "no colour when piped"
        assert max(map(len, answer.out.splitlines())) <= 100

    def test_json(self, run):
        """A machine gets a list of objects with the agreed keys."""
        rows = json.loads(run("on", "1953-03-10", "--format", "json").out)
        keys = ("track", "office", "title", "person", "personLabel", "capacity", "start", "end")

        assert {row["track"] for row in rows} >= {"office", "vacancy", "leadership"}
        for row in rows:
            assert row.keys() >= {*keys, "certainty", "disputed", "sources"}
            assert isinstance(row["disputed"], bool)
            assert isinstance(row["sources"], list)

    @pytest.mark.parametrize("date", ["1953", "1953-03", "1930-12-31"])
    def test_imprecise_questions(self, run, date):
        """Years and months are answered like days."""
        assert "Joseph Stalin" in run("on", date).out

    def test_acting_and_not_existing(self, run):
        """Acting holders and missing offices have groups of their own."""
        assert "Acting\n" in run("on", "1991-08-25").out
        assert "Not existing\n" in run("on", "1952-12-01").out

    def test_sources_by_name(self, run, monkeypatch):
        """The families can be named."""
        monkeypatch.setenv("COLUMNS", "300")
        assert "politburo-minutes-1985" in run("on", "1985-03-11", "--sources").out

    def test_narrow_terminal(self, run, monkeypatch):
        """Cells fold to the width that there is; no word of a date is broken."""
        monkeypatch.setenv("COLUMNS", "70")
        out = run("on", "1985-03-11").out

        assert max(map(len, out.splitlines())) <= 70
        assert "1985-03-11*" in out

    def test_after_the_scope(self, run):
        """Later than 1991 only the successors are told, and it says so."""
        assert "after December 1991" in run("on", "1995-01-01").out


class TestQuery:
    def test_list(self, run):
        """Every query is listed with what it answers and its parameters."""
        out = run("query", "--list").out

        for query in CATALOGUE:
            assert f"{query.name} " in out
        assert "[--line]" in out

    def test_list_for_machines(self, run):
        """The list comes as JSON and CSV as well."""
        listed = json.loads(run("query", "--list", "--format", "json").out)
        table = list(csv.DictReader(io.StringIO(run("query", "--list", "--format", "csv").out)))

        assert [each["name"] for each in listed] == CATALOGUE.names()
        assert [each["name"] for each in table] == CATALOGUE.names()

    @pytest.mark.parametrize("name", CATALOGUE.names())
    def test_every_query_is_a_command(self, run, name):
        """The example of each query runs; its help shows the parameters and that example."""
        query = CATALOGUE.get(name)
        words = [w for k, v in query.example().items() for w in (f"--{k}", v)]
        expected = find().root + f"/tests/expected/{name}.csv"

        answer = run("query", name, *words, "--format", "csv")
        shown = run("query", name, "--help").out

        with open(expected, encoding="utf-8", newline="") as stream:
            assert answer.out == stream.read()
        assert query.header.summary in shown
        assert " ".join(["example: cpsu-kg query", name, *words]) in shown
        assert run("query", name, *words).status == 0

    def test_options_may_come_first(self, run):
        """The name need not be the first word."""
        words = ("career", "--person", "joseph-stalin")
        first = run("query", "--format", "csv", *words)

        assert first.out == run("query", *words, "--format", "csv").out

    def test_nothing_found(self, run):
        """An empty answer is said to be empty."""
        assert "(no rows)" in run("query", "persons-born-in", "--place", "atlantis").out


class TestSparql:
    SELECT = (
        "SELECT ?line { ?line a <https://w3id.org/cpsu-kg/ontology#OfficeLine> } ORDER BY ?line"
    )

    @pytest.fixture
    def file(self, tmp_path):
        """Write a query to a file."""

        def write(text):
            path = tmp_path / "question.rq"
            path.write_text(text, encoding="utf-8")
            return str(path)

        return write

    def test_table(self, run, file):
        """Things are shown by short name."""
        assert run("sparql", file(self.SELECT)).out.splitlines()[1] == "head-of-government"

    @pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
    def test_w3c_formats(self, run, file, format):
        """rdflib reads what is written in the formats of the W3C."""
        out = run("sparql", file(self.SELECT), "--format", format).out
        found = rdflib.query.Result.parse(io.BytesIO(out.encode()), format=format)

        assert len(list(found)) == 3

    def test_json_keeps_terms(self, run, file):
        """Datatypes, languages and unbound values survive."""
        year = '"1953"^^<http://www.w3.org/2001/XMLSchema#gYear>'
        text = f'SELECT * {{ VALUES (?a ?b ?c ?d) {{ ({year} "x"@en UNDEF <a:a>) }} }}'
        (row,) = json.loads(run("sparql", file(text), "--format", "json").out)["results"][
            "bindings"
        ]

        assert row["a"]["datatype"].endswith("gYear")
        assert row["b"]["xml:lang"] == "en"
        assert "c" not in row
        assert row["d"] == {"type": "uri", "value": "a:a"}

    @pytest.mark.parametrize("format", ["turtle", "ntriples", "jsonld"])
    def test_rdf_formats(self, run, file, format):
        """Triples come in formats of RDF, with the prefixes in use only."""
        line = "?line a <https://w3id.org/cpsu-kg/ontology#OfficeLine>"
        text = f"CONSTRUCT {{ {line} }} WHERE {{ {line} }}"
        out = run("sparql", file(text), "--format", format).out
        name = {"ntriples": "nt", "jsonld": "json-ld"}.get(format, format)

        assert len(rdflib.Graph().parse(data=out, format=name)) == 3
        if format == "turtle":
            assert out.count("@prefix") == 3

    def test_truth(self, run, file):
        """A yes-or-no question is answered in one word."""
        assert run("sparql", file("ASK { }")).out.strip() == "true"
        assert json.loads(run("sparql", file("ASK { }"), "--format", "json").out)["boolean"] is True

    def test_standard_input(self, start):
        """A query may come through a pipe."""
        out, _ = start("sparql", "-", "--format", "csv").communicate(self.SELECT.encode())

        assert b"https://w3id.org/cpsu-kg/line/head-of-party\n" in out.replace(b"\r", b"")

    def test_wrong_format(self, run, file):
        """Rows cannot be Turtle."""
        answer = run("sparql", file(self.SELECT), "--format", "turtle")

        assert (answer.status, answer.out) == (2, "")
        assert "choose one of table" in answer.err


class TestShow:
    @pytest.mark.parametrize(
        ("name", "told"),
        [
            (
                "joseph-stalin",
                ["Иосиф", "birth date", "Career", "Events", "What the editors chose"],
            ),
            ("general-secretary", ["Titles", "Holders", "Vacancies"]),
            ("body/politburo", ["Names", "Size by year"]),
            ("plenum-1953-09-07", ["What it changed"]),
            ("head-of-party", ["Day by day"]),
            ("nikita-khrushchev-general-secretary-1953", ["According to the sources", "grade"]),
        ],
    )
    def test_table(self, run, name, told):
        """Each kind of thing has its own sections."""
        out = run("show", name).out

        assert all(each in out for each in told)

    def test_json(self, run):
        """One object with a list per section."""
        shown = json.loads(run("show", "joseph-stalin", "--format", "json").out)

        assert shown["kind"] == "person"
        assert shown["career"]
        assert shown["attestations"]

    def test_turtle(self, run):
        """The thing with what is said of it, as RDF."""
        graph = rdflib.Graph().parse(data=run("show", "joseph-stalin", "--format", "turtle").out)

        assert rdflib.URIRef("https://w3id.org/cpsu-kg/person/joseph-stalin") in graph.subjects()


class TestDisputes:
    def test_one_thing(self, run):
        """Accepted value, values set aside and the reason."""
        out = run("disputes", "joseph-stalin-general-secretary-1922").out

        assert "accepted   1952-10-16" in out
        assert "set aside  1953-03-05" in out
        assert "because " in out

    def test_all(self, run):
        """Without a name, every dispute; the last line counts them."""
        rows = json.loads(run("disputes", "--format", "json").out)
        count = len({row["adjudication"] for row in rows})

        assert run("disputes").out.endswith(f"{count} disputes\n")
