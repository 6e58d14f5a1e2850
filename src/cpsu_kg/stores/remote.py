"""The dataset behind any SPARQL 1.1 endpoint, asked through SPARQLWrapper."""

from __future__ import annotations

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from cpsu_kg.stores.endpoint import Endpoint
from cpsu_kg.stores.solutions import Solutions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.errors import EndpointError

_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
_GRAPHS = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_LOOSE = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
}


class RemoteStore:
    """A store that asks an endpoint; it never sends an update."""

    def __init__(
        self,
        url: str,
        *,
        timeout: float = 60.0,
        attempts: int = 3,
        longest_wait: float = 30.0,
    ) -> None:
        """Point at an endpoint; nothing is sent before the first query.

        Args:
            url: its http or https address.
            timeout: seconds that one answer may take to arrive.
            attempts: how often to ask an endpoint that says it is busy (status 429 or 503).
            longest_wait: seconds to wait at most between two attempts.

        Raises:
            EndpointError: the address is not one of http or https.
        """
        self._endpoint = Endpoint(url, timeout, attempts, longest_wait)

    def select(self, query: str) -> Solutions:
        """Run a SELECT; see `Store.select`."""
        result = self._results(query, "SELECT")
        if isinstance(result, bool):
            raise self._endpoint.error("answers a SELECT with a yes or no")
        return result

    def construct(self, query: str) -> Iterator[Triple]:
        """Run a CONSTRUCT or DESCRIBE; see `Store.construct`."""
        body, media_type = self._endpoint.ask(query, ("CONSTRUCT", "DESCRIBE"), _GRAPHS)
        format = RdfFormat.from_media_type(media_type)
        if format is None:
            raise self._unexpected(media_type)
        return self._triples(body, format)

    def ask(self, query: str) -> bool:
        """Run an ASK; see `Store.ask`."""
        result = self._results(query, "ASK")
        if isinstance(result, Solutions):
            raise self._endpoint.error("answers an ASK with rows")
        return result

    def _results(self, query: str, form: str) -> Solutions | bool:
        body, media_type = self._endpoint.ask(query, (form,), _RESULTS)
        format = QueryResultsFormat.from_media_type(_LOOSE.get(media_type, media_type))
        if format is None:
            raise self._unexpected(media_type)
        try:
            return _read(body, format)
        except (SyntaxError, ValueError) as error:
            reason = str(error)
        # Raised out here, the error does not hold on to an answer, which must die in this thread.
        raise self._malformed(reason)

    def _triples(self, body: bytes, format: RdfFormat) -> Iterator[Triple]:
        try:
            for quad in parse(body, format, base_iri=self._endpoint.url):
                yield quad.triple
        except SyntaxError as error:
            raise self._malformed(str(error)) from None

    def _unexpected(self, media_type: str) -> EndpointError:
        return self._endpoint.error(
            f"answers with {media_type}, not with SPARQL results; is it a SPARQL endpoint?"
        )

    def _malformed(self, reason: str) -> EndpointError:
        place = " ".join(reason.split())
        return self._endpoint.error(f"the answer is cut off or malformed ({place})")


def _read(body: bytes, format: QueryResultsFormat) -> Solutions | bool:
    answer = parse_query_results(body, format)
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    return Solutions([each.value for each in answer.variables], map(tuple, answer))
