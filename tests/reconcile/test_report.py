"""Whom no authority has an identifier for here, and the candidates, each with its ground."""

import csv
import io
import json
import re

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from cpsu_kg.cli.main import main
from cpsu_kg.errors import DataSyntaxError, ResourceError, UnknownName
from cpsu_kg.exports.authorities import AUTHORITIES
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.reconcile import CANDIDATES, ISSUERS, listed, unlinked
from cpsu_kg.resources import find
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.stores.loading import GRAPH
from cpsu_kg.terms import BASE, CPSU

HEADER = f"""
@prefix : <{CPSU}> .
@prefix person: <{BASE}person/> .
@prefix source: <{BASE}source/> .
@prefix attestation: <{BASE}attestation/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
person:a a :Person ; rdfs:label "A"@en .
source:s a :Source ; rdfs:label "Some list"@en .
"""
COLUMNS = "entity_id,entity_kind,scheme,value,evidence_source_id,locator,confidence,note\n"


@pytest.fixture(scope="module")
def kg():
    """The real dataset."""
    return KnowledgeGraph()


@pytest.fixture(scope="module")
def report(kg):
    """Everybody without any identifier."""
    return unlinked(kg)


class Files:
    """Resources whose file of candidates is another."""

    def __init__(self, folder, text):
        self.root = str(folder)
        self._own = folder / "candidates.csv"
        self._own.write_text(text, encoding="utf-8")

    def path(self, relative):
        """The other file for that of candidates."""
        return str(self._own) if relative == CANDIDATES else find().path(relative)

    def __getattr__(self, name):
        return getattr(find(), name)


@pytest.fixture
def small(tmp_path):
    """A dataset of one person and what is said of them, with or without listed candidates."""

    def make(turtle, listed=COLUMNS):
        core = NamedNode(GRAPH + "core")
        quads = parse(HEADER + turtle, RdfFormat.TURTLE)
        store = EmbeddedStore.of(Quad(q.subject, q.predicate, q.object, core) for q in quads)
        return KnowledgeGraph(Files(tmp_path, listed), store=store)

    return make


def attested(*values):
    """An attestation of the person that states something more."""
    return (
        "attestation:a.s a :Attestation ; :attests person:a ; :source source:s ; "
        f':locator "row 3" ; :stance :affirms ; {" ; ".join(values)} .'
    )


class TestPersons:
    def test_exactly_those_without(self, kg, report):
        """The report and the persons with an identifier are all persons."""
        query = f"""SELECT ?person WHERE {{ ?person a <{CPSU}Person> FILTER(EXISTS {{
            ?person <http://www.w3.org/2004/02/skos/core#exactMatch> ?match }}) }}"""
        linked = {person.value for (person,) in kg.store.select(query).rows}
        everybody = {p.value for (p,) in kg.store.select(
            f"SELECT ?p WHERE {{ ?p a <{CPSU}Person> }}").rows}  # fmt: skip
        reported = {f"{BASE}person/{each.person}" for each in report}

        assert reported == everybody - linked
        assert [each.person for each in report] == sorted(each.person for each in report)

    def test_agrees_with_the_query(self, kg):
        """Those without a number of Wikidata are those of the canned query."""
        rows = kg.run("persons-without-identifier")
        reported = unlinked(kg, ["wikidata"])

        assert [(each.label, each.born, each.died) for each in reported] == [
            (row.personLabel, row.born, row.died) for row in rows
        ]

    def test_missing(self, small):
        """What is missing is told; an identifier of one that was not asked for does not count."""
        linked = "person:a skos:exactMatch wd:Q1 ."
        (each,) = unlinked(small(linked), ["viaf", "gnd"])

        assert each.missing == ["viaf", "gnd"]
        assert unlinked(small(linked)) == []
        assert unlinked(small(linked), ["wikidata", "viaf"]) == []

    def test_unknown_authority(self, kg):
        """A misspelt authority is refused, not silently without identifiers."""
        with pytest.raises(UnknownName, match="did you mean wikidata"):
            unlinked(kg, ["wikidta"])


