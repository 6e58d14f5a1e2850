"""What a table and a column are, and the tables that are the same whatever the ontology says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cpsu_kg.exports.vocabulary import DEFINITION

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    Form = Literal["id", "kind", "value", "label", "russian", "given"]

ID = "Short name, unique in the dataset; the IRI is https://w3id.org/cpsu-kg/ and this."


class Column(NamedTuple):
    """A column.

    Attributes:
        name: in the header.
        description: what stands in it.
        type: text, integer, boolean, date (a day) or partial (a day, month or year).
        property: the RDF property whose values it shows.
        form: whether it shows values, their labels, or something of the thing itself.
        table: the table whose key it refers to.
        required: whether every row has a value.
    """

    name: str
    description: str
    type: str = "text"
    property: NamedNode | None = None
    form: Form = "given"
    table: str | None = None
    required: bool = False


class Table(NamedTuple):
    """A table.

    Attributes:
        name: a plural noun.
        description: what a row is.
        columns: in order.
        key: names of the columns that identify a row.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)


def _thing(name: str = "thing", table: str = "things") -> Column:
    return Column(name, f"Id in the table {table}.", table=table, required=True)


def _words(name: str, description: str, required: bool = True) -> Column:
    return Column(name, description, required=required)


THINGS = Table(
    "things",
    "Everything that has an IRI of its own, with the table where it is described.",
    (
        Column("id", ID, required=True),
        _words("described_in", "Name of the table with its row.", required=False),
        _words("kind", "The most special class.", required=False),
        _words("label", "Name in English, else in another language.", required=False),
        Column("deprecated", "True for a tombstone: see isReplacedBy in links.", "boolean"),
        _words("iri", "The IRI."),
    ),
)
_PARTICIPANTS = Table(
    "participants",
    "One agent's part in one event.",
    (
        _thing("event"),
        _words("event_label", "Label of the event.", required=False),
        _words("role", "The part taken; `participant` where no source says more."),
        _thing("agent"),
        _words("agent_label", "Label of the agent.", required=False),
    ),
    ("event", "role", "agent"),
)
_LINKS = Table(
    "links",
    "Every link between two things of which there can be several.",
    (
        _thing("subject"),
        _words("subject_label", "Label of the subject.", required=False),
        _words("property", "What links them."),
        _thing("object"),
        _words("object_label", "Label of the object.", required=False),
    ),
    ("subject", "property", "object"),
)
_IDENTIFIERS = Table(
    "identifiers",
    "The same thing, or a page about it, elsewhere.",
    (
        _thing(),
        _words("thing_label", "Label of the thing.", required=False),
        _words("authority", "Who gave the identifier: wikidata, viaf, gnd, or a host name."),
        _words("identifier", "As the authority writes it."),
        _words("property", "exactMatch: the same thing; seeAlso: a page about it."),
        _words("url", "Its address."),
    ),
    ("thing", "property", "url"),
)
_TEXTS = Table(
    "texts",
    "Everything said in words, with the language.",
    (
        _thing(),
        _words("property", "What the words are: label, altLabel, title, note ..."),
        _words("language", "Language tag."),
        _words("text", "The words."),
    ),
    ("thing", "property", "language", "text"),
)
_STATEMENTS = Table(
    "statements",
    "What the sources say: one value stated by one attestation.",
    (
        _thing("attestation", "attestations"),
        _thing(),
        _words("thing_label", "Label of the thing.", required=False),
        _words("property", "The property of the thing that is stated."),
        _words("value", "The value stated."),
        _words("value_label", "Label of the value if it is a thing.", required=False),
        _words("form", "What the value is: date, month, year, integer, link, text, text@en ..."),
        Column("source", "Id in the table sources.", table="sources"),
        _words("source_label", "Label of the source.", required=False),
        _words("locator", "The place in the source.", required=False),
        Column("stance", "Whether the source affirms or denies.", table="terms"),
    ),
    ("attestation", "property", "value", "form"),
)
_TERMS = Table(
    "terms",
    "The words of the ontology: classes, properties and the concepts of the closed lists.",
    (
        _words("id", "Local name."),
        _words("kind", "Class, ObjectProperty, DatatypeProperty, Concept or ConceptScheme."),
        _words("label", "Name in English.", required=False),
        Column("definition", "What it means.", "text", DEFINITION),
        _words("scheme", "The closed list to which a concept belongs.", required=False),
    ),
)
LONG = (_STATEMENTS, _PARTICIPANTS, _LINKS, _IDENTIFIERS, _TEXTS, _TERMS)
