"""The view `org`: terms, domains and ranges of the W3C Organization Ontology; nothing lost."""

import pytest

# Subjects and values as the recommendation and OWL-Time give them; a person is a foaf:Agent.
_ORGANIZATION = ("org:Organization",)
_INTERVAL = ("time:Interval",)
RULES = {
    "foaf:name": (("foaf:Person",), ("text",)),
    "foaf:givenName": (("foaf:Person",), ("xsd:string",)),
    "foaf:familyName": (("foaf:Person",), ("xsd:string",)),
    "foaf:gender": (("foaf:Person",), ("xsd:string",)),
    "skos:prefLabel": ((), ("text",)),
    "skos:altLabel": ((), ("text",)),
    "skos:exactMatch": ((), ("iri",)),
    "rdfs:seeAlso": ((), ("iri",)),
    "dcterms:replaces": (_ORGANIZATION, _ORGANIZATION),
    "org:subOrganizationOf": (_ORGANIZATION, _ORGANIZATION),
    "org:hasSubOrganization": (_ORGANIZATION, _ORGANIZATION),
    "org:unitOf": (("org:OrganizationalUnit",), ("org:FormalOrganization",)),
    "org:hasUnit": (("org:FormalOrganization",), ("org:OrganizationalUnit",)),
    "org:hasPost": (_ORGANIZATION, ("org:Post",)),
    "org:postIn": (("org:Post",), _ORGANIZATION),
    "org:heldBy": (("org:Post",), ("foaf:Person",)),
    "org:holds": (("foaf:Person",), ("org:Post",)),
    "org:hasMember": (_ORGANIZATION, ("foaf:Person",)),
    "org:memberOf": (("foaf:Person",), _ORGANIZATION),
    "org:hasMembership": (("foaf:Person",), ("org:Membership",)),
    "org:member": (("org:Membership",), ("foaf:Person",)),
    "org:organization": (("org:Membership",), _ORGANIZATION),
    "org:role": (("org:Membership", "org:Post"), ("org:Role",)),
    "org:memberDuring": (("org:Membership",), _INTERVAL),
    "org:originalOrganization": (("org:ChangeEvent",), _ORGANIZATION),
    "org:changedBy": (_ORGANIZATION, ("org:ChangeEvent",)),
    "org:resultingOrganization": (("org:ChangeEvent",), _ORGANIZATION),
    "org:resultedFrom": (_ORGANIZATION, ("org:ChangeEvent",)),
    "time:hasTime": ((), _INTERVAL),
    "time:hasBeginning": (_INTERVAL, ("time:Instant",)),
    "time:hasEnd": (_INTERVAL, ("time:Instant",)),
    "time:inXSDDate": (("time:Instant",), ("xsd:date",)),
    "time:inXSDgYearMonth": (("time:Instant",), ("xsd:gYearMonth",)),
    "time:inXSDgYear": (("time:Instant",), ("xsd:gYear",)),
}
CLASSES = {
    "foaf:Person", "org:ChangeEvent", "org:FormalOrganization", "org:Membership",
    "org:Organization", "org:OrganizationalUnit", "org:Post", "org:Role", "time:Instant",
    "time:Interval",
}  # fmt: skip
INVERSES = [
    ("org:subOrganizationOf", "org:hasSubOrganization"),
    ("org:unitOf", "org:hasUnit"),
    ("org:hasPost", "org:postIn"),
    ("org:heldBy", "org:holds"),
    ("org:hasMember", "org:memberOf"),
    ("org:hasMembership", "org:member"),
    ("org:originalOrganization", "org:changedBy"),
    ("org:resultingOrganization", "org:resultedFrom"),
]
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.fixture(scope="module")
def view(open_view):
    """The whole view."""
    return open_view("org")


class TestVocabulary:
    def test_terms(self, view):
        """Each class and property used is one that the vocabularies have; each is used."""
        assert view.terms() - {TYPE} == RULES.keys() | CLASSES

    def test_domains_and_ranges(self, view):
        """Properties stand between the things they are made for."""
        assert list(view.misuses(RULES)) == []

    @pytest.mark.parametrize(("one", "other"), INVERSES)
    def test_inverses(self, view, one, other):
        """What is said in one direction is said in the other."""
        pairs = {(t.subject, t.object) for t in view.triples if view.short(t.predicate) == one}
        back = {(t.object, t.subject) for t in view.triples if view.short(t.predicate) == other}

        assert pairs == back != set()


class TestMemberships:
    def test_every_tenure_once(self, view, core):
        """A membership per tenure, no more, each with one member, organization and interval."""
        tenures = core("Tenure", "holder")

        assert view.of("org:Membership") == tenures.keys()
        for tenure, (holder,) in tenures.items():
            assert view.values(tenure, "org:member") == {holder}
            assert len(view.values(tenure, "org:organization")) == 1
            assert len(view.values(tenure, "org:memberDuring")) == 1

    def test_dates(self, view, core):
        """The interval has the dates of the tenure, at their precision, and none it has not."""
        for tenure, dates in core("Tenure", "start", "end").items():
            (interval,) = view.values(tenure, "org:memberDuring")

            assert [_date(view, interval, end) for end in ("hasBeginning", "hasEnd")] == dates

    def test_interval_tells_its_dates(self, view):
        """Intervals are shared by those that have the same dates, and named after these."""
        shared = {i for m in view.of("org:Membership") for i in view.values(m, "org:memberDuring")}
        for interval in shared:
            first, last = interval.split("/")[-2:]

            assert first == (_date(view, interval, "hasBeginning") or "..")
            assert last == (_date(view, interval, "hasEnd") or "..")

    def test_roles(self, view, core):
        """A seat has its rank for role, an office the role of its post; acting comes on top."""
        for seat, (rank,) in core("BodyMembership", "rank").items():
            assert view.values(seat, "org:role") == {rank}
        for tenure, (office, capacity) in core("OfficeTenure", "office", "capacity").items():
            acting = {capacity} if capacity.endswith("#acting") else set()

            assert view.values(tenure, "org:role") == view.values(office, "org:role") | acting


class TestBodiesAndPosts:
    def test_counts(self, view, core):
        """Every body, office and person is there."""
        assert view.of("org:Organization") == core("Body").keys()
        assert view.of("org:Post") == core("Office").keys()
        assert view.of("foaf:Person") == core("Person").keys()

    def test_units_lead_to_the_top(self, view):
        """A body is either of its own or a unit of one that is."""
        formal, units = view.of("org:FormalOrganization"), view.of("org:OrganizationalUnit")

        assert formal | units == view.of("org:Organization")
        assert not formal & units
        assert all(view.values(unit, "org:unitOf") for unit in units)

    def test_existence(self, view, core):
        """Each phase is an interval of its body or office."""
        phases = core("Phase", "ofBody", "ofOffice", "start", "end")
        for phase, (body, office, *dates) in phases.items():
            assert phase in view.values(body or office, "time:hasTime")
            assert [_date(view, phase, end) for end in ("hasBeginning", "hasEnd")] == dates


def _date(view, interval, end):
    """The day, month or year in which an interval begins or ends."""
    instants = view.values(interval, f"time:{end}")
    if not instants:
        return None
    (instant,) = instants
    kinds = ("time:inXSDDate", "time:inXSDgYearMonth", "time:inXSDgYear")
    (found,) = [value for kind in kinds for value in view.values(instant, kind)]
    return found
