"""Single things, by kind: what is accepted, what sources say, what belongs to them."""

from __future__ import annotations

from cpsu_kg.queries.names import BASE, short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode, Triple

    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.queries.rows import Rows

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


class Thing:
    """Anything that the dataset describes.

    Attributes:
        iri: its IRI.
        kind: the kind named in its IRI, such as person.
        name: its short name.
    """

    # The canned queries that tell more about a thing of this kind: heading, query, parameter.
    more: tuple[tuple[str, str, str], ...] = ()

    def __init__(self, graph: KnowledgeGraph, iri: NamedNode) -> None:
        """Look at a thing that is known to exist.

        Args:
            graph: the dataset.
            iri: the thing.
        """
        self._graph = graph
        self.iri = iri.value
        self.kind = iri.value.removeprefix(BASE).partition("/")[0]
        self.name = short(iri.value)
        self.labels = self._labels()

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name}>"

    @property
    def label(self) -> str:
        """The English label, or the short name where there is none."""
        return self.labels.get("en", self.name)

    def facts(self) -> Rows:
        """What the dataset accepts about the thing; the rows of the query `facts-of`."""
        return self._graph.run("facts-of", thing=self.iri)

    def fact(self, property: str) -> str | None:
        """Give one accepted value.

        Args:
            property: local name of a property, such as `birthDate`.

        Returns:
            The value (the first by order of text), None if there is none.
        """
        values = (r["value"] for r in self.facts() if short(str(r["property"])) == property)
        return next((str(value) for value in values), None)

    def attestations(self) -> Rows:
        """What each source says about the thing; the rows of the query `attestations-of`."""
        return self._graph.run("attestations-of", thing=self.iri)

    def disputes(self) -> Rows:
        """What sources disagree on; the rows of the query `disputes` for this thing."""
        return self._graph.run("disputes", thing=self.iri)

    def sections(self) -> Iterator[tuple[str, Rows]]:
        """Tell what else belongs to a thing of this kind.

        Yields:
            A heading and the rows of a canned query.
        """
        for heading, query, parameter in self.more:
            yield heading, self._graph.run(query, **{parameter: self.iri})

    def triples(self) -> list[Triple]:
        """Give the thing with its attestations and adjudications as RDF.

        Returns:
            The triples, sorted.
        """
        query = (
            "CONSTRUCT { ?thing ?property ?value } WHERE { "
            f"{{ BIND(<{self.iri}> AS ?thing) }} UNION {{ ?thing <{_TERM}attests> <{self.iri}> }}"
            f" UNION {{ ?thing <{_TERM}adjudicates> <{self.iri}> }} ?thing ?property ?value }}"
        )
        return sorted(set(self._graph.store.construct(query)), key=str)

    def _labels(self) -> dict[str, str]:
        query = f"SELECT ?label WHERE {{ <{self.iri}> <{LABEL}> ?label }} ORDER BY ?label"
        found = [term for (term,) in self._graph.store.select(query).rows]
        return {str(getattr(t, "language", "")): str(getattr(t, "value", "")) for t in found}


_TERM = BASE + "ontology#"


class Person(Thing):
    """A person."""

    more = (("Career", "career", "person"), ("Events", "events-of-person", "person"))

    @property
    def birth(self) -> str | None:
        """The accepted day, month or year of birth."""
        return self.fact("birthDate")

    @property
    def death(self) -> str | None:
        """The accepted day, month or year of death."""
        return self.fact("deathDate")

    def career(self) -> Rows:
        """Every office and seat; the rows of the query `career`."""
        return self._graph.run("career", person=self.iri)

    def events(self) -> Rows:
        """The events with a role in them; the rows of the query `events-of-person`."""
        return self._graph.run("events-of-person", person=self.iri)


class Office(Thing):
    """An office."""

    more = (
        ("Titles", "titles-of-office", "office"),
        ("Holders", "holders-of-office", "office"),
        ("Vacancies", "vacancies", "office"),
    )

    def holders(self) -> Rows:
        """Everyone who held it; the rows of the query `holders-of-office`."""
        return self._graph.run("holders-of-office", office=self.iri)


class Body(Thing):
    """A body."""

    more = (("Names", "names-of-body", "body"), ("Size by year", "body-size-by-year", "body"))

    def composition(self, date: object) -> Rows:
        """Who sat in it on a day, in a month or year; the rows of the query `body-composition`."""
        return self._graph.run("body-composition", body=self.iri, date=date)


class Event(Thing):
    """An event."""

    more = (("What it changed", "what-an-event-changed", "event"),)

    def changes(self) -> Rows:
        """What it began, ended or changed; the rows of the query `what-an-event-changed`."""
        return self._graph.run("what-an-event-changed", event=self.iri)


class Line(Thing):
    """An office line."""

    more = (("Holders", "line-of-office", "line"), ("Day by day", "day-partition", "line"))


class Source(Thing):
    """A source."""

    more = (("What it states", "according-to-source", "source"),)


_KINDS: dict[str, type[Thing]] = {
    "body": Body, "event": Event, "line": Line, "office": Office, "person": Person,
    "source": Source,
}  # fmt: skip


def look_at(graph: KnowledgeGraph, iri: NamedNode) -> Thing:
    """Look at a thing as one of its kind.

    Args:
        graph: the dataset.
        iri: the thing.

    Returns:
        The thing.
    """
    kind = iri.value.removeprefix(BASE).partition("/")[0]
    return _KINDS.get(kind, Thing)(graph, iri)
