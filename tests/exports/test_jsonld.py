"""The JSON-LD document reads well, and its context is the published one."""

import json

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from cpsu_kg.exports.context import context
from cpsu_kg.exports.json_text import dumps
from cpsu_kg.exports.jsonld import entity_document
from cpsu_kg.exports.nesting import NESTS, SECTIONS
from cpsu_kg.terms import BASE, CPSU, LABEL, TYPE

STALIN = BASE + "person/joseph-stalin"


@pytest.fixture(scope="module")
def document(exported):
    """The whole export."""
    return json.loads(exported("jsonld").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def stalin(document):
    """One person in it."""
    (found,) = (e for e in document["persons"] if e["id"] == "kg:person/joseph-stalin")
    return found


@pytest.fixture(scope="module")
def terms(vocabulary):
    """The context made from the ontology."""
    return context(vocabulary)


class TestContext:
    def test_published_copy_is_current(self, kg, terms):
        """Remake it: python -m cpsu_kg.exports.context > ontology/context.jsonld."""
        with open(kg.resources.path("ontology/context.jsonld"), encoding="utf-8") as stream:
            assert stream.read() == dumps({"@context": terms}) + "\n"

    def test_every_property_is_there(self, vocabulary, terms):
        """By its own name, which leads to its own IRI."""
        for each in vocabulary.order:
            if each.value.startswith(CPSU):
                name = each.value.removeprefix(CPSU)
                definition = terms[name]
                iri = definition if isinstance(definition, str) else definition["@id"]
                assert iri == f"cpsu:{name}"

    def test_no_word_means_two_things(self, vocabulary, terms):
        """Aliases, prefixes and keys of other vocabularies are no terms of the ontology."""
        declared = {each.value.removeprefix(CPSU) for each in vocabulary.definitions}
        foreign = {key for key, value in terms.items() if f"cpsu:{key}" not in json.dumps(value)}

        assert foreign & declared == set()

    def test_dates_have_their_type(self, kg, terms):
        """A property with dates as values has xsd:date as its type, and no other has."""
        xsd = "http://www.w3.org/2001/XMLSchema#"
        dates = {xsd + "date", xsd + "gYearMonth", xsd + "gYear"}
        used = {
            quad.predicate.value.removeprefix(CPSU): quad.object.datatype.value in dates
            for quad in kg.store.quads()
            if isinstance(quad.object, Literal) and quad.predicate.value.startswith(CPSU)
        }
        typed = {key for key in used if terms[key] == {"@id": f"cpsu:{key}", "@type": "xsd:date"}}

        assert typed == {key for key, is_date in used.items() if is_date}

    def test_words_have_their_language(self, kg, terms):
        """A property with values in a language is a language map."""
        for quad in kg.store.quads():
            if isinstance(quad.object, Literal) and quad.object.language:
                name = quad.predicate.value.removeprefix(CPSU)
                if name in terms:
                    assert "@language" in terms[name]["@container"], name


class TestDocument:
    def test_sections(self, document):
        """One list for each kind of thing, offices and persons before the rest."""
        keys = [key for key in document if key != "@context"]

        assert keys == [key for key in SECTIONS if key in keys]
        assert {"lines", "offices", "bodies", "persons", "events", "families"} <= set(keys)

    def test_sections_hold_their_kind(self, document):
        """A person is in persons, by its id."""
        assert all(each["id"].startswith("kg:person/") for each in document["persons"])
        assert all(each["id"].startswith("kg:event/") for each in document["events"])

    def test_person(self, stalin):
        """The keys are plain words, the values plain where they can be."""
        assert stalin["type"] == ["Person", "Agent"]
        assert stalin["label"]["en"] == "Joseph Stalin"
        assert stalin["birthDate"] == "1878-12-18"
        assert stalin["partyEntry"] == {"type": "year", "value": "1898"}
        assert stalin["gender"] == "male"
        assert "http://www.wikidata.org/entity/Q855" in stalin["exactMatch"]
        assert list(stalin)[:3] == ["id", "type", "label"]

    def test_tenure_stands_in_its_holder(self, stalin):
        """With the office beside it and without saying the holder again."""
        (found,) = (
            e for e in stalin["tenures"]
            if e["id"] == "kg:tenure/joseph-stalin-general-secretary-1922"
        )  # fmt: skip

        assert found["type"][0] == "OfficeTenure"
        assert found["office"] == "kg:office/general-secretary"
        assert found["capacity"] == "substantive"
        assert (found["start"], found["end"]) == ("1922-04-03", "1952-10-16")
        assert "holder" not in found

    def test_attestation_stands_in_its_tenure(self, stalin):
        """With its source, and what it states."""
        for tenure in stalin["tenures"]:
            for each in tenure["attestations"]:
                assert each["source"].startswith("kg:source/")
                assert each["stance"] in ("affirms", "denies")
                assert "attests" not in each

    def test_tenures_are_in_order(self, stalin):
        """By their start."""
        starts = [each["start"] for each in stalin["tenures"] if isinstance(each["start"], str)]

        assert starts == sorted(starts)

    def test_everything_stands_once(self, document):
        """No thing is described in two places."""

        def described(node):
            yield node["id"]
            for key in {nest.key for nest in NESTS}:
                for each in node.get(key, []):
                    yield from described(each)

        found = [
            i for key in document if key != "@context" for n in document[key] for i in described(n)
        ]

        assert len(found) == len(set(found))

    def test_nested_kinds_are_not_at_the_top(self, document):
        """Every attestation has a thing to stand in."""
        ids = [each["id"] for each in document.get("others", [])]

        assert not [each for each in ids if each.startswith(("kg:attestation/", "kg:tenure/"))]


class TestEntityDocument:
    def test_same_as_in_the_whole(self, kg, stalin):
        """One thing alone reads as it does in the export."""
        found = entity_document(kg.store, STALIN)
        del found["@context"]

        assert found == stalin

    def test_phases_of_a_body(self, kg, document):
        """`phases` means another property in a body than in an office."""
        for each in document["bodies"]:
            found = entity_document(kg.store, each["id"].replace("kg:", BASE))
            triples = {str(q.triple) for q in parse(dumps(found), RdfFormat.JSON_LD)}
            for phase in each.get("phases", []):
                iri = phase["id"].replace("kg:", BASE)
                body = each["id"].replace("kg:", BASE)
                assert f"<{iri}> <{CPSU}ofBody> <{body}>" in triples

    def test_nothing_known(self, kg):
        """A thing without a word said of it has its id only."""
        found = entity_document(kg.store, BASE + "person/nobody")

        assert found["id"] == "kg:person/nobody"
        assert len(found) == 2


CASES = {
    "two holders": "tenure:t a :OfficeTenure ; :holder person:a, person:b .",
    "itself": "attestation:x a :Attestation ; :attests attestation:x .",
    "in a circle": "attestation:x a :Attestation ; :attests adjudication:y ."
    "adjudication:y a :Adjudication ; :adjudicates attestation:x .",
    "holder unknown": "tenure:t a :OfficeTenure ; :holder person:nobody .",
    "no type": "tenure:t :holder person:a . person:a a :Person .",
    "office and body": "office:o a :Office, :Body . phase:p :ofOffice office:o ; a :Phase .",
    "phase of both": "phase:p a :Phase ; :ofOffice office:o ; :ofBody body:b . body:b a :Body .",
    "blank nodes": "[] a :Person ; rdfs:label 'x' ; :associateOf [ a :Person ] .",
    "numbers": "headcount:h a :Headcount ; :size 25, 025, '1.0'^^xsd:decimal, true .",
    "words": "person:a rdfs:label 'plain', 'one'@en, 'two'@en, 3 .",
}


class TestOddData:
    """Whatever the data, nothing is lost: see also test_round_trip."""

    @pytest.mark.parametrize("turtle", CASES.values(), ids=CASES)
    def test_round_trip(self, small, text, turtle):
        """The document says what the data says."""
        kg = small(turtle)
        found = list(parse(text(kg, "jsonld"), RdfFormat.JSON_LD))

        assert _without_names(found) == _without_names(kg.store.quads())

    def test_endless_circle_of_one_entity(self, small):
        """A thing that attests itself is described once."""
        kg = small(CASES["itself"])
        found = entity_document(kg.store, BASE + "attestation/x")

        assert found["attests"] == "kg:attestation/x"


class TestDumps:
    @pytest.mark.parametrize(
        "value", [1, "ü", True, {}, [], {"a": [1, "x" * 200]}, [{"b": {"c": []}}], ["x" * 60] * 3]
    )
    def test_is_json(self, value):
        """It says the same as any JSON writer."""
        assert json.loads(dumps(value)) == value

    def test_short_things_on_a_line(self):
        """Long ones are broken up."""
        assert dumps({"en": "A", "ru": "Б"}) == '{"en": "A", "ru": "Б"}'
        assert dumps({"a": {"b": 1}}) == '{\n  "a": {"b": 1}\n}'


def _without_names(quads):
    def show(node):
        return "_" if str(node).startswith("_:") else str(node)

    return sorted((show(q.subject), str(q.predicate), show(q.object)) for q in quads)


def test_type_and_label_are_known(terms):
    """The two properties that everything has."""
    assert terms["type"] == "@type"
    assert TYPE.value.endswith("type")
    assert terms["label"]["@id"] == "rdfs:" + LABEL.value.rpartition("#")[2]
