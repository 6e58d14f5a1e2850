"""The Wikidata view: its shape against Wikidata's, its values against the dataset."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from cpsu_kg import KnowledgeGraph
from cpsu_kg.errors import UnknownName
from cpsu_kg.queries.constructed import ConstructedStore
from cpsu_kg.stores import cache
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.wikidata.prefixes import PREFIXES

# After https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format, with the differences
# that the Query Service makes: no second copies of labels, counts beside the items.
FORMAT = Path(__file__).parent / "rdf-dump-format.csv"
TYPES = {
    "wikibase:Item": "item",
    "wikibase:Statement": "statement",
    "wikibase:Reference": "reference",
    "wikibase:TimeValue": "time",
    "wikibase:Property": "property",
    "schema:Article": "article",
}
PROPERTY_KINDS = ("p", "wdt", "wdtn", "ps", "psv", "psn", "pq", "pqv", "pr", "prv", "wdno")
XSD = PREFIXES["xsd"]
WD = PREFIXES["wd"]
OWN = "https://w3id.org/cpsu-kg/"


def short(node) -> str:
    """An IRI with its prefix; that of a property with a star for its number."""
    matching = [(len(n), p, n) for p, n in PREFIXES.items() if node.value.startswith(n)]
    if not matching:
        return node.value
    _, prefix, namespace = max(matching)
    local = node.value.removeprefix(namespace)
    return f"{prefix}:*" if prefix in PROPERTY_KINDS else f"{prefix}:{local}"


@pytest.fixture(scope="module")
def triples(view):
    """All triples of the view by subject."""
    found = defaultdict(list)
    for quad in view.quads():
        found[quad.subject].append((quad.predicate, quad.object))
    return found


@pytest.fixture(scope="module")
def nodes(triples):
    """What kind of node each subject is."""
    kinds = {}
    for subject, pairs in triples.items():
        types = {short(value) for predicate, value in pairs if predicate.value.endswith("#type")}
        kinds[subject] = next((TYPES[each] for each in types if each in TYPES), "site")
    return kinds


def _fits(value, wanted: str, nodes) -> bool:
    if isinstance(value, Literal):
        datatype = value.datatype.value.removeprefix(XSD)
        return {
            "text": value.language is not None,
            "number": datatype == "integer",
            "string": datatype == "string" and value.language is None,
            "dateTime": datatype == "dateTime",
            "value": datatype in ("string", "dateTime") or value.language is not None,
        }.get(wanted, False)
    if wanted in ("statement", "reference", "time", "item", "article", "site"):
        return nodes.get(value) == wanted
    return wanted in ("iri", "value") or short(value) in wanted.split()


class TestShape:
    def test_every_triple_has_its_place_in_the_format(self, triples, nodes):
        """No node has a predicate, value or number of values that Wikidata's nodes have not."""
        with FORMAT.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        wrong = []
        for subject, pairs in triples.items():
            allowed = [row for row in rows if row["node"] == nodes[subject]]
            counts = Counter()
            for predicate, value in pairs:
                place = next(
                    (
                        number
                        for number, row in enumerate(allowed)
                        if row["predicate"] == short(predicate)
                        and _fits(value, row["object"], nodes)
                    ),
                    None,
                )
                if place is None:
                    wrong.append(f"{subject.value} {short(predicate)} {value}")
                counts[place] += 1
            for number, row in enumerate(allowed):
                if not int(row["least"]) <= counts[number] <= int(row["most"] or 10**6):
                    wrong.append(f"{subject.value} {row['predicate']} x {counts[number]}")

        assert not wrong, "\n".join(wrong[:20])

    def test_every_node_is_referred_to(self, triples, nodes):
        """Statements, references and dates hang on something."""
        reached = {value for pairs in triples.values() for _, value in pairs}
        hanging = ("statement", "reference", "time")
        lost = [s.value for s, kind in nodes.items() if kind in hanging and s not in reached]

        assert not lost, "\n".join(lost[:20])

    def test_everything_referred_to_has_a_label(self, view):
        """No item, property or source appears as a bare id."""
        rows = view.select(
            "SELECT DISTINCT ?o { ?s ?p ?o OPTIONAL { ?o a ?type } OPTIONAL"
            " { ?o <http://www.w3.org/2000/01/rdf-schema#label> ?l } FILTER(!BOUND(?l))"
            " FILTER(!BOUND(?type) || ?type = <http://wikiba.se/ontology#Item>)"
            f' FILTER(ISIRI(?o) && (STRSTARTS(STR(?o), "{WD}Q") || STRSTARTS(STR(?o), "{OWN}"))) }}'
        )

        assert not [row["o"] for row in rows]

    def test_statements_belong_to_one_item_and_property(self, triples):
        """p:Pn, ps:Pn and what else is said of a statement agree on n."""
        owners = defaultdict(set)
        for subject, pairs in triples.items():
            for predicate, value in pairs:
                if short(predicate) == "p:*":
                    owners[value].add((subject, _number(predicate)))
        for statement, found in owners.items():
            numbers = {
                _number(predicate)
                for predicate, _ in triples[statement]
                if short(predicate) in ("ps:*", "psv:*", "psn:*")
            }
            assert len(found) == 1, statement
            assert numbers == {number for _, number in found}, statement

    def test_every_property_is_described(self, triples, nodes):
        """A number that stands in a predicate stands among the properties, with its type."""
        used = {_number(p) for pairs in triples.values() for p, _ in pairs if _number(p)}
        described = {s.value.removeprefix(WD) for s, kind in nodes.items() if kind == "property"}

        assert used == described

    def test_values_have_the_type_of_their_property(self, view):
        """Time properties take dates, identifiers strings, items IRIs."""
        rows = view.select(
            "PREFIX wikibase: <http://wikiba.se/ontology#>"
            " SELECT DISTINCT ?type (DATATYPE(?o) AS ?datatype) (ISIRI(?o) AS ?iri)"
            " { ?s ?p ?o . ?property ?kind ?p ; wikibase:propertyType ?type ."
            " FILTER(?kind IN (wikibase:statementProperty, wikibase:qualifier,"
            " wikibase:directClaim, wikibase:reference)) }"
        )
        found = {
            (row["type"].value.split("#")[1], row["datatype"] and row["datatype"].value)
            for row in rows
        }

        assert found == {
            ("WikibaseItem", None),
            ("Url", None),
            ("Time", XSD + "dateTime"),
            ("ExternalId", XSD + "string"),
            ("String", XSD + "string"),
            ("Monolingualtext", PREFIXES["rdf"] + "langString"),
        }