class TestCandidates:
    def test_none(self, small):
        """Without anything public there is none."""
        (each,) = unlinked(small(""))

        assert each.candidates == []

    def test_a_page(self, small):
        """The page that a source gives for the person, with source and locator."""
        page = "<https://en.wikipedia.org/wiki/Some_One>"
        kg = small(f"person:a rdfs:seeAlso {page} . " + attested(f"rdfs:seeAlso {page}"))
        ((candidate,),) = (each.candidates for each in unlinked(kg))

        assert candidate.name == "enwiki:Some One"
        assert candidate.address == page.strip("<>")
        assert candidate.ground == "Some list, row 3"

    def test_a_number_that_was_not_accepted(self, small):
        """What one source states and the editors did not follow is a candidate."""
        ((candidate,),) = (
            each.candidates for each in unlinked(small(attested("skos:exactMatch wd:Q9")))
        )

        assert candidate.name == "wikidata:Q9"

    def test_a_source_about_the_person(self, small):
        """A page of Wikipedia among the sources, if it is called like the person."""
        url = ':url "https://de.wikipedia.org/wiki/{}"^^xsd:anyURI'
        about = f'source:s {url.format("Der_A")} . person:a skos:altLabel "Some list"@de . '
        other = f"source:s {url.format('Liste')} . "
        ((candidate,),) = (each.candidates for each in unlinked(small(about + attested())))

        assert candidate.name == "dewiki:Der A"
        assert unlinked(small(other + attested()))[0].candidates == []

    def test_listed(self, small):
        """What the file lists, with its confidence and note."""
        line = 'a,person,pm20,pe/000001,s,"row ""A""",label,no dates\n'
        ((candidate,),) = (each.candidates for each in unlinked(small("", COLUMNS + line)))

        assert candidate.name == "pm20:pe/000001"
        assert candidate.address == "http://purl.org/pressemappe20/folder/pe/000001"
        assert candidate.ground == 'Some list, row "A"'
        assert (candidate.confidence, candidate.note) == ("label", "no dates")

    def test_every_one_has_a_ground(self, report):
        """Nothing is proposed that was not read somewhere."""
        candidates = [candidate for each in report for candidate in each.candidates]

        assert len(candidates) > 100
        assert all(re.fullmatch(r"[^,].*, .+", each.ground) for each in candidates)
        assert all(each.address.startswith("http") for each in candidates)

    def test_no_link_is_proposed_twice(self, report):
        """Each candidate stands once below a person."""
        for each in report:
            addresses = [candidate.address for candidate in each.candidates]
            assert len(addresses) == len(set(addresses))


class TestFile:
    def test_every_line_is_of_somebody(self, kg):
        """Persons and sources are those of the dataset; nobody is listed who is linked."""
        things = {t.value for (t,) in kg.store.select(
            f"SELECT ?t WHERE {{ ?t a ?kind FILTER(?kind IN (<{CPSU}Person>, <{CPSU}Source>)) }}"
        ).rows}  # fmt: skip
        lines = list(listed(kg.resources))

        assert lines
        assert lines == sorted(lines, key=lambda row: (row["entity_id"], row["scheme"]))
        for row in lines:
            assert f"{BASE}person/{row['entity_id']}" in things
            assert f"{BASE}source/{row['evidence_source_id']}" in things
            assert row["confidence"] in ("label+dates", "label")

    def test_no_candidate_for_what_is_known(self, kg):
        """Whoever has a number of Wikidata needs no candidate any more."""
        without = {each.person for each in unlinked(kg, ["wikidata"])}

        assert {row["entity_id"] for row in listed(kg.resources)} <= without

    @pytest.mark.parametrize(
        ("text", "line", "reason"),
        [
            ("", 1, "the columns must be"),
            ("a,b\n", 1, "the columns must be"),
            (COLUMNS + "a,person,pm20,pe/1,s,,label,\n", 2, "locator must not be empty"),
            (COLUMNS + "a,person,pm20,pe/1,s,row 1,label\n", 2, "7 values for 8 columns"),
            (COLUMNS + "a,body,pm20,pe/1,s,row 1,label,\n", 2, "only persons"),
            (COLUMNS + "a,person,pm21,pe/1,s,row 1,label,\n", 2, "unknown scheme 'pm21'"),
        ],
    )
    def test_faults(self, small, text, line, reason):
        """A malformed file is refused with the line."""
        with pytest.raises(DataSyntaxError, match=reason) as caught:
            unlinked(small("", text))

        assert caught.value.line == line

    def test_missing(self, small, tmp_path):
        """A dataset without the file is not whole."""
        kg = small("")
        (tmp_path / "candidates.csv").unlink()

        with pytest.raises(ResourceError):
            unlinked(kg)


class TestCommand:
    def test_json(self, capfd, report):
        """All that is known, person by person."""
        assert main(["reconcile-report", "--format", "json"]) == 0

        shown = json.loads(capfd.readouterr().out)
        assert [each["person"] for each in shown] == [each.person for each in report]
        assert [len(each["candidates"]) for each in shown] == [
            len(each.candidates) for each in report
        ]

    def test_csv(self, capfd, report):
        """A line for each candidate, one for who has none."""
        assert main(["reconcile-report", "--format", "csv"]) == 0

        rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
        assert len(rows) == sum(len(each.candidates) or 1 for each in report)
        assert {row["person"] for row in rows} == {each.person for each in report}

    def test_table(self, capfd):
        """The last line counts."""
        assert main(["reconcile-report", "--authority", "viaf"]) == 0

        lines = capfd.readouterr().out.splitlines()
        assert re.fullmatch(r"\d+ persons, \d+ of them without a candidate", lines[-1])

    def test_mistake(self, capfd):
        """One line, status 2."""
        assert main(["reconcile-report", "--authority", "isni"]) == 2
        assert capfd.readouterr() == ("", "cpsu-kg: unknown authority 'isni'\n")


def test_issuers():
    """Those that number persons; pages about them are no identifiers."""
    assert set(ISSUERS) == {each.name for each in AUTHORITIES if not each.pages}
