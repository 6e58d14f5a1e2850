"""The view `popolo`: the terms to which the contexts of the Popolo specification map its keys."""

import pytest

# Subjects and values as the specification has them; dates at the precision that is known.
_DATES = ("xsd:date", "xsd:gYear", "xsd:gYearMonth")
_SPAN = ("org:Membership", "org:Post", "opengov:OtherName")
_DESCRIBED = ("pers:Person", "org:Organization", "org:Post", "org:Membership", "schema:Event")
RULES = {
    "foaf:name": (("pers:Person",), ("text",)),
    "foaf:familyName": (("pers:Person",), ("xsd:string",)),
    "foaf:givenName": (("pers:Person",), ("xsd:string",)),
    "foaf:gender": (("pers:Person",), ("xsd:string",)),
    "contact:sortName": (("pers:Person",), ("xsd:string",)),
    "schema:birthDate": (("pers:Person",), _DATES),
    "schema:deathDate": (("pers:Person",), _DATES),
    "opengov:otherName": (("pers:Person", "org:Organization"), ("opengov:OtherName",)),
    "rdfs:label": (("opengov:OtherName",), ("text",)),
    "skos:prefLabel": (("org:Organization", "org:Post", "org:Membership", "org:Role"), ("text",)),
    "skos:note": ((), ("text", "xsd:string")),
    "skos:exactMatch": (_DESCRIBED, ("iri",)),
    "rdfs:seeAlso": (_DESCRIBED, ("iri",)),
    "dcterms:source": (_DESCRIBED, ("iri",)),
    "org:classification": (("org:Organization",), ("xsd:string",)),
    "org:subOrganizationOf": (("org:Organization",), ("org:Organization",)),
    "schema:foundingDate": (("org:Organization",), _DATES),
    "opengov:dissolutionDate": (("org:Organization",), _DATES),
    "org:postIn": (("org:Post",), ("org:Organization",)),
    "org:role": (("org:Membership", "org:Post"), ("org:Role",)),
    "org:hasMembership": (("pers:Person",), ("org:Membership",)),
    "org:member": (("org:Membership",), ("pers:Person",)),
    "org:organization": (("org:Membership",), ("org:Organization",)),
    "opengov:post": (("org:Membership",), ("org:Post",)),
    "schema:validFrom": (_SPAN, _DATES),
    "schema:validThrough": (_SPAN, _DATES),
    "schema:name": (("schema:Event",), ("text",)),
    "schema:startDate": (("schema:Event",), _DATES),
    "schema:endDate": (("schema:Event",), _DATES),
    "schema:location": (("schema:Event",), ("text",)),
    "schema:organizer": (("schema:Event",), ("org:Organization",)),
    "schema:attendee": (("schema:Event",), ("pers:Person",)),
    "schema:superEvent": (("schema:Event",), ("schema:Event",)),
    "ncal:categories": (("schema:Event",), ("text",)),
}
CLASSES = {
    "opengov:OtherName", "org:Membership", "org:Organization", "org:Post", "org:Role",
    "pers:Person", "schema:Event",
}  # fmt: skip
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.fixture(scope="module")
def view(open_view):
    """The whole view."""
    return open_view("popolo")


def test_terms(view):
    """Each class and property used is one that the specification names; each is used."""
    assert view.terms() - {TYPE} == RULES.keys() | CLASSES


def test_subjects_and_values(view):
    """Properties stand between the things they are made for."""
    assert list(view.misuses(RULES)) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Person", "pers:Person"), ("Body", "org:Organization"), ("Office", "org:Post"),
     ("Tenure", "org:Membership"), ("Event", "schema:Event")],
)  # fmt: skip
def test_counts(view, core, name, kind):
    """As many as in the dataset."""
    assert view.of(kind) == core(name).keys()


def test_every_tenure_once(view, core):
    """A membership joins one person and one organization, an office is its post."""
    offices = core("OfficeTenure", "office")
    for tenure, (holder, start, end) in core("Tenure", "holder", "start", "end").items():
        assert view.values(tenure, "org:member") == {holder}
        assert len(view.values(tenure, "org:organization")) == 1
        assert view.values(tenure, "opengov:post") == set(offices.get(tenure, []))
        assert view.values(tenure, "schema:validFrom") == {start} - {None}
        assert view.values(tenure, "schema:validThrough") == {end} - {None}


def test_one_name_in_english(view):
    """Everything has one name; the others are other names, with their language."""
    for person in view.of("pers:Person"):
        assert len(view.values(person, "foaf:name")) == 1
    for other in view.of("opengov:OtherName"):
        assert len(view.values(other, "rdfs:label")) == 1
        assert view.values(other, "skos:note")
