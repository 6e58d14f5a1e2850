"""HTTP as this package speaks it: one deadline for an exchange, and every fault told in a line.

The deadline closes the connection, so that a server that sends a byte now and then is given up
like a silent one. A redirect is followed only where nothing can get lost on the way.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from contextlib import suppress
from email.utils import parsedate_to_datetime
from functools import lru_cache
from threading import Timer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from cpsu_kg import __version__
from cpsu_kg.errors import EndpointBusy, EndpointError
from cpsu_kg.stores.credentials import HOW, Authentication

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message
    from urllib.request import Request

USER_AGENT = f"cpsu-kg/{__version__} (+https://w3id.org/cpsu-kg)"

_BUSY = (429, 503)
_REDIRECTS = (301, 302, 303, 307, 308)
_BREAKS = (http.client.HTTPException, ConnectionResetError, BrokenPipeError)
_CHUNK = 1 << 16
_LONGEST_EXPLANATION = 200
_REASONS = {
    400: "refuses the request as malformed",
    403: "does not allow it",
    404: "there is nothing at this address",
    405: "does not offer this",
    406: "offers none of the formats that are understood here",
    413: "the request is too long for it",
    414: "the query is too long for it",
    415: "does not understand the format sent",
    501: "does not offer this",
    504: "it took too long there",
}


class Answer(NamedTuple):
    """What a server answered, whole."""

    status: int
    headers: Message
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type, without parameters."""
        return self.headers.get_content_type()

    @property
    def has_end(self) -> bool:
        """Whether the server said how long the answer is, so that a cut shows."""
        chunked = "chunked" in (self.headers["Transfer-Encoding"] or "").lower()
        return chunked or self.headers["Content-Length"] is not None


