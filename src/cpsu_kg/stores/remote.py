"""The dataset behind any SPARQL 1.1 endpoint, asked through SPARQLWrapper."""

from __future__ import annotations

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from cpsu_kg.stores.credentials import Authentication, from_environment
from cpsu_kg.stores.endpoint import Endpoint
from cpsu_kg.stores.solutions import Solutions
from cpsu_kg.stores.transport import Transport

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cpsu_kg.errors import EndpointError
    from cpsu_kg.stores.credentials import Credentials
    from cpsu_kg.stores.transport import Answer

_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
_GRAPHS = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
# formats whose end shows in the text itself
_CLOSED = (RdfFormat.RDF_XML, RdfFormat.JSON_LD)
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
        credentials: Callable[[str], Credentials | None] = from_environment,
    ) -> None:
        """Point at an endpoint; nothing is sent before the first query.

        Args:
            url: its http or https address.
            timeout: seconds that one answer may take to arrive.
            attempts: how often to ask an endpoint that is busy (429 or 503) or hangs up.
            longest_wait: seconds to wait at most between two attempts.
            credentials: finds user and password, or token, if the endpoint asks for them.

        Raises:
            EndpointError: the address is not one of http or https.
        """
        transport = Transport(timeout, attempts, longest_wait, Authentication(credentials))
        self._endpoint = Endpoint(url, transport)

    @property
    def url(self) -> str:
        """The address of the endpoint."""
        return self._endpoint.url

    def select(self, query: str) -> Solutions:
        """Run a SELECT; see `Store.select`."""
        result = self._results(query, "SELECT")
        if isinstance(result, bool):
            raise self._endpoint.error("answers a SELECT with a yes or no")
        return result

    def construct(self, query: str) -> Iterator[Triple]:
        """Run a CONSTRUCT or DESCRIBE; see `Store.construct`."""
        answer = self._endpoint.ask(query, ("CONSTRUCT", "DESCRIBE"), _GRAPHS)
        format = RdfFormat.from_media_type(answer.media_type)
        if format is None:
            raise self._unexpected(answer)
        if not answer.has_end and format not in _CLOSED:
            raise self._endpoint.error("does not say where the answer ends; it may be cut off")
        return self._triples(answer.body, format)

    def ask(self, query: str) -> bool:
        """Run an ASK; see `Store.ask`."""
        result = self._results(query, "ASK")
        if isinstance(result, Solutions):
            raise self._endpoint.error("answers an ASK with rows")
        return result

    def _results(self, query: str, form: str) -> Solutions | bool:
        answer = self._endpoint.ask(query, (form,), _RESULTS)
        media_type = _LOOSE.get(answer.media_type, answer.media_type)
        format = QueryResultsFormat.from_media_type(media_type)
        if format is None or format == QueryResultsFormat.CSV:  # which a plain text would be
            raise self._unexpected(answer)
        try:
            result = _read(answer.body, format)
            return _truth(result) if form == "ASK" else result
        except (SyntaxError, ValueError, MemoryError) as error:
            reason = str(error)
        # Raised out here, the error does not hold on to an answer, which must die in this thread.
        raise self._malformed(reason)

    def _triples(self, body: bytes, format: RdfFormat) -> Iterator[Triple]:
        try:
            for quad in parse(body, format, base_iri=self._endpoint.url):
                yield quad.triple
        except (SyntaxError, MemoryError) as error:  # a value beyond the parser's limit
            raise self._malformed(str(error)) from None

    def _unexpected(self, answer: Answer) -> EndpointError:
        return self._endpoint.error(
            f"answers with {answer.media_type}, not with SPARQL results; is it a SPARQL endpoint?"
        )

    def _malformed(self, reason: str) -> EndpointError:
        place = " ".join(reason.split())
        return self._endpoint.error(f"the answer is cut off or malformed ({place})")


def _read(body: bytes, format: QueryResultsFormat) -> Solutions | bool:
    answer = parse_query_results(body, format)
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    return Solutions([each.value for each in answer.variables], map(tuple, answer))


def _truth(result: Solutions | bool) -> Solutions | bool:
    """Read the row that Virtuoso gives for a yes or no."""
    if isinstance(result, Solutions) and result.variables == ["__ASK_RETVAL"]:
        ((value,),) = result.rows
        return isinstance(value, Literal) and value.value == "1"
    return result
