"""Popolo JSON: persons, organizations, posts, memberships and events, from the view `popolo`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from cpsu_kg.exports.authorities import identifier
from cpsu_kg.exports.json_text import dumps
from cpsu_kg.terms import CPSU, LABEL, RDFS, SCHEMA, SKOS, TYPE, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import BinaryIO

    from cpsu_kg.exports.dataset import Dataset

    Values = dict[str, list[Any]]

_CONTACT = "http://www.w3.org/2000/10/swap/pim/contact#"
_DCTERMS = "http://purl.org/dc/terms/"
_FOAF = "http://xmlns.com/foaf/0.1/"
_NCAL = "http://www.semanticdesktop.org/ontologies/2007/04/02/ncal#"
_OPENGOV = "http://www.w3.org/ns/opengov#"
_ORG = "http://www.w3.org/ns/org#"

_NAME = SKOS + "prefLabel"
_NOTE = SKOS + "note"
_FROM, _THROUGH = SCHEMA + "validFrom", SCHEMA + "validThrough"


class _View:
    """The triples of the view by subject."""

    def __init__(self, dataset: Dataset) -> None:
        self._things: dict[str, Values] = {}
        for thing in dataset.view("popolo").things():
            if isinstance(thing.node, NamedNode):
                values = {key.value: found for key, found in thing.values.items()}
                self._things[thing.node.value] = values

    def of_class(self, iri: str) -> list[str]:
        """List the instances of a class, sorted."""
        wanted = NamedNode(iri)
        types = ((node, values.get(TYPE.value, [])) for node, values in self._things.items())
        return sorted(node for node, found in types if wanted in found)

    def get(self, node: str, property: str) -> list[Any]:
        """Give the values of a property."""
        return self._things.get(node, {}).get(property, [])

    def texts(self, node: str, property: str) -> list[str]:
        """Give the literal values of a property."""
        return [each.value for each in self.get(node, property) if isinstance(each, Literal)]


def write(dataset: Dataset, stream: BinaryIO) -> None:
    """Write a dataset.

    Args:
        dataset: what to write.
        stream: where to.
    """
    document = popolo(dataset)
    between = "{"
    for section, entries in document.items():
        lines = ",\n    ".join(dumps(entry, "    ") for entry in entries)
        stream.write(f'{between}\n  "{section}": [\n    {lines}\n  ]'.encode())
        between = ","
    stream.write(b"\n}\n")


def popolo(dataset: Dataset) -> dict[str, list[dict[str, Any]]]:
    """Give a dataset as Popolo's classes.

    Args:
        dataset: what to show.

    Returns:
        One list for each class, entries sorted by id.
    """
    view = _View(dataset)
    return {
        section: [_entry(view, node, properties) for node in view.of_class(of)]
        for section, (of, properties) in _CLASSES.items()
    }


def _entry(view: _View, node: str, properties: Iterable[_Property]) -> dict[str, Any]:
    found: dict[str, Any] = {"id": shorten(node)}
    for key, property, form in properties:
        if value := form(view, view.get(node, property)):
            found[key] = value
    return found


def _text(view: _View, values: list[Any]) -> str | None:
    return min((each.value for each in values), default=None)


def _id(view: _View, values: list[Any]) -> str | None:
    return min((shorten(each.value) for each in values), default=None)


def _roles(view: _View, values: list[Any]) -> str:
    """Write the office or rank before the capacity."""
    nodes = sorted((each.value for each in values), key=lambda e: (e.startswith(CPSU), e))
    return ", ".join(label for node in nodes for label in view.texts(node, _NAME))


def _names(view: _View, values: list[Any]) -> list[dict[str, str]]:
    properties = (
        ("name", LABEL.value, _text),
        ("start_date", _FROM, _text),
        ("end_date", _THROUGH, _text),
        ("note", _NOTE, _text),
    )
    entries = [_entry(view, each.value, properties) for each in values]
    keys = ("name", "start_date", "end_date", "note")
    names = [{key: entry[key] for key in keys if key in entry} for entry in entries]
    return sorted(names, key=lambda e: (e.get("start_date", ""), e["name"], e.get("note", "")))


def _identifiers(view: _View, values: list[Any]) -> list[dict[str, str]]:
    found = sorted(identifier(each.value) for each in values)
    return [{"scheme": scheme, "identifier": name} for scheme, name in found]


def _links(view: _View, values: list[Any]) -> list[dict[str, str]]:
    found = []
    for each in values:
        notes = view.texts(each.value, _NOTE)
        url = quote(each.value, safe="%/:?#[]@!$&'()*+,;=~")
        found.append({"url": url, **({"note": "; ".join(notes)} if notes else {})})
    return found


def _persons(view: _View, values: list[Any]) -> list[dict[str, str]]:
    names = ((each.value, view.texts(each.value, _FOAF + "name")) for each in values)
    return [{"id": shorten(node), "name": min(found)} for node, found in names if found]


_Property = tuple[str, str, "Callable[[_View, list[Any]], Any]"]
_DESCRIBED: tuple[_Property, ...] = (
    ("identifiers", SKOS + "exactMatch", _identifiers),
    ("links", RDFS + "seeAlso", _links),
    ("sources", _DCTERMS + "source", _links),
)
_CLASSES: dict[str, tuple[str, tuple[_Property, ...]]] = {
    "persons": (
        "http://www.w3.org/ns/person#Person",
        (
            ("name", _FOAF + "name", _text),
            ("other_names", _OPENGOV + "otherName", _names),
            ("family_name", _FOAF + "familyName", _text),
            ("given_name", _FOAF + "givenName", _text),
            ("sort_name", _CONTACT + "sortName", _text),
            ("gender", _FOAF + "gender", _text),
            ("birth_date", SCHEMA + "birthDate", _text),
            ("death_date", SCHEMA + "deathDate", _text),
            *_DESCRIBED,
        ),
    ),
    "organizations": (
        _ORG + "Organization",
        (
            ("name", _NAME, _text),
            ("other_names", _OPENGOV + "otherName", _names),
            ("classification", _ORG + "classification", _text),
            ("parent_id", _ORG + "subOrganizationOf", _id),
            ("founding_date", SCHEMA + "foundingDate", _text),
            ("dissolution_date", _OPENGOV + "dissolutionDate", _text),
            *_DESCRIBED,
        ),
    ),
    "posts": (
        _ORG + "Post",
        (
            ("label", _NAME, _text),
            ("role", _ORG + "role", _roles),
            ("organization_id", _ORG + "postIn", _id),
            ("start_date", _FROM, _text),
            ("end_date", _THROUGH, _text),
            *_DESCRIBED[1:],
        ),
    ),
    "memberships": (
        _ORG + "Membership",
        (
            ("label", _NAME, _text),
            ("role", _ORG + "role", _roles),
            ("person_id", _ORG + "member", _id),
            ("organization_id", _ORG + "organization", _id),
            ("post_id", _OPENGOV + "post", _id),
            ("start_date", _FROM, _text),
            ("end_date", _THROUGH, _text),
            ("sources", _DCTERMS + "source", _links),
        ),
    ),
    "events": (
        SCHEMA + "Event",
        (
            ("name", SCHEMA + "name", _text),
            ("classification", _NCAL + "categories", _text),
            ("start_date", SCHEMA + "startDate", _text),
            ("end_date", SCHEMA + "endDate", _text),
            ("location", SCHEMA + "location", _text),
            ("organization_id", SCHEMA + "organizer", _id),
            ("parent_id", SCHEMA + "superEvent", _id),
            ("attendees", SCHEMA + "attendee", _persons),
            ("identifiers", SKOS + "exactMatch", _identifiers),
            ("sources", _DCTERMS + "source", _links),
        ),
    ),
}
