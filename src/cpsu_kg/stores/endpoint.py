"""One exchange with a SPARQL endpoint: a question asked by SPARQLWrapper, a whole answer back.

SPARQLWrapper makes the request; it is sent by `Transport`, because its own way of sending
passes passwords on to where a server redirects, and drops a question sent by POST there.
"""

from __future__ import annotations

import warnings

from SPARQLWrapper import GET, POST, SPARQLWrapper

from cpsu_kg.errors import CpsuKgError, EndpointError, QueryError
from cpsu_kg.stores.guard import form, names_graphs
from cpsu_kg.stores.transport import USER_AGENT, Transport, check_address, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from urllib.request import Request

    from cpsu_kg.stores.transport import Answer

LONGEST_GET = 1500  # characters of SPARQL; longer ones go by POST, as servers limit addresses

# Virtuoso says with these headers that it stopped before the end.
_PARTIAL = ("X-SPARQL-MaxRows", "X-SQL-State")


class Endpoint:
    """An address that is only ever asked to read.

    Attributes:
        url: the address.
        graphs: the named graphs to put questions to, those of the endpoint's choice if empty.
    """

    def __init__(self, url: str, transport: Transport) -> None:
        """Point at an address.

        Args:
            url: of http or https.
            transport: the way to it.

        Raises:
            EndpointError: the address is not one of http or https.
        """
        self.url = check_address(url)
        self.graphs: Sequence[str] = ()
        self._transport = transport

    def ask(self, query: str, forms: Collection[str], accept: str) -> Answer:
        """Send a query and read the whole answer.

        Args:
            query: the SPARQL text.
            forms: the forms that it may have, such as SELECT.
            accept: the media types wanted.

        Returns:
            The answer.

        Raises:
            QueryError: the query has another form, or the endpoint finds it malformed.
            EndpointError: there is no usable answer.
        """
        found = form(query)
        if found not in forms:
            raise QueryError(f"{' or '.join(sorted(forms))} is expected here")
        try:
            answer = self._transport.send(self._request(query, found, accept))
        except EndpointError as error:
            raise self._explained(error, query) from None
        if any(answer.headers[name] for name in _PARTIAL):
            raise self.error("gave only a part of the answer")
        return answer

    def error(self, reason: str, status: int | None = None) -> EndpointError:
        """Make an error about this endpoint."""
        return EndpointError(shown(self.url), reason, status)

    def _request(self, query: str, form: str, accept: str) -> Request:
        wrapper = SPARQLWrapper(self.url, agent=USER_AGENT)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it guesses the form, and sometimes finds none
            wrapper.setQuery(query)
        wrapper.queryType = form
        wrapper.setMethod(GET if len(query) <= LONGEST_GET else POST)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", accept)
        if not names_graphs(query):
            for graph in self.graphs:
                wrapper.addDefaultGraph(graph)
                wrapper.addNamedGraph(graph)
        return wrapper._createRequest()

    def _explained(self, error: EndpointError, query: str) -> CpsuKgError:
        if error.status == 400:
            from cpsu_kg.stores.explain import grammar_problem

            problem = grammar_problem(query)
            if problem:
                return problem
        return error
