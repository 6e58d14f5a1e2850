"""Popolo JSON: valid against the schemas of the specification, whole, and true to the dataset."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT3

from cpsu_kg.errors import ParameterError
from cpsu_kg.terms import BASE, CPSU

SCHEMAS = json.loads(Path(__file__).with_name("popolo-schemas.json").read_text(encoding="utf-8"))
SECTIONS = {
    "persons": "person",
    "organizations": "organization",
    "posts": "post",
    "memberships": "membership",
    "events": "event",
}
# What the specification asks of an entry in words, beyond its schemas.
NEEDED = {
    "persons": {"id", "name"},
    "organizations": {"id", "name"},
    "posts": {"id", "label", "organization_id"},
    "memberships": {"id", "person_id", "organization_id", "role"},
    "events": {"id", "name", "classification"},
}
KINDS = {
    "persons": "Person",
    "organizations": "Body",
    "posts": "Office",
    "memberships": "Tenure",
    "events": "Event",
}


@pytest.fixture(scope="module")
def document(kg, text):
    """The whole dataset."""
    return json.loads(text(kg, "popolo"))


@pytest.fixture(scope="module")
def find(document):
    """Find an entry by its id."""
    entries = {each["id"]: each for section in document.values() for each in section}
    return entries.__getitem__


@pytest.fixture(scope="module")
def validate():
    """Check an entry against a schema."""
    schemas = SCHEMAS["schemas"]
    resources = [(each["id"], DRAFT3.create_resource(each)) for each in schemas.values()]
    registry = Registry().with_resources(resources)

    def check(entry, name):
        checker = jsonschema.Draft3Validator(schemas[name], registry=registry)
        return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(entry)]

    return check


class TestSchemas:
    @pytest.mark.parametrize("name", SCHEMAS["schemas"])
    def test_schema_is_one(self, name):
        """The schemas themselves are sound."""
        jsonschema.Draft3Validator.check_schema(SCHEMAS["schemas"][name])

    @pytest.mark.parametrize("section", SECTIONS)
    def test_valid(self, document, validate, section):
        """Every entry is valid, and has no key that Popolo does not know."""
        known = SCHEMAS["schemas"][SECTIONS[section]]["properties"].keys()
        for entry in document[section]:
            assert validate(entry, SECTIONS[section]) == []
            assert NEEDED[section] <= entry.keys() <= known

    @pytest.mark.parametrize(
        ("entry", "name"),
        [
            ({"birth_date": "5 March 1953"}, "person"),
            ({"other_names": [{"note": "en"}]}, "person"),
            ({"identifiers": [{"scheme": "viaf"}]}, "organization"),
            ({"sources": [{"note": "no address"}]}, "membership"),
        ],
    )
    def test_faults_are_seen(self, validate, entry, name):
        """The check follows references and can fail."""
        assert len(validate(entry, name)) == 1


class TestWhole:
    def test_sections(self, document):
        """One list for each class, entries sorted by id."""
        assert list(document) == list(SECTIONS)
        for section in document.values():
            ids = [entry["id"] for entry in section]
            assert ids == sorted(set(ids))

    @pytest.mark.parametrize("section", SECTIONS)
    def test_counts(self, kg, document, section):
        """Every person, body, office, tenure and event is there, once."""
        query = f"SELECT ?thing WHERE {{ ?thing a <{CPSU}{KINDS[section]}> }}"
        wanted = {thing.value.removeprefix(BASE) for (thing,) in kg.store.select(query).rows}

        assert {entry["id"] for entry in document[section]} == wanted

    def test_references_lead_somewhere(self, document):
        """Every id that is named is that of an entry of the right section."""
        ids = {section: {entry["id"] for entry in document[section]} for section in document}
        for section, entries in document.items():
            for entry in entries:
                assert entry.get("person_id", entry["id"]) in ids["persons"] | {entry["id"]}
                assert entry.get("organization_id") in ids["organizations"] | {None}
                assert entry.get("post_id") in ids["posts"] | {None}
                assert entry.get("parent_id") in ids[section] | {None}
                for attendee in entry.get("attendees", []):
                    assert attendee["id"] in ids["persons"]

    def test_addresses(self, document):
        """Links and sources are absolute addresses without blanks."""
        for entries in document.values():
            for entry in entries:
                for link in entry.get("links", []) + entry.get("sources", []):
                    parts = urlsplit(link["url"])
                    assert parts.scheme in ("http", "https") and parts.netloc
                    assert link["url"].isascii() and " " not in link["url"]


class TestEntries:
    def test_person(self, find):
        """Names, dates and identifiers of a person."""
        stalin = find("person/joseph-stalin")
        schemes = {each["scheme"]: each["identifier"] for each in stalin["identifiers"]}

        assert stalin["name"] == "Joseph Stalin"
        assert stalin["sort_name"] == "Stalin, Joseph"
        assert stalin["death_date"] == "1953-03-05"
        assert {"name": "Иосиф Виссарионович Сталин", "note": "ru"} in stalin["other_names"]
        assert schemes["wikidata"] == "Q855"

    def test_membership_of_an_office(self, find):
        """An office is a post in an organization; its name is the role."""
        tenure = find("tenure/joseph-stalin-general-secretary-1922")

        assert tenure["person_id"] == "person/joseph-stalin"
        assert tenure["post_id"] == "office/general-secretary"
        assert tenure["organization_id"] == find("office/general-secretary")["organization_id"]
        assert (tenure["start_date"], tenure["end_date"]) == ("1922-04-03", "1952-10-16")
        assert tenure["role"] == find("office/general-secretary")["role"]

    def test_acting(self, kg, find):
        """Who only acted has a role that says so."""
        query = f"SELECT ?t WHERE {{ ?t <{CPSU}capacity> <{CPSU}acting> ; a <{CPSU}Tenure> }}"
        acting = [tenure.value.removeprefix(BASE) for (tenure,) in kg.store.select(query).rows]

        assert acting
        assert all(find(tenure)["role"].endswith(", acting") for tenure in acting)

    def test_seat(self, find):
        """A seat has a rank for role and no post."""
        seat = find("tenure/georgy-malenkov-presidium-1952")

        assert seat["role"] == "full member"
        assert seat["organization_id"] == "body/presidium"
        assert "post_id" not in seat

    def test_names_over_time(self, find):
        """A body's other names have their days."""
        names = find("body/cpsu")["other_names"]
        dated = [name for name in names if "start_date" in name]

        assert dated
        assert dated == sorted(dated, key=lambda name: name["start_date"])

    def test_event(self, find):
        """An event has its kind, days and organizer."""
        congress = find("event/congress-20")

        assert congress["classification"] == "congress"
        assert (congress["start_date"], congress["end_date"]) == ("1956-02-14", "1956-02-25")
        assert congress["organization_id"] == "body/party-congress"


def test_not_of_some_graphs(kg, text):
    """Popolo is made of all graphs together: less would be silently wrong."""
    with pytest.raises(ParameterError, match="made of all graphs"):
        text(kg, "popolo", graphs=["core"])


def test_an_empty_dataset(small, text):
    """Nothing is five empty lists."""
    assert json.loads(text(small(""), "popolo")) == {section: [] for section in SECTIONS}
