"""The view `schema`: terms, expected types and the Role pattern of schema.org; nothing lost."""

import pytest

from cpsu_kg.dates import PartialDate
from cpsu_kg.terms import SCHEMA

# A Role stands in for the value of the property that leads to it, and has that property itself.
_ORGANIZATION = ("schema:Organization",)
_PERSON = ("schema:Person",)
_ROLE = ("schema:OrganizationRole",)
_EVENT = ("schema:Event",)
_WORK = ("schema:CreativeWork",)
_DATE = ("schema:Date",)
# schema.org takes text wherever it expects a thing.
RULES = {
    "schema:name": ((), ("text",)),
    "schema:alternateName": ((), ("text",)),
    "schema:sameAs": ((), ("iri",)),
    "schema:url": ((), ("iri",)),
    "schema:additionalType": ((), ("iri",)),
    "schema:subjectOf": ((), (*_WORK, *_EVENT)),
    "schema:givenName": (_PERSON, ("xsd:string",)),
    "schema:familyName": (_PERSON, ("xsd:string",)),
    "schema:gender": (_PERSON, ("iri",)),
    "schema:birthDate": (_PERSON, _DATE),
    "schema:deathDate": (_PERSON, _DATE),
    "schema:birthPlace": (_PERSON, ("schema:Place",)),
    "schema:deathPlace": (_PERSON, ("schema:Place",)),
    "schema:foundingDate": (_ORGANIZATION, _DATE),
    "schema:dissolutionDate": (_ORGANIZATION, _DATE),
    "schema:parentOrganization": (_ORGANIZATION, _ORGANIZATION),
    "schema:subOrganization": (_ORGANIZATION, _ORGANIZATION),
    "schema:member": ((*_ORGANIZATION, *_ROLE), (*_PERSON, *_ROLE)),
    "schema:memberOf": ((*_PERSON, *_ROLE), (*_ORGANIZATION, *_ROLE)),
    "schema:roleName": (_ROLE, ("text", "schema:DefinedTerm")),
    "schema:inDefinedTermSet": (("schema:DefinedTerm",), ("schema:DefinedTermSet",)),
    "schema:startDate": ((*_ROLE, *_EVENT), _DATE),
    "schema:endDate": ((*_ROLE, *_EVENT), _DATE),
    "schema:location": (_EVENT, ("schema:Place",)),
    "schema:organizer": (_EVENT, (*_ORGANIZATION, *_PERSON)),
    "schema:attendee": (_EVENT, (*_ORGANIZATION, *_PERSON)),
    "schema:about": ((*_EVENT, *_WORK), ()),
    "schema:superEvent": (_EVENT, _EVENT),
    "schema:subEvent": (_EVENT, _EVENT),
    "schema:publisher": (_WORK, (*_ORGANIZATION, *_PERSON, "xsd:string")),
    "schema:inLanguage": (_WORK, ("xsd:string",)),
}
CLASSES = {
    "schema:Country", "schema:CreativeWork", "schema:DefinedTerm", "schema:DefinedTermSet",
    "schema:Event", "schema:GovernmentOrganization", "schema:Organization",
    "schema:OrganizationRole", "schema:Person", "schema:Place", "schema:PoliticalParty",
}  # fmt: skip
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.fixture(scope="module")
def view(open_view):
    """The whole view."""
    return open_view("schema")


class TestVocabulary:
    def test_terms(self, view):
        """Each class and property used is known and used; tests/test_ontology.py has the list."""
        assert view.terms() - {TYPE} == RULES.keys() | CLASSES

    def test_expected_types(self, view):
        """Properties stand between the things they are made for."""
        assert list(view.misuses(RULES)) == []

    def test_dates(self, view):
        """A schema:Date is a day, month or year in ISO 8601."""
        dates = [t.object for t in view.triples if getattr(t.object, "datatype", None)]
        found = {each.value for each in dates if each.datatype.value == SCHEMA + "Date"}

        assert found
        assert all(str(PartialDate.parse(each)) == each for each in found)

    def test_gender(self, view):
        """It is one of the terms for it."""
        found = {value for each in view.of("schema:Person")
                 for value in view.values(each, "schema:gender")}  # fmt: skip

        assert found == {SCHEMA + "Male", SCHEMA + "Female"}


class TestRoles:
    def test_every_tenure_once(self, view, core):
        """A role per tenure, no more: reached from both sides, leading to both."""
        tenures = core("Tenure", "holder", "start", "end")

        assert view.of("schema:OrganizationRole") == tenures.keys()
        for role, (holder, start, end) in tenures.items():
            (organization,) = view.values(role, "schema:memberOf")

            assert view.values(role, "schema:member") == {holder}
            assert role in view.values(holder, "schema:memberOf")
            assert role in view.values(organization, "schema:member")
            assert view.values(role, "schema:startDate") == ({start} - {None})
            assert view.values(role, "schema:endDate") == ({end} - {None})
            assert len(view.values(role, "schema:roleName")) >= 1

    def test_nobody_is_a_member_twice(self, view):
        """Persons and organizations are joined by roles only, not directly as well."""
        for triple in view.triples:
            if view.short(triple.predicate) in ("schema:member", "schema:memberOf"):
                ends = view.types(triple.subject.value), view.types(triple.object.value)

                assert sum("schema:OrganizationRole" in types for types in ends) == 1

    def test_acting(self, view, core):
        """Who only acted is said to have, in both languages."""
        capacities = core("OfficeTenure", "capacity")
        for role, (capacity,) in capacities.items():
            words = " ".join(view.values(role, "schema:roleName"))
            acting = "(acting)" in words and "(и. о.)" in words

            assert acting == capacity.endswith("#acting")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Person", "schema:Person"), ("Body", "schema:Organization"), ("Office", "schema:DefinedTerm"),
     ("Event", "schema:Event"), ("Source", "schema:CreativeWork"),
     ("OfficeLine", "schema:DefinedTermSet")],
)  # fmt: skip
def test_counts(view, core, name, kind):
    """As many as in the dataset."""
    assert view.of(kind) == core(name).keys()


def test_life_dates(view, core):
    """Birth and death are those accepted."""
    for person, (born, died) in core("Person", "birthDate", "deathDate").items():
        assert view.values(person, "schema:birthDate") == {born} - {None}
        assert view.values(person, "schema:deathDate") == {died} - {None}
