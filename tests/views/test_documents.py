"""A thing as the JSON-LD document of a view: what belongs to it stands inside, nothing is lost."""

import json
from collections import defaultdict
from functools import cache

import pytest
from pyld import jsonld
from pyoxigraph import RdfFormat, parse

from cpsu_kg.cli.main import main
from cpsu_kg.errors import UnknownName
from cpsu_kg.terms import BASE

THINGS = [
    ("person/grigory-romanov", "schema"),
    ("person/grigory-romanov", "org"),
    ("person/grigory-romanov", "popolo"),
    ("person/joseph-stalin", "wikidata"),
    ("office/general-secretary", "schema"),
    ("office/general-secretary", "org"),
    ("office/general-secretary", "popolo"),
    ("office/general-secretary", "wikidata"),
    ("body/presidium-bureau", "schema"),
    ("body/presidium-bureau", "org"),
    ("body/presidium-bureau", "popolo"),
    ("event/congress-20", "schema"),
    ("event/congress-20", "popolo"),
]


@pytest.fixture(scope="module")
def said(kg):
    """The triples of a view, as text, by subject."""

    @cache
    def look(view):
        found = defaultdict(set)
        for quad in kg.view(view).quads():
            found[quad.subject.value].add(str(quad.triple))
        return found

    return look


def _refuse(url, _options):
    raise AssertionError(f"fetched {url}")


@pytest.mark.parametrize(("name", "view"), THINGS)
class TestAny:
    def test_says_what_the_view_says(self, kg, said, name, view):
        """Every triple of the document is one of the view, by two readers of JSON-LD."""
        document = kg.document(name, view=view)
        text = json.dumps(document)
        options = {"format": "application/n-quads", "documentLoader": _refuse}
        other = parse(jsonld.to_rdf(document, options), RdfFormat.N_QUADS)
        quads = list(parse(text, RdfFormat.JSON_LD))
        read = {str(quad.triple) for quad in quads}

        assert all(str(quad.triple) in said(view)[quad.subject.value] for quad in quads)
        assert {str(quad.triple) for quad in other} == read

    def test_says_all_of_the_thing(self, kg, said, name, view):
        """What the view says of the thing itself is there, in full."""
        document = kg.document(name, view=view)
        read = {str(q.triple) for q in parse(json.dumps(document), RdfFormat.JSON_LD)}
        own = said(view)[document["@id"]]

        assert own
        assert own <= read

    def test_nothing_stands_inside_itself(self, kg, name, view):
        """The document is a tree: nobody meets the same thing on the way down."""

        def walk(value, above):
            if isinstance(value, list):
                for each in value:
                    walk(each, above)
            elif isinstance(value, dict):
                assert value.get("@id") not in above
                inside = above | {value["@id"]} if len(value) > 1 and "@id" in value else above
                for key, each in value.items():
                    if key != "@context":
                        walk(each, inside)

        walk(kg.document(name, view=view), frozenset())


class TestSchemaOrg:
    """What a search engine looks for, key by key."""

    def test_person(self, kg):
        """A person with birth, death and roles, each with its organization inside."""
        document = kg.document("grigory-romanov", view="schema")
        roles = {role["@id"].rpartition("/")[2]: role for role in document["memberOf"]}
        seat = roles["grigory-romanov-politburo-1976"]

        assert document["@type"] == "Person"
        assert document["birthDate"] == "1923-02-07"
        assert document["birthPlace"]["@type"] == "Place"
        assert seat["@type"] == "OrganizationRole"
        assert seat["startDate"] == "1976-03-05"
        assert seat["memberOf"]["@id"] == BASE + "body/politburo"
        assert {"@language": "ru", "@value": "Политбюро ЦК КПСС"} in seat["memberOf"]["name"]
        assert "member" not in seat, "the person is not repeated within"

    def test_office(self, kg):
        """An office with those who held it, and where."""
        document = kg.document("vice-president-ussr", view="schema")
        (tenure,) = document["@reverse"]["roleName"]

        assert document["@type"] == "DefinedTerm"
        assert tenure["member"]["@id"] == BASE + "person/gennady-yanayev"
        assert tenure["memberOf"]["@id"] == BASE + "body/ussr"

    def test_body(self, kg):
        """A body with its life and its members."""
        document = kg.document("presidium-bureau", view="schema")
        members = {role["member"]["@id"].rpartition("/")[2] for role in document["member"]}

        assert document["@type"] == "Organization"
        assert (document["foundingDate"], document["dissolutionDate"]) == (
            "1952-10-16", "1953-03-05",
        )  # fmt: skip
        assert {"joseph-stalin", "georgy-malenkov", "nikita-khrushchev"} <= members

    def test_event(self, kg):
        """An event with days, place and organizer."""
        document = kg.document("congress-20", view="schema")

        assert document["@type"] == "Event"
        assert document["additionalType"].endswith("#Congress")
        assert (document["startDate"], document["endDate"]) == ("1956-02-14", "1956-02-25")
        assert document["location"]["@id"] == BASE + "place/moscow"
        assert document["organizer"]["@id"] == BASE + "body/party-congress"


class TestOrg:
    def test_interval_inside(self, kg):
        """A membership has its interval, the interval its instants inside."""
        document = kg.document("presidium-bureau", view="org")
        time = document["hasTime"]

        assert document["prefLabel"]["ru"] == "Бюро Президиума ЦК КПСС"
        assert time["hasBeginning"]["inXSDDate"] == "1952-10-16"
        assert time["hasEnd"]["inXSDDate"] == "1953-03-05"


class TestCommand:
    def test_json_ld(self, capfd, kg):
        """`show` prints the document."""
        assert main(["show", "grigory-romanov", "--format", "jsonld", "--view", "schema"]) == 0

        assert json.loads(capfd.readouterr().out) == kg.document("grigory-romanov", view="schema")

    def test_turtle(self, capfd, kg):
        """And the same as Turtle."""
        assert main(["show", "congress-20", "--format", "turtle", "--view", "popolo"]) == 0

        document = json.dumps(kg.document("congress-20", view="popolo"))
        wanted = {quad.triple for quad in parse(document, RdfFormat.JSON_LD)}
        shown = parse(capfd.readouterr().out, RdfFormat.TURTLE)
        assert {quad.triple for quad in shown} == wanted

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (
                ["grigory-romanov", "--view", "schema"],
                "--view goes with --format jsonld or --format turtle",
            ),
            (
                ["grigory-romanov", "--view", "shema", "--format", "jsonld"],
                "unknown view 'shema'; did you mean schema?",
            ),
            (
                ["event/congress-20", "--view", "org", "--format", "jsonld"],
                "unknown thing in the view org 'event/congress-20'",
            ),
        ],
    )
    def test_mistakes(self, capfd, words, message):
        """One line, status 2."""
        assert main(["show", *words]) == 2
        assert capfd.readouterr() == ("", f"cpsu-kg: {message}\n")


def test_left_out(kg):
    """A view without events has no document of one."""
    with pytest.raises(UnknownName):
        kg.document("event/congress-20", view="org")
