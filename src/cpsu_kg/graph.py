"""The knowledge graph: the one noun that users of the library import."""

from __future__ import annotations

from datetime import date as day

from cpsu_kg.dates import PartialDate
from cpsu_kg.errors import DateError
from cpsu_kg.queries.catalogue import Catalogue
from cpsu_kg.queries.names import Names
from cpsu_kg.queries.rows import Rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import rdflib
    from pyoxigraph import Triple

    from cpsu_kg import things
    from cpsu_kg.resources import Resources
    from cpsu_kg.stores.embedded import EmbeddedStore
    from cpsu_kg.stores.protocol import Store

SCOPE = (day(1917, 3, 1), day(1991, 12, 31))
_SCOPE_IN_WORDS = "March 1917 to December 1991, and the successor line after it"


class KnowledgeGraph:
    """Who led the Communist Party of the Soviet Union, asked of one dataset.

    Attributes:
        store: where the triples are.
        queries: the canned queries.
        names: the entities, by short name.
    """

    def __init__(self, resources: Resources | None = None, *, store: Store | None = None) -> None:
        """Open a dataset.

        Args:
            resources: where the dataset lies; by default the checkout or the installed copy.
            store: where its triples are, if not in the dataset's own files.

        Raises:
            ResourceError: the dataset is missing.
            DataSyntaxError: a data file is not well-formed.
        """
        if resources is None:
            from cpsu_kg.resources import find

            resources = find()
        if store is None:
            from cpsu_kg.stores.embedded import EmbeddedStore

            store = EmbeddedStore(resources)
        self.resources = resources
        self.store = store
        self.queries = Catalogue(resources)
        self.names = Names(store)
        self._projections: dict[str, EmbeddedStore] = {}

    @classmethod
    def remote(
        cls, url: str, resources: Resources | None = None, *, timeout: float = 60.0
    ) -> KnowledgeGraph:
        """Ask a SPARQL 1.1 endpoint that holds the dataset.

        User and password, or a token, come from the environment if the endpoint asks for them.

        Args:
            url: address of the endpoint.
            resources: where the canned queries lie; by default the checkout or installed copy.
            timeout: seconds that one answer may take.

        Returns:
            The graph; every method works as on the embedded dataset.

        Raises:
            EndpointError: the address is not one of http or https.
        """
        from cpsu_kg.stores.published import PublishedStore

        return cls(resources, store=PublishedStore(url, timeout=timeout))

    def on(self, date: object) -> Rows:
        """Tell who held, acted in or led what on a day, month or year.

        Args:
            date: `1953`, `1953-03`, `1953-03-10` or a datetime.date, New Style.

        Returns:
            Rows with the columns of the query `on`; none if nobody is known within the scope.

        Raises:
            DateError: not a date, or one outside the scope that the dataset is silent about.
        """
        period = PartialDate.parse(str(date))
        if period.first_day > day.today():
            raise DateError(str(date), "it lies in the future")
        rows = self.run("on", date=period)
        if not rows and not in_scope(period):
            reason = f"it lies outside the scope of the dataset ({_SCOPE_IN_WORDS})"
            raise DateError(str(date), reason)
        return rows

    def run(self, name: str, /, **values: object) -> Rows:
        """Run a canned query.

        Args:
            name: its name, as listed by `queries.names()`.
            **values: its parameters; entities by short name or IRI.

        Returns:
            The rows.

        Raises:
            UnknownName: there is no such query or entity.
            ParameterError: a parameter is missing, unknown or of the wrong type.
            DateError: a date cannot be read.
        """
        query = self.queries.get(name)
        text = query.bind(values, self.names)
        return Rows(self.store.select(text), query.header.lists)

    def sparql(self, text: str) -> Rows | bool | list[Triple]:
        """Run any SPARQL 1.1 query.

        Args:
            text: the query.

        Returns:
            Rows for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE.

        Raises:
            QueryError: the text is malformed.
        """
        from cpsu_kg.queries.sparql_text import query_form

        form = query_form(text)
        if form == "SELECT":
            return Rows(self.store.select(text))
        if form == "ASK":
            return self.store.ask(text)
        return list(self.store.construct(text))

    def person(self, name: str) -> things.Person:
        """Look at a person.

        Args:
            name: short name or IRI.

        Returns:
            What is known of it.

        Raises:
            UnknownName: there is no such person.
        """
        from cpsu_kg import things

        return things.Person(self, self.names.resolve("person", name))

    def office(self, name: str) -> things.Office:
        """Look at an office.

        Args:
            name: short name or IRI.

        Returns:
            What is known of it.

        Raises:
            UnknownName: there is no such office.
        """
        from cpsu_kg import things

        return things.Office(self, self.names.resolve("office", name))

    def body(self, name: str) -> things.Body:
        """Look at a body.

        Args:
            name: short name or IRI.

        Returns:
            What is known of it.

        Raises:
            UnknownName: there is no such body.
        """
        from cpsu_kg import things

        return things.Body(self, self.names.resolve("body", name))

    def event(self, name: str) -> things.Event:
        """Look at an event.

        Args:
            name: short name or IRI.

        Returns:
            What is known of it.

        Raises:
            UnknownName: there is no such event.
        """
        from cpsu_kg import things

        return things.Event(self, self.names.resolve("event", name))

    def thing(self, name: str) -> things.Thing:
        """Look at anything the dataset describes.

        Args:
            name: short name, `kind/name` or IRI.

        Returns:
            What is known of it, as one of its kind.

        Raises:
            UnknownName: there is no such thing.
        """
        from cpsu_kg import things

        return things.look_at(self, self.names.resolve("thing", name))

    def disputes(self, thing: str | None = None) -> Rows:
        """List what the sources disagree on, and what was chosen.

        Args:
            thing: short name or IRI of what is in dispute; None for all.

        Returns:
            The rows of the query `disputes`.

        Raises:
            UnknownName: there is no such thing.
        """
        return self.run("disputes", thing=thing)

    def view(self, name: str) -> EmbeddedStore:
        """Look at the dataset in the words of another vocabulary.

        Args:
            name: the view: org, schema, popolo or wikidata.

        Returns:
            A store of the view's triples, made on the first call.

        Raises:
            UnknownName: there is no such view.
        """
        if name not in self._projections:
            self._projections[name] = self._open_view(name)
        return self._projections[name]

    def wikidata(self, text: str, language: str = "en") -> Rows | bool | list[Triple]:
        """Run a query that was written for the Wikidata Query Service, as it stands.

        Args:
            text: the query; the service's prefixes and its label service are known.
            language: what `[AUTO_LANGUAGE]` stands for.

        Returns:
            Rows for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE.

        Raises:
            QueryError: the text is malformed.
            ServiceRefused: it calls a service other than wikibase:label.
        """
        from cpsu_kg.stores.solutions import Solutions
        from cpsu_kg.wikidata.service import QueryService

        service = self.view("wikidata")
        assert isinstance(service, QueryService)
        answer = service.run(text, language)
        return Rows(answer) if isinstance(answer, Solutions) else answer

    def _open_view(self, name: str) -> EmbeddedStore:
        if name == "wikidata":
            from cpsu_kg.wikidata.service import QueryService

            return QueryService(self.store, self.resources)
        from cpsu_kg.queries.constructed import ConstructedStore

        return ConstructedStore(self.store, self.resources, name)

    def document(self, name: str, view: str | None = None) -> dict[str, Any]:
        """Describe a thing as a JSON-LD document, with what belongs to it inside.

        Args:
            name: short name, `kind/name` or IRI.
            view: a view, such as schema; by default the dataset's own vocabulary.

        Returns:
            The document with its context.

        Raises:
            UnknownName: there is no such thing or view, or the view leaves the thing out.
        """
        from cpsu_kg.exports.documents import document

        return document(self, self.names.resolve("thing", name), view)

    def graph(self) -> rdflib.Graph:
        """Copy the whole dataset into an rdflib graph.

        Returns:
            The graph, all named graphs merged.
        """
        from cpsu_kg.rdflib_copy import to_rdflib

        triples = self.store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        return to_rdflib(triples)

    def validate(self, *paths: str, **options: Any) -> Any:
        """Check data files against the shapes; see `cpsu_kg.validation.validate`."""
        from cpsu_kg.validation import validate

        return validate(*paths, resources=self.resources, **options)

    def export(self, format: str, path: str, **options: Any) -> Any:
        """Write the dataset in another format; see `cpsu_kg.exports.export`."""
        from cpsu_kg.exports import export

        return export(self, format, path, **options)


def in_scope(period: PartialDate) -> bool:
    """Tell whether the dataset means to answer for at least one day of a period.

    Args:
        period: a day, month or year.

    Returns:
        False outside March 1917 to December 1991.
    """
    return period.first_day <= SCOPE[1] and period.last_day >= SCOPE[0]
