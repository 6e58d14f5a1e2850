"""The comparison with Wikidata: every kind of difference found exactly, on a real server."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from likeness import EDITS, serving
from quickstatements import parse

from cpsu_kg.errors import EndpointError, ParameterError, ResourceError, UnknownName
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.wikidata.contribution import mismatch, quickstatements
from cpsu_kg.wikidata.diff import COLUMNS, KINDS, PROPERTIES, Diff, diff
from cpsu_kg.wikidata.diff.model import Statement, Value
from cpsu_kg.wikidata.diff.pairing import Comparison, pair

_DEEPER = st.sampled_from([True, True, True, True, False])
_WORDS = ["Q1", "P1", "item", "time", "1953-03-05", "a\tb", "unknown", "label", "different", "en"]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(_WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


def short(difference):
    """A difference as the edits name it."""
    values = []
    for value in (difference.here, difference.there):
        unknown = value is not None and value.kind == "unknown"
        text = value.day if value and value.kind == "time" else value.text if value else ""
        values.append("unknown value" if unknown else text)
    return (difference.kind, difference.item, difference.property, difference.qualifier,
            *values, difference.note)  # fmt: skip


class TestDifferences:
    def test_none_without_edits(self, kg, original, tmp_path):
        """The view compared with itself has no difference, and all of it is compared."""
        told = []
        with serving(original, tmp_path / "x") as server:
            result = diff(kg, server.query, progress=lambda *step: told.append(step))

        assert list(map(short, result)) == []
        assert result.counts["items"] == len(_links(kg))
        assert result.counts["statements"] > 400
        done, totals = zip(*told, strict=True)
        assert list(done) == list(range(1, len(done) + 1))
        assert set(totals) == {len(done)}

    def test_each_edit_is_found_and_nothing_else(self, found):
        """Every kind of difference, exactly where it was made."""
        expected = [each for edit in EDITS for each in edit.found]

        assert Counter(map(short, found)) == Counter(expected)
        assert {each[0] for each in expected} == set(KINDS)

    def test_both_values_with_precision_and_references(self, found):
        """A difference tells what stands where, how precise, of what rank, and from where."""
        row = next(found.row(each) for each in found if each.item == "Q184267"
                   and each.property == "P570")  # fmt: skip

        assert (row["here"], row["herePrecision"]) == ("1989-07-02", "day")
        assert (row["there"], row["therePrecision"]) == ("1989", "year")
        here, there = (set(row[f"{side}References"].split("; ")) for side in ("here", "there"))
        assert here == there != {""}
        assert row["hereRank"] == row["thereRank"] == "normal"
        assert row["statement"].startswith("Q184267$")
        assert row["thing"] == "person/andrei-gromyko"

    def test_items_are_named(self, found):
        """Who is known on one side only is named too."""
        successor = next(found.row(each) for each in found if each.qualifier == "P1366")

        assert successor["here"] == "Andrei Gromyko (Q184267)"
        assert successor["there"] == "Douglas Adams (Q42)"
        assert successor["qualifierLabel"] == "replaced by"

    def test_fewer_properties_and_languages(self, kg, edited, tmp_path):
        """What is not asked for is not compared."""
        with serving(edited, tmp_path / "x") as server:
            result = diff(kg, server.query, properties=["P570"], languages=["ru"])

        assert {each.property for each in result} == {"", "P570"}
        assert not [each for each in result if each.kind == "label"]


class TestFormats:
    def test_json_is_read_again(self, found):
        """Nothing is lost on the way through JSON."""
        again = Diff.from_json(found.to_json())

        assert again.differences == found.differences
        assert again.to_json() == found.to_json()
        assert again.to_csv() == found.to_csv()

    def test_csv_has_a_row_for_each(self, found):
        """The columns are those announced."""
        rows = list(csv.DictReader(io.StringIO(found.to_csv())))

        assert len(rows) == len(found)
        assert tuple(rows[0]) == COLUMNS
        assert {row["kind"] for row in rows} == set(KINDS)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{}",
            "[]",
            "null",
            '{"format": "cpsu-kg wikidata diff 1"}',
            "kind,item\n",
            "[" * 9999,
        ],
    )
    def test_other_text_is_refused(self, text):
        """Only a whole comparison is read."""
        with pytest.raises(ResourceError, match=r"diff\.json: not the JSON"):
            Diff.from_json(text, "diff.json")

    @given(st.data())
    def test_changed_json_is_refused_or_makes_contributions(self, found, data):
        """Whatever stands in the file, there is no other error, and what is made is well-formed."""
        document = json.loads(found.to_json())
        parent, key = document, "differences"
        while isinstance(parent[key], (dict, list)) and parent[key] and data.draw(_DEEPER):
            parent = parent[key]
            keys = sorted(parent) if isinstance(parent, dict) else range(len(parent))
            key = data.draw(st.sampled_from(keys))
        parent[key] = data.draw(_JSON)
        try:
            changed = Diff.from_json(json.dumps(document))
        except ResourceError:
            return
        parse(quickstatements(changed).text)
        assert {len(row) for row in csv.reader(io.StringIO(mismatch(changed).text))} == {8}
        assert len(list(csv.reader(io.StringIO(changed.to_csv())))) == len(changed) + 1


class TestBadInput:
    def test_unknown_property_and_language(self, kg):
        """Names that are not compared are refused before anything is asked."""
        with pytest.raises(UnknownName, match="property 'P9999'"):
            diff(kg, "http://127.0.0.1:9/", properties=["P9999"])
        with pytest.raises(UnknownName, match="language 'de'"):
            diff(kg, "http://127.0.0.1:9/", languages=["de"])

    @pytest.mark.parametrize(
        ("qid", "message"),
        [
            ("http://www.wikidata.org/entity/X855", "is no Wikidata item"),
            ("https://www.wikidata.org/wiki/Q855", "is no Wikidata item"),
            ("http://www.wikidata.org/entity/Q0", "is no Wikidata item"),
            ("http://www.wikidata.org/entity/Q184267", "Q184267 is also the link of"),
        ],
    )
    def test_wrong_links(self, kg, qid, message):
        """A link that cannot be right is named, with the thing."""
        with pytest.raises(ParameterError, match=message) as caught:
            diff(_relinked(kg, qid), "http://127.0.0.1:9/")
        assert "person/" in str(caught.value)

    def test_not_wikidata(self, kg, tmp_path):
        """A SPARQL endpoint that knows none of the items is not compared with."""
        from pyoxigraph import Store

        with (
            serving(Store(), tmp_path / "x") as server,
            pytest.raises(EndpointError, match="it knows none of the"),
        ):
            diff(kg, server.query)


def term(id, start="", end="", rank="normal", office="Q1"):
    """A term in an office, its dates as years or days."""
    qualifiers = {
        property: [Value("time", (day + "-01-01")[:10], 11 if len(day) > 4 else 9)]
        for property, day in (("P580", start), ("P582", end))
        if day
    }
    return Statement(id, "P39", Value("item", office), rank, qualifiers, [])


class TestPairs:
    @pytest.mark.parametrize(
        ("here", "there", "pairs", "missing_there", "missing_here"),
        [
            # The same term; a hand-over apart.
            ([("a", "1917", "1918")], [("x", "1917", "1918")], "ax", "", ""),
            ([("a", "1917", "1918")], [("x", "1917")], "ax", "", ""),
            ([("a", "1917", "1918")], [("x",)], "ax", "", ""),
            # A term alone on both sides is the same one, whatever its dates.
            ([("a", "1917", "1918")], [("x", "1930", "1931")], "ax", "", ""),
            # Of two terms, the one that begins or ends together.
            (
                [("a", "1917", "1918"), ("b", "1919", "1920")],
                [("x", "1919", "1921"), ("y", "1916", "1918")],
                "ay bx", "", "",
            ),
            ([("a", "1917", "1918"), ("b", "1919", "1920")], [("x", "1919")], "bx", "a", ""),
            # Terms that do not touch are not the same.
            (
                [("a", "1917", "1918"), ("b", "1919", "1920")],
                [("x", "1919", "1920"), ("y", "1930", "1931"), ("z", "1940", "1941")],
                "bx", "a", "yz",
            ),
            # What was set aside here is paired with what says the same there, and is not missing.
            (
                [("a", "1917", "1918"), ("b", "1917", "1920", "deprecated")],
                [("x", "1917", "1918"), ("y", "1917", "1920")],
                "ax by", "", "",
            ),
            (
                [("a", "1917", "1918"), ("b", "1917", "1920", "deprecated")],
                [("y", "1917", "1920")],
                "ay", "", "",
            ),
            ([("b", "1917", "1920", "deprecated")], [], "", "", ""),
            ([], [("y", "1917", "1920", "deprecated")], "", "", ""),
            # A deprecated statement there is only taken if it says the same.
            ([("a", "1917", "1918")], [("x", "1917", "1918", "deprecated")], "ax", "", ""),
            ([("a", "1917", "1918")], [("x", "1917", "1919", "deprecated")], "", "a", ""),
        ],
    )  # fmt: skip
    def test_terms(self, here, there, pairs, missing_there, missing_here):
        """Terms are paired by what they say."""
        found, accepted, live = pair(
            [term(*each) for each in here], [term(*each) for each in there], Comparison({})
        )

        assert sorted(one.id + other.id for one, other in found) == pairs.split()
        assert "".join(sorted(each.id for each in accepted)) == missing_there
        assert "".join(sorted(each.id for each in live)) == missing_here


class TestDocument:
    def test_every_kind_is_explained(self):
        """The document explains each kind of difference."""
        path = Path(__file__).parent.parent.parent / "docs" / "wikidata.md"
        cells = [line.split("|")[1] for line in path.read_text("utf-8").splitlines() if "|" in line]

        assert set(KINDS) <= {name for cell in cells for name in re.findall("`([^`]+)`", cell)}


class TestValues:
    @pytest.mark.parametrize(
        ("here", "there", "relation"),
        [
            (("1953-03-05", 11), ("1953-03-05", 11), "same"),
            (("1953-03-05", 11), ("1953-03-06", 11), "different"),
            (("1953-03-05", 11), ("1953-03-01", 10), "less-precise-there"),
            (("1953-03-05", 11), ("1953-04-01", 10), "different"),
            (("1953-01-01", 9), ("1953-12-31", 11), "less-precise-here"),
            (("1953-01-01", 9), ("1953-12-31", 9), "same"),
            (("1953-03-05", 11), ("1950-01-01", 8), "less-precise-there"),
            (("1953-03-05", 11), ("1959-01-01", 8), "less-precise-there"),
            (("1953-03-05", 11), ("1960-01-01", 8), "different"),
            (("1900-03-05", 11), ("1901-01-01", 7), "different"),
            (("1901-03-05", 11), ("2000-01-01", 7), "less-precise-there"),
        ],
    )
    def test_dates(self, here, there, relation):
        """A date compares as far as its precision goes."""
        one, other = (Value("time", *date) for date in (here, there))
        assert Comparison({}).values(one, other) == relation

    def test_items_and_texts(self):
        """Merged items are one; kinds do not mix."""
        comparison = Comparison({"Q1": "Q2"})
        assert comparison.values(Value("item", "Q1"), Value("item", "Q2")) == "same"
        assert comparison.values(Value("item", "Q2"), Value("item", "Q3")) == "different"
        assert comparison.values(Value("text", "Q1"), Value("text", "Q2")) == "different"
        assert comparison.values(Value("text", "a"), Value("text", "a")) == "same"

    def test_every_property_is_in_the_view(self, view):
        """No property is compared that the view never has."""
        for property in PROPERTIES:
            assert view.ask(f"ASK {{ ?s <http://www.wikidata.org/prop/{property}> ?o }}"), property


def _links(kg):
    return {
        row["thing"]
        for row in kg.sparql(
            "PREFIX cpsu: <https://w3id.org/cpsu-kg/ontology#>"
            "SELECT DISTINCT ?thing { ?thing <http://www.w3.org/2004/02/skos/core#exactMatch> ?link"
            " FILTER NOT EXISTS { ?thing a cpsu:Attestation }"
            " FILTER(CONTAINS(STR(?link), 'wikidata.org')) }"
        )
    }


def _relinked(kg, link):
    """The dataset with another link of Stalin's."""
    from pyoxigraph import NamedNode, Quad

    person = NamedNode("https://w3id.org/cpsu-kg/person/joseph-stalin")
    wrong = NamedNode(link)
    quads = [
        Quad(q.subject, q.predicate, wrong, q.graph_name)
        if q.subject == person and getattr(q.object, "value", "").endswith("entity/Q855")
        else q
        for q in kg.store.quads()
    ]
    return KnowledgeGraph(store=EmbeddedStore.of(quads))