class TestRanks:
    def test_truthy_values_are_those_of_the_best_statements(self, triples):
        """wdt:Pn holds exactly the values of the statements of best rank."""
        for subject, pairs in triples.items():
            direct = {(_number(p), v) for p, v in pairs if short(p) == "wdt:*"}
            best = set()
            for predicate, statement in pairs:
                if short(predicate) == "p:*" and _is_best(triples[statement]):
                    best |= {(_number(p), v) for p, v in triples[statement] if short(p) == "ps:*"}

            assert direct == best, subject

    def test_best_rank_is_preferred_or_normal(self, triples, nodes):
        """Deprecated statements are never best; beside a preferred one only preferred ones are."""
        for subject, kind in nodes.items():
            by_property = defaultdict(list)
            for predicate, statement in triples[subject] if kind == "item" else []:
                if short(predicate) == "p:*":
                    by_property[predicate].append(triples[statement])
            for statements in by_property.values():
                ranks = [_value(pairs, "wikibase:rank") for pairs in statements]
                top = "wikibase:PreferredRank"
                top = top if top in ranks else "wikibase:NormalRank"

                assert [_is_best(pairs) for pairs in statements] == [r == top for r in ranks]

    def test_ranks_have_reasons(self, triples, nodes):
        """Whatever is deprecated or preferred says why: a reason of Wikidata's, and our rule."""
        for statement, kind in nodes.items():
            if kind != "statement":
                continue
            pairs = triples[statement]
            rank = _value(pairs, "wikibase:rank")
            reasons = {_number(p): [] for p, _ in pairs if _number(p) in ("P2241", "P7452")}
            for predicate, value in pairs:
                if _number(predicate) in reasons:
                    reasons[_number(predicate)].append(value.value)
            expected = {"wikibase:DeprecatedRank": {"P2241"}, "wikibase:PreferredRank": {"P7452"}}

            assert set(reasons) == expected.get(rank, set()), statement
            for values in reasons.values():
                assert any(each.startswith(WD) for each in values)
                assert any(each.startswith(OWN + "ontology#rule") for each in values)

    def test_every_adjudication_of_a_shown_value_is_a_deprecated_statement(self, kg, view):
        """What the editors set aside of a tenure or life date is in the view, deprecated."""
        rows = kg.store.select(
            "PREFIX cpsu: <https://w3id.org/cpsu-kg/ontology#> SELECT DISTINCT ?attestation"
            " { ?choice cpsu:setsAside ?attestation ; cpsu:onProperty ?property ;"
            " cpsu:adjudicates ?thing . ?attestation cpsu:stance cpsu:affirms . ?thing a ?class"
            " VALUES (?class ?property) { (cpsu:Tenure cpsu:start) (cpsu:Tenure cpsu:end)"
            " (cpsu:Tenure cpsu:rank) (cpsu:Tenure cpsu:capacity) (cpsu:Tenure cpsu:endMode)"
            " (cpsu:Person cpsu:birthDate) (cpsu:Person cpsu:deathDate) } }"
        )
        aside = {row["attestation"].value.replace("/attestation/", "/reference/") for row in rows}
        shown = view.select(
            "PREFIX wikibase: <http://wikiba.se/ontology#> SELECT DISTINCT ?reference"
            " { ?s wikibase:rank wikibase:DeprecatedRank ;"
            " <http://www.w3.org/ns/prov#wasDerivedFrom> ?reference }"
        )

        assert len(aside) > 100
        assert aside <= {row["reference"].value for row in shown}


