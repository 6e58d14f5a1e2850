"""What changed from one release to the next is told fact by fact, with its sources."""

import csv
import shutil

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from cpsu_kg.errors import ResourceError
from cpsu_kg.release import changelog
from cpsu_kg.release.changes import ADDED, CHANGED, REMOVED, changes, earlier
from cpsu_kg.release.checksums import CHECKSUMS
from cpsu_kg.release.facts import Facts
from cpsu_kg.stores.loading import GRAPH
from cpsu_kg.terms import BASE

PREFIXES = (
    "".join(
        f"@prefix {kind}: <{BASE}{kind}/> .\n"
        for kind in ("person", "tenure", "attestation", "adjudication", "source", "event")
    )
    + f"""@prefix : <{BASE}ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
)
CORE = """
tenure:t a :OfficeTenure ; rdfs:label "T"@en, "Т"@ru ; :end "1952"^^xsd:gYear .
"""
ATTESTED = """
attestation:t.a a :Attestation ; :attests tenure:t ; :source source:a ; :stance :affirms ;
    :end "1952"^^xsd:gYear .
attestation:t.b a :Attestation ; :attests tenure:t ; :source source:b ; :stance :affirms ;
    :end "1952-10-16"^^xsd:date .
attestation:t.c a :Attestation ; :attests tenure:t ; :source source:c ; :stance :denies ;
    :end "1952-10-16"^^xsd:date .
"""


def _facts(**graphs):
    found = []
    for name, text in graphs.items():
        graph = NamedNode(GRAPH + name)
        for quad in parse(PREFIXES + text, RdfFormat.TURTLE):
            found.append(Quad(quad.subject, quad.predicate, quad.object, graph))
    return Facts(found)


def _sources(change):
    return [each.removeprefix(f"{BASE}source/") for each in change.sources]


class TestKinds:
    def test_nothing(self):
        """The same data has no changes."""
        assert changes(_facts(core=CORE), _facts(core=CORE)) == []

    def test_changed_value(self):
        """One value in the place of another is one change, with who states the new one."""
        after = CORE.replace('"1952"^^xsd:gYear', '"1952-10-16"^^xsd:date')
        (found,) = changes(
            _facts(core=CORE, attestations=ATTESTED), _facts(core=after, attestations=ATTESTED)
        )

        assert found[:2] == (CHANGED, "core")
        assert (found.thing, found.label) == (f"{BASE}tenure/t", "T")
        assert (found.property, found.before, found.after) == ("cpsu:end", "1952", "1952-10-16")
        assert _sources(found) == ["b"]

    def test_added(self):
        """A new value, with its sources; a denial does not count."""
        found = changes(_facts(attestations=ATTESTED), _facts(core=CORE, attestations=ATTESTED))
        by_property = {(each.property, each.language): each for each in found}

        assert {each.change for each in found} == {ADDED}
        assert by_property["cpsu:end", ""].after == "1952"
        assert _sources(by_property["cpsu:end", ""]) == ["a"]
        assert _sources(by_property["type", ""]) == ["a", "b"]
        assert by_property["label", "ru"].after == "Т"

    def test_removed(self):
        """A value that is gone, with the sources that stated it."""
        after = CORE.replace(' ; :end "1952"^^xsd:gYear', "")
        (found,) = changes(
            _facts(core=CORE, attestations=ATTESTED), _facts(core=after, attestations="")
        )[-1:]

        assert (found.change, found.property, found.before) == (REMOVED, "cpsu:end", "1952")
        assert _sources(found) == ["a"]

    def test_several_values(self):
        """Of several values, those are told that came and went."""
        before = "event:e :participant person:a, person:b ."
        after = "event:e :participant person:a, person:c, person:d ."
        found = changes(_facts(core=before), _facts(core=after))

        assert [(e.change, (e.before or e.after)[-1]) for e in found] == [
            (REMOVED, "b"), (ADDED, "c"), (ADDED, "d"),
        ]  # fmt: skip

    def test_languages_apart(self):
        """A name in one language does not replace one in another."""
        found = changes(
            _facts(core='person:a rdfs:label "A"@en, "А"@ru .'),
            _facts(core='person:a rdfs:label "B"@en, "А"@ru .'),
        )

        assert [each[-5:-1] for each in found] == [("label", "en", "A", "B")]

    def test_other_type_same_characters(self):
        """A datatype that changed is shown."""
        (found,) = changes(_facts(core="person:a :size 25 ."), _facts(core='person:a :size "25" .'))

        assert found.before != found.after
        assert "integer" in found.before

    def test_statement(self):
        """What a source says is told of the thing that it says it about."""
        found = changes(_facts(core=CORE), _facts(core=CORE, attestations=ATTESTED))

        assert {each.about for each in found} == {f"{BASE}tenure/t"}
        assert {tuple(_sources(each)) for each in found} == {("a",), ("b",), ("c",)}

    def test_decision(self):
        """A decision has the sources that it follows."""
        decided = "adjudication:t.end :adjudicates tenure:t ; :accepts attestation:t.b ; :rule :r ."
        found = changes(_facts(attestations=ATTESTED), _facts(attestations=ATTESTED + decided))

        assert {each.about for each in found} == {f"{BASE}tenure/t"}
        assert {tuple(_sources(each)) for each in found} == {("b",)}

    @pytest.mark.parametrize("graph", ["derived", "queries"])
    def test_what_follows_is_no_fact(self, graph):
        """Derived triples and the catalogue of queries are not compared."""
        assert changes(_facts(), _facts(**{graph: CORE})) == []


class TestDocuments:
    @pytest.fixture
    def written(self, tmp_path):
        """A changed end, a new person and a new statement, as written."""
        before = _facts(core=CORE, attestations=ATTESTED)
        after = _facts(
            core=CORE.replace('"1952"^^xsd:gYear', '"1952-10-16"^^xsd:date')
            + 'person:p a :Person ; rdfs:label "P_*"@en .',
            attestations=ATTESTED + "attestation:t.d :attests tenure:t ; :source source:d .",
            sources='source:b rdfs:label "Book B"@en . source:d rdfs:label "D"@en .',
        )
        found = changes(before, after)
        changelog.write(str(tmp_path), found, ("1", "2"), after.label)
        return tmp_path, found

    def test_markdown(self, written):
        """Things by name and IRI, values before and after, sources by name; numbers by graph."""
        text = (written[0] / changelog.MARKDOWN).read_text(encoding="utf-8")

        assert text.startswith("# Changed facts, 1 to 2\n")
        assert f"### T\n\n<{BASE}tenure/t>\n\n" in text
        assert "- changed `cpsu:end`: 1952 → 1952-10-16 (Book B)\n" in text
        assert "- added `type`: cpsu:Person\n" in text
        assert "### P\\_\\*\n" in text
        assert "| core | 2 | 0 | 1 |\n| attestations | 2 | 0 | 0 |\n" in text

    def test_table(self, written):
        """All changes, one a row."""
        with open(written[0] / changelog.TABLE, encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))

        assert len(rows) == len(written[1])
        for row, change in zip(rows, written[1], strict=True):
            assert row == {**change._asdict(), "sources": " ".join(change.sources)}


class TestEarlier:
    def test_whole(self, released, quads):
        """A release gives back its own facts and version."""
        facts = earlier(str(released))
        made = ("derived>", "queries>")
        compared = [quad for quad in quads if not quad.endswith(made)]

        assert facts.version == "0.1.0"
        assert sum(map(len, facts.values.values())) == len(compared)

    def test_against_a_changed_one(self, released, tmp_path):
        """An edit in an earlier dump is found, and nothing else."""
        folder = tmp_path / "old"
        (folder / "dumps").mkdir(parents=True)
        lines = (released / "dumps" / "cpsu-kg.nq").read_text(encoding="utf-8").splitlines(True)
        start = f"<{BASE}tenure/joseph-stalin-general-secretary-1922> <{BASE}ontology#end> "
        (place,) = [
            n for n, line in enumerate(lines)
            if line.startswith(start) and line.endswith(f"<{GRAPH}core> .\n")
        ]  # fmt: skip
        lines[place] = lines[place].replace("1952-10-16", "1953-03-05")
        (folder / "dumps" / "cpsu-kg.nq").write_text("".join(lines), encoding="utf-8")
        _seal(folder)
        (found,) = changes(earlier(str(folder)), earlier(str(released)))

        assert (found.change, found.graph, found.property) == (CHANGED, "core", "cpsu:end")
        assert (found.before, found.after) == ("1953-03-05", "1952-10-16")
        assert found.sources

    def test_no_release(self, tmp_path):
        """A folder without checksums is refused."""
        with pytest.raises(ResourceError, match="No such file"):
            earlier(str(tmp_path))

    def test_damaged(self, released, tmp_path):
        """A dump that is not as sealed is refused."""
        (tmp_path / "dumps").mkdir()
        (tmp_path / "dumps" / "cpsu-kg.nq").write_text("cut", encoding="utf-8")
        shutil.copy(released / CHECKSUMS, tmp_path)

        with pytest.raises(ResourceError, match="it is not what SHA256SUMS says"):
            earlier(str(tmp_path))

    @pytest.mark.parametrize("text", ["", "rubbish\n", "\x00\n"])
    def test_no_checksums(self, tmp_path, text):
        """A list that is none is refused."""
        (tmp_path / CHECKSUMS).write_text(text, encoding="utf-8")

        with pytest.raises(ResourceError):
            earlier(str(tmp_path))


def _seal(folder):
    from cpsu_kg.release.checksums import write

    write(str(folder))