class Transport:
    """A way to a server."""

    def __init__(
        self,
        timeout: float = 60.0,
        attempts: int = 3,
        longest_wait: float = 30.0,
        authentication: Authentication | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            timeout: seconds that one exchange may take, from the first byte to the last.
            attempts: how often to try while the server is busy or hangs up.
            longest_wait: seconds to wait at most between two attempts.
            authentication: how to answer when it asks who we are.
        """
        self.timeout, self.attempts, self.longest_wait = timeout, attempts, longest_wait
        self._authentication = authentication or Authentication()
        self._sleep: Callable[[float], None] = time.sleep

    def send(self, request: Request) -> Answer:
        """Send a request that may be sent twice, and read the whole answer.

        Args:
            request: the request.

        Returns:
            The answer, of a status that says success.

        Raises:
            EndpointBusy: the server asks to come back later, and did so at every attempt.
            EndpointError: there is no usable answer.
        """
        request.add_header("User-Agent", USER_AGENT)
        for attempt in range(1, max(self.attempts, 1)):
            wait: float | None = None
            try:
                return self._exchange(request)
            except EndpointBusy as busy:
                wait = busy.wait
                if wait is not None and wait > self.longest_wait:
                    raise
            except _Broken:
                pass
            self._sleep(min(2.0 ** (attempt - 1), self.longest_wait) if wait is None else wait)
        return self._exchange(request)

    def _exchange(self, request: Request) -> Answer:
        answer = self._once(request)
        address = shown(request.full_url)
        if answer.status == 401:
            offered = answer.headers.get_all("WWW-Authenticate", [])
            if self._authentication.learn(address, offered):
                answer = self._once(request)
        elif answer.status == 403 and self._authentication.volunteer(address):
            answer = self._once(request)
        if not 200 <= answer.status < 300:
            raise self._refusal(request, answer)
        return answer

    def _once(self, request: Request) -> Answer:
        self._authentication.sign(request)
        address = shown(request.full_url)
        with _Watch(self.timeout) as watch:
            try:
                with _open(request, self.timeout, watch) as response:
                    answer = Answer(response.status, response.headers, _read(response))
                if watch.expired:
                    raise TimeoutError
                return answer
            except _Redirected as redirect:
                raise EndpointError(address, str(redirect), redirect.status) from None
            except (OSError, http.client.HTTPException) as error:
                cause = getattr(error, "reason", error)
                if watch.expired or isinstance(cause, TimeoutError):
                    reason = f"no answer within {self.timeout:g} seconds (see --timeout)"
                    raise EndpointError(address, reason) from None
                kind = _Broken if isinstance(cause, _BREAKS) else EndpointError
                raise kind(address, _network_reason(cause)) from None

    def _refusal(self, request: Request, answer: Answer) -> EndpointError:
        address, status = shown(request.full_url), answer.status
        if status in _BUSY:
            return EndpointBusy(address, status, _wait(answer.headers))
        if status == 401 and self._authentication.known:
            reason = "refuses the user, password or token"
        elif status == 401:
            reason = f"asks for a password; {HOW}"
        else:
            reason = _REASONS.get(status, "the request failed there")
        said = _explanation(answer)
        detail = f"HTTP status {status}" + (f": {said}" if said else "")
        return EndpointError(address, f"{reason} ({detail})", status)


class _Broken(EndpointError):
    """The server hung up; another attempt makes sense."""


class _Redirected(Exception):
    """The server points elsewhere, and the request cannot follow."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def shown(url: str) -> str:
    """Give the part of an address that a message may show.

    Args:
        url: the address.

    Returns:
        It without user, password and query.
    """
    parts = urlsplit(url)
    netloc = parts.netloc.rpartition("@")[2]
    return _printable(parts._replace(netloc=netloc, query="", fragment="").geturl())


def check_address(url: str) -> str:
    """Check that an address is one of the web.

    Args:
        url: the address.

    Returns:
        The address.

    Raises:
        EndpointError: it is malformed, not of http or https, or holds a password.
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        parts.port  # noqa: B018 - raises ValueError if it is no number
    except ValueError:
        raise EndpointError(
            _printable(url.rpartition("@")[2]), "the address is malformed"
        ) from None
    if not usable:
        raise EndpointError(shown(url), "the address must begin with http:// or https://")
    if "@" in parts.netloc:
        raise EndpointError(shown(url), f"no user or password in the address, please; {HOW}")
    return url


class _Watch:
    """A clock that closes the connections of an exchange when its time is over."""

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self._sockets: list[socket.socket] = []
        self._timer = Timer(seconds, self._expire)
        self._timer.daemon = True

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def add(self, opened: socket.socket | None) -> None:
        if opened is not None:
            self._sockets.append(opened)

    def _expire(self) -> None:
        self.expired = True
        for each in self._sockets:
            with suppress(OSError):  # closed already
                socket.socket.shutdown(each, socket.SHUT_RDWR)


class _Watched(urllib.request.AbstractHTTPHandler):
    """A handler whose connections are on a watch."""

    watch: _Watch

    def do_open(self, http_class: Any, req: Request, **http_conn_args: Any) -> Any:
        def watched(host: str, **more: Any) -> Any:
            connection = http_class(host, **more)
            connect = connection.connect

            def connect_and_watch() -> None:
                connect()
                self.watch.add(connection.sock)

            connection.connect = connect_and_watch
            return connection

        return super().do_open(watched, req, **http_conn_args)


class _Http(_Watched, urllib.request.HTTPHandler):
    """http:, on a watch."""


class _Https(_Watched, urllib.request.HTTPSHandler):
    """https:, on a watch."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows where a question is repeated as it was; refuses where its body would be dropped."""

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        if req.get_method() not in ("GET", "HEAD"):
            fp.close()
            raise _Redirected(code, f"it redirects to {shown(newurl)}; use that address instead")
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise urllib.error.HTTPError(newurl, code, msg, headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(request: Request, timeout: float, watch: _Watch) -> Any:
    plain, secure = _Http(), _Https(context=_certificates())
    plain.watch = secure.watch = watch
    opener = urllib.request.build_opener(plain, secure, _Redirects())
    try:
        return opener.open(request, timeout=timeout)
    except urllib.error.HTTPError as error:
        if error.code in _REDIRECTS:
            error.close()
            reason = "it redirects without end, or to what is no web address"
            raise _Redirected(error.code, reason) from None
        return error


@lru_cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


def _read(response: Any) -> bytes:
    pieces = []
    while piece := response.read1(_CHUNK):
        pieces.append(piece)
    if getattr(response, "length", None):
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(pieces)


def _explanation(answer: Answer) -> str:
    """Give the first line of what a server says in plain text, kept short and harmless."""
    if answer.media_type != "text/plain":
        return ""
    text = answer.body[: 4 * _LONGEST_EXPLANATION].decode("utf-8", "replace").strip()
    return _printable(text.partition("\n")[0].strip())[:_LONGEST_EXPLANATION]


def _network_reason(cause: object) -> str:
    if isinstance(cause, ConnectionRefusedError):
        return "the connection is refused; is it running?"
    if isinstance(cause, socket.gaierror):
        return "the host name is not known"
    if isinstance(cause, _BREAKS):
        return "the answer breaks off"
    return _printable(" ".join(str(cause).split())) or type(cause).__name__


def _wait(headers: Message) -> float | None:
    text = headers["Retry-After"] or ""
    if text.strip().isdecimal():
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, then.timestamp() - time.time())


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else "?" for each in text)