class TestPositions:
    def test_one_accepted_statement_per_tenure(self, kg):
        """Every tenure is one statement of normal rank, under the holder's item."""
        counts = {
            number: kg.wikidata(
                f"SELECT (COUNT(DISTINCT ?st) AS ?n) {{ ?person wdt:P31 wd:Q5 ; p:{number} ?st ."
                " ?st wikibase:rank wikibase:NormalRank }"
            )[0]["n"]
            for number in ("P39", "P463")
        }
        terms = "PREFIX cpsu: <https://w3id.org/cpsu-kg/ontology#>"
        for number, name in (("P39", "OfficeTenure"), ("P463", "BodyMembership")):
            rows = kg.store.select(f"{terms} SELECT (COUNT(?t) AS ?n) {{ ?t a cpsu:{name} }}")

            assert counts[number] == int(rows.rows[0][0].value)

    def test_acting_holders_succeed_nobody(self, kg):
        """P1365 and P1366 stand on no acting term, and name nobody's own self or stand-in."""
        assert not kg.wikidata("ASK { ?s pq:P5102 wd:Q4676846 ; pq:P1365|pq:P1366 ?other }")
        assert not kg.wikidata("ASK { ?p p:P39 ?s . ?s pq:P1365|pq:P1366 ?p }")
        stand_ins = "<https://w3id.org/cpsu-kg/person/vasily-kuznetsov>"
        assert not kg.wikidata(f"ASK {{ ?s pq:P1365|pq:P1366 {stand_ins} }}")

    def test_succession_is_told_from_both_sides(self, kg):
        """Who replaces somebody is named as replacing him, in the same office."""
        one_sided = kg.wikidata(
            "SELECT ?office ?a ?b { ?a p:P39 ?s . ?s ps:P39 ?office ; pq:P1366 ?b ;"
            " wikibase:rank wikibase:NormalRank . FILTER NOT EXISTS"
            " { ?b p:P39 ?t . ?t ps:P39 ?office ; pq:P1365 ?a } }"
        )
        back = kg.wikidata(
            "SELECT ?office ?a ?b { ?b p:P39 ?t . ?t ps:P39 ?office ; pq:P1365 ?a ;"
            " wikibase:rank wikibase:NormalRank . FILTER NOT EXISTS"
            " { ?a p:P39 ?s . ?s ps:P39 ?office ; pq:P1366 ?b } }"
        )

        assert not one_sided.to_dicts() + back.to_dicts()

    def test_the_head_of_party_line_is_numbered(self, kg):
        """Series ordinals run from 1, one for each substantive head of the party."""
        rows = kg.wikidata("SELECT ?n { ?s pq:P1545 ?n }")
        numbers = sorted(int(str(row["n"])) for row in rows)

        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) >= 11

    def test_roles_stand_on_memberships_only(self, kg):
        """P3831 is the role of the object; P2868, of the subject, is not for people."""
        assert not kg.wikidata("ASK { ?person wdt:P31 wd:Q5 ; p:P39 ?s . ?s pq:P3831 ?role }")
        assert kg.wikidata("ASK { ?person wdt:P31 wd:Q5 ; p:P463 ?s . ?s pq:P3831 ?role }")
        assert not kg.wikidata("ASK { ?s pq:P2868 ?role }")


