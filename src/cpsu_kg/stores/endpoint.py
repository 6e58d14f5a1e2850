"""One exchange with a SPARQL endpoint over HTTP, with every way it can go wrong told in a line."""

from __future__ import annotations

import http.client
import socket
import time
import urllib.error
import warnings
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from SPARQLWrapper import GET, POST, SPARQLExceptions, SPARQLWrapper

from cpsu_kg import __version__
from cpsu_kg.errors import CpsuKgError, EndpointBusy, EndpointError, QueryError
from cpsu_kg.stores.guard import form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from email.message import Message

USER_AGENT = f"cpsu-kg/{__version__} (+https://w3id.org/cpsu-kg)"
LONGEST_GET = 1500  # characters of SPARQL; longer ones go by POST, as servers limit addresses

_BUSY = (429, 503)
_CHUNK = 1 << 16
_STATUS = {
    SPARQLExceptions.QueryBadFormed: 400,
    SPARQLExceptions.Unauthorized: 401,
    SPARQLExceptions.EndPointNotFound: 404,
    SPARQLExceptions.URITooLong: 414,
    SPARQLExceptions.EndPointInternalError: 500,
}
_REASONS = {
    400: "refuses the query as malformed",
    401: "asks for a password",
    403: "does not allow the query",
    404: "there is nothing at this address",
    414: "the query is too long for it",
}


class Endpoint:
    """An address that is only ever asked to read."""

    def __init__(self, url: str, timeout: float, attempts: int, longest_wait: float) -> None:
        """See `RemoteStore`."""
        try:
            parts = urlsplit(url)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname)
            parts.port  # noqa: B018 - raises ValueError if it is no number
        except ValueError:
            raise EndpointError(url, "the address is malformed") from None
        if not usable:
            raise EndpointError(url, "the address must begin with http:// or https://")
        self.url = url
        # what a message may show: without a password
        self.shown = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        self.timeout, self.attempts, self.longest_wait = timeout, attempts, longest_wait
        self._sleep: Callable[[float], None] = time.sleep

    def ask(self, query: str, forms: Collection[str], accept: str) -> tuple[bytes, str]:
        """Send a query and read the whole answer.

        Args:
            query: the SPARQL text.
            forms: the forms that it may have, such as SELECT.
            accept: the media types wanted.

        Returns:
            The answer and its media type.

        Raises:
            QueryError: the query has another form, or the endpoint finds it malformed.
            EndpointError: there is no usable answer.
        """
        wrapper = self._wrapper(query, accept)
        if form(query) not in forms or wrapper.isSparqlUpdateRequest():
            raise QueryError(f"{' or '.join(sorted(forms))} is expected here")
        for attempt in range(1, self.attempts + 1):
            try:
                return self._send(wrapper, query)
            except EndpointBusy as busy:
                if attempt == self.attempts:
                    raise
                wait = 2.0 ** (attempt - 1) if busy.wait is None else busy.wait
                self._sleep(min(wait, self.longest_wait))
        raise EndpointError(self.shown, "was not asked at all")

    def error(self, reason: str, status: int | None = None) -> EndpointError:
        """Make an error about this endpoint."""
        return EndpointError(self.shown, reason, status)

    def _wrapper(self, query: str, accept: str) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(self.url, agent=USER_AGENT)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of an unknown form, which is refused anyway
            wrapper.setQuery(query)
        wrapper.setMethod(GET if len(query) <= LONGEST_GET else POST)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", accept)
        wrapper.timeout = self.timeout  # type: ignore[assignment]  # its setter cuts fractions off
        return wrapper

    def _send(self, wrapper: SPARQLWrapper, query: str) -> tuple[bytes, str]:
        try:
            with wrapper.query().response as response:
                return self._read(response), response.headers.get_content_type()
        except urllib.error.HTTPError as error:
            with error:
                if error.code in _BUSY:
                    raise EndpointBusy(self.shown, error.code, _wait(error.headers)) from None
            raise self._refusal(error.code) from None
        except SPARQLExceptions.SPARQLWrapperException as error:
            raise self._explained(_STATUS.get(type(error)), query) from None
        except (OSError, http.client.HTTPException) as error:
            raise self.error(self._network_reason(error)) from None

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        deadline = time.monotonic() + self.timeout
        # Virtuoso says with these headers that it stopped before the end.
        if response.headers["X-SPARQL-MaxRows"] or response.headers["X-SQL-State"]:
            raise self.error("gave only a part of the answer")
        pieces = []
        while piece := response.read1(_CHUNK):
            pieces.append(piece)
            if time.monotonic() > deadline:
                raise TimeoutError
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return b"".join(pieces)

    def _explained(self, status: int | None, query: str) -> CpsuKgError:
        if status == 400:
            from cpsu_kg.stores.explain import grammar_problem

            problem = grammar_problem(query)
            if problem:
                return problem
        return self._refusal(status)

    def _refusal(self, status: int | None) -> EndpointError:
        reason = _REASONS.get(status or 0, "the query failed there")
        return self.error(f"{reason} (HTTP status {status})", status)

    def _network_reason(self, error: Exception) -> str:
        cause = getattr(error, "reason", error)
        if isinstance(cause, TimeoutError):
            return f"no answer within {self.timeout:g} seconds"
        if isinstance(cause, ConnectionRefusedError):
            return "the connection is refused; is it running?"
        if isinstance(cause, socket.gaierror):
            return "the host name is not known"
        if isinstance(cause, http.client.IncompleteRead | ConnectionResetError):
            return "the answer breaks off"
        return " ".join(str(cause).split()) or type(cause).__name__


def _wait(headers: Message) -> float | None:
    text = headers["Retry-After"] or ""
    if text.strip().isdecimal():
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, then.timestamp() - time.time())
