"""Queries written for the Wikidata Query Service, answered from the dataset as they stand."""

from __future__ import annotations

from cpsu_kg.errors import QueryError, QueryTimeout
from cpsu_kg.queries.constructed import ConstructedStore
from cpsu_kg.wikidata.dialect import rename_reused, translate_dialect
from cpsu_kg.wikidata.edits import Edits
from cpsu_kg.wikidata.functions import functions
from cpsu_kg.wikidata.labels import place_labels
from cpsu_kg.wikidata.parser import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Triple

    from cpsu_kg.resources import Resources
    from cpsu_kg.stores.protocol import Store
    from cpsu_kg.stores.solutions import Solutions


class Translation:
    """A query in plain SPARQL.

    Attributes:
        form: SELECT, CONSTRUCT, ASK or DESCRIBE.
        text: the query, its lines where they were.
        shift: how many characters were put before its first line.
    """

    __slots__ = ("form", "shift", "text")

    def __init__(self, form: str, prologue: str, text: str) -> None:
        self.form = form
        self.text = prologue + text
        self.shift = len(prologue)


class QueryService(ConstructedStore):
    """The Wikidata view, asked in the dialect of Wikidata's own service."""

    def __init__(self, source: Store, resources: Resources) -> None:
        """Open the view, building it if it is not kept; see `ConstructedStore`."""
        super().__init__(source, resources, "wikidata")
        self._functions = functions(lambda: self._store)

    def run(self, text: str, language: str = "en") -> Solutions | bool | list[Triple]:
        """Answer a query.

        Args:
            text: the query, as it would be given to the Query Service.
            language: what `[AUTO_LANGUAGE]` stands for.

        Returns:
            Solutions for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE.

        Raises:
            QueryError: the query is malformed.
            ServiceRefused: it calls a service other than wikibase:label.
        """
        return run_on(self, text, language)


def run_on(store: Store, text: str, language: str = "en") -> Solutions | bool | list[Triple]:
    """Answer a query on any store of the view that knows `functions.functions`.

    Args:
        store: where the view is.
        text: the query, as it would be given to the Query Service.
        language: what `[AUTO_LANGUAGE]` stands for.

    Returns:
        Solutions for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE.

    Raises:
        QueryError: the query is malformed.
        ServiceRefused: it calls a service other than wikibase:label.
    """
    plain = translate(text, language)
    try:
        if plain.form == "SELECT":
            return store.select(plain.text)
        return store.ask(plain.text) if plain.form == "ASK" else list(store.construct(plain.text))
    except QueryTimeout:
        raise
    except QueryError as error:
        if error.line != 1 or error.column is None:
            raise
        reason, column = error.reason, max(1, error.column - plain.shift)
    raise QueryError(reason, 1, column)


def translate(text: str, language: str = "en") -> Translation:
    """Say a query for the Query Service in plain SPARQL.

    Args:
        text: the query.
        language: what `[AUTO_LANGUAGE]` stands for.

    Returns:
        The query for the embedded engine, which must know `functions.functions`.

    Raises:
        QueryError: the query is malformed.
        ServiceRefused: it calls a service other than wikibase:label.
    """
    text = text.removeprefix("\ufeff")
    query = parse(text)
    renamed = rename_reused(query)
    if renamed != text:
        query = parse(renamed)
    edits = Edits(query.text)
    translate_dialect(query, edits)
    place_labels(query, edits, language)
    prologue = "".join(
        f"PREFIX {name}: <{query.prefixes[name]}> " for name in sorted(query.implied)
    )
    return Translation(query.select.form, prologue, edits.text())