class TestDates:
    @pytest.mark.parametrize(("length", "precision"), [(4, 9), (7, 10), (10, 11)])
    def test_precision_is_that_of_the_dataset(self, view, length, precision):
        """A year, month or day of the dataset becomes the first moment, with its precision."""
        rows = view.select(
            "PREFIX wikibase: <http://wikiba.se/ontology#> SELECT ?node ?time ?precision"
            " { ?node wikibase:timeValue ?time ; wikibase:timePrecision ?precision }"
        )
        dates = [
            (row["node"].value.rpartition("/")[2], row["time"].value, int(row["precision"].value))
            for row in rows
        ]
        chosen = [each for each in dates if len(each[0]) == length]

        assert chosen
        for text, time, stated in chosen:
            assert (time, stated) == (f"{(text + '-01-01')[:10]}T00:00:00Z", precision)

    def test_simple_and_full_values_agree(self, kg):
        """ps: and pq: give the moment that psv: and pqv: give."""
        for simple, full in (("statementProperty", "statementValue"), ("qualifier",) * 2):
            full = full if full != simple else "qualifierValue"
            assert not kg.wikidata(
                f"ASK {{ ?property wikibase:propertyType wikibase:Time ; wikibase:{simple} ?a ;"
                f" wikibase:{full} ?b . ?s ?a ?time . FILTER NOT EXISTS"
                " { ?s ?b [ wikibase:timeValue ?time ] } }"
            )


class TestItems:
    def test_linked_things_stand_under_their_qid_only(self, kg, triples):
        """A thing with a QID has no statement under its own IRI."""
        rows = kg.store.select(
            "SELECT ?thing ?item { ?thing <http://www.w3.org/2004/02/skos/core#exactMatch> ?item ;"
            " <http://www.w3.org/2000/01/rdf-schema#label> ?label"
            f' FILTER(STRSTARTS(STR(?item), "{WD}")) }}'
        )
        assert len(rows) > 50
        for row in rows:
            assert row["thing"] not in triples
            assert row["item"] in triples

    def test_people_places_and_offices_carry_the_usual_facts(self, kg):
        """One known person and one known office, in full."""
        answer = kg.wikidata(
            "SELECT ?p ?v { VALUES ?i { wd:Q44071 } ?i ?w ?v . ?property wikibase:directClaim ?w"
            ' BIND(STRAFTER(STR(?property), "/entity/") AS ?p) }'
        )
        facts = defaultdict(set)
        for row in answer:
            facts[row["p"]].add(str(row["v"]).removeprefix(WD))

        assert facts["P31"] == {"Q5"}
        assert facts["P21"] == {"Q6581097"}
        assert facts["P102"] == {"Q79854"}
        assert facts["P569"] == {"1914-06-15T00:00:00Z"}
        assert facts["P570"] == {"1984-02-09T00:00:00Z"}
        assert facts["P20"] == {"Q649"}
        assert {"Q1048744", "Q135215773"} <= facts["P39"]
        assert kg.wikidata("ASK { wd:Q1048744 wdt:P571 ?a ; wdt:P576 ?b ; wdt:P1365 ?c }")

    def test_labels_and_descriptions_in_two_languages(self, kg):
        """Persons, offices and bodies have a label and a description in English and Russian."""
        rows = kg.wikidata(
            "SELECT ?item ?lang { VALUES ?class { wd:Q5 wd:Q4164871 } ?item wdt:P31 ?class ."
            ' VALUES ?lang { "en" "ru" } FILTER NOT EXISTS { ?item rdfs:label ?l ;'
            " schema:description ?d . FILTER(LANG(?l) = ?lang && LANG(?d) = ?lang) } }"
        )

        assert not rows.to_dicts()


class TestStore:
    def test_one_named_graph(self, view):
        """All triples stand in the graph of the view."""
        assert {quad.graph_name for quad in view.quads()} == {NamedNode(OWN + "graph/wikidata")}

    def test_kept_on_disk(self, monkeypatch):
        """The second opening reads the kept copy, with the same triples."""
        monkeypatch.setattr(cache, "_FRESH_NS", 0)  # a file saved just now keeps the same key
        first, second = (KnowledgeGraph().view("wikidata") for _ in range(2))

        assert second._on_disk
        assert set(first.quads()) == set(second.quads())

    def test_a_store_without_files_works_too(self, kg):
        """The view can be made of any store; nothing is kept then."""
        copy = EmbeddedStore.of(kg.store.quads())
        other = ConstructedStore(copy, kg.resources, "wikidata")

        assert not other._on_disk
        assert set(other.quads()) == set(kg.view("wikidata").quads())

    def test_unknown_view(self, kg):
        """A misspelt name gets a suggestion."""
        with pytest.raises(UnknownName, match="did you mean wikidata"):
            kg.view("wikidat")


def _number(predicate) -> str:
    return predicate.value.rpartition("/")[2] if short(predicate).endswith(":*") else ""


def _value(pairs, predicate: str) -> str:
    return next(short(value) for each, value in pairs if short(each) == predicate)


def _is_best(pairs) -> bool:
    return any(isinstance(v, NamedNode) and short(v) == "wikibase:BestRank" for _, v in pairs)
