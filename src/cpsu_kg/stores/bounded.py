"""The embedded store for a stranger's query: asked in a child process that can be stopped.

The engine cannot be interrupted within a process, so each query runs in one of its own. The
system ends it when its time is over or its memory spent; only an answer that came whole counts.
"""

from __future__ import annotations

import json
import os
import signal
import sys

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    parse,
    parse_query_results,
)

from cpsu_kg import errors
from cpsu_kg.errors import CpsuKgError, QueryError, QueryTimeout
from cpsu_kg.resources import Resources, find
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.stores.solutions import Solutions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, NoReturn

    from pyoxigraph import Triple

TIMEOUT = 60.0  # seconds; every canned query takes less than a tenth of one
MEMORY = 4 << 30  # bytes

_ROWS, _TRIPLES, _TRUE, _FALSE, _REFUSED, _BUG = b"R", b"G", b"1", b"0", b"E", b"X"
_EXPIRED = 75  # exit status where the system has no alarm clock
_FIELDS = {
    "QueryError": ("reason", "line", "column"),
    "ServiceRefused": ("line", "column"),
    "DataSyntaxError": ("path", "reason", "line", "column"),
    "ResourceError": ("path", "reason"),
}
_CHILD = """import json, sys
order = json.load(sys.stdin.buffer)
sys.path[:] = order.pop("path")
from cpsu_kg.stores.bounded import serve
serve(1, **order)"""


class BoundedStore:
    """The embedded dataset, for queries that may take too long, crash or look elsewhere."""

    def __init__(
        self,
        resources: Resources | None = None,
        *,
        timeout: float = TIMEOUT,
        memory: int = MEMORY,
        allow_service: bool = False,
        wikidata: bool = False,
    ) -> None:
        """Open nothing yet.

        Args:
            resources: where the dataset lies; by default the checkout or the installed copy.
            timeout: seconds that a query may take.
            memory: bytes that it may take, where the system can tell.
            allow_service: whether SERVICE may ask other endpoints.
            wikidata: whether to ask the Wikidata view instead, with the functions of its service.
        """
        self._wikidata = wikidata
        self._root = (resources or find()).root
        self._timeout, self._memory, self._allow_service = timeout, memory, allow_service

    def select(self, query: str) -> Solutions:
        """Run a SELECT; see `Store.select`."""
        kind, body = self._ask(query)
        if kind != _ROWS:
            raise QueryError("a SELECT is expected here")
        answer: Any = parse_query_results(body, QueryResultsFormat.JSON)
        return Solutions([each.value for each in answer.variables], map(tuple, answer))

    def construct(self, query: str) -> Iterator[Triple]:
        """Run a CONSTRUCT or DESCRIBE; see `Store.construct`."""
        kind, body = self._ask(query)
        if kind != _TRIPLES:
            raise QueryError("a CONSTRUCT or DESCRIBE is expected here")
        return (quad.triple for quad in parse(body, RdfFormat.N_TRIPLES))

    def ask(self, query: str) -> bool:
        """Run an ASK; see `Store.ask`."""
        kind, _ = self._ask(query)
        if kind not in (_TRUE, _FALSE):
            raise QueryError("an ASK is expected here")
        return kind == _TRUE

    def _ask(self, query: str) -> tuple[bytes, bytes]:
        order = {
            "root": self._root,
            "query": query,
            "timeout": self._timeout,
            "memory": self._memory,
            "allow_service": self._allow_service,
            "wikidata": self._wikidata,
        }
        status, output = _forked(order) if _can_fork() else _spawned(order)
        if status in (_EXPIRED, -getattr(signal, "SIGALRM", 0)):
            raise QueryTimeout(self._timeout)
        if status < 0:
            raise QueryError("it was stopped, for it needs too much memory or depth")
        kind, body = output[:1], output[1:]
        if status or kind in (_BUG, b""):
            raise RuntimeError(body.decode("utf-8", "replace") or f"exit status {status}")
        if kind == _REFUSED:
            name, *values = json.loads(body)
            raise getattr(errors, name)(*values)
        return kind, body


def serve(
    writing: int,
    root: str,
    query: str,
    timeout: float,
    memory: int,
    allow_service: bool,
    wikidata: bool,
) -> NoReturn:
    """Be the child: answer one query and end this process.

    Args:
        writing: the descriptor to write the answer to.
        root: the folder of the dataset.
        query: the SPARQL text.
        timeout: seconds after which the system ends this process, from now on.
        memory: bytes after which it does.
        allow_service: whether SERVICE may ask other endpoints.
        wikidata: whether to ask the Wikidata view.
    """
    status = 1
    try:
        with open(writing, "wb") as stream:
            stream.write(_answer(root, query, timeout, memory, allow_service, wikidata))
        status = 0
    finally:
        os._exit(status)


def _answer(
    root: str, query: str, timeout: float, memory: int, allow_service: bool, wikidata: bool
) -> bytes:
    try:
        store = EmbeddedStore(Resources(root))
        if wikidata:
            from cpsu_kg.wikidata.service import QueryService

            store = QueryService(store, Resources(root))
        _limit(timeout, memory)
        return store.answer(query, _serialised, allow_service=allow_service)
    except CpsuKgError as error:
        name = type(error).__name__
        values = [getattr(error, field) for field in _FIELDS[name]]
        return _REFUSED + json.dumps([name, *values]).encode()
    except BaseException:
        from traceback import format_exc

        return _BUG + format_exc().encode("utf-8", "replace")


def _serialised(answer: QuerySolutions | QueryBoolean | QueryTriples) -> bytes:
    if isinstance(answer, QueryBoolean):
        return _TRUE if answer else _FALSE
    if isinstance(answer, QuerySolutions):
        return _ROWS + (answer.serialize(format=QueryResultsFormat.JSON) or b"")
    return _TRIPLES + (answer.serialize(format=RdfFormat.N_TRIPLES) or b"")


def _limit(timeout: float, memory: int) -> None:
    # The engine says on standard error that it is out of memory; the parent says it better.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if hasattr(signal, "setitimer"):
        # A handler in Python would not run before the engine comes back; the default one does.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, timeout)
    else:
        from threading import Timer

        clock = Timer(timeout, os._exit, (_EXPIRED,))
        clock.daemon = True
        clock.start()
    try:
        import resource
    except ImportError:
        return
    for limit, wanted in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        _, most = resource.getrlimit(limit)
        if most == resource.RLIM_INFINITY or most > wanted:
            resource.setrlimit(limit, (wanted, most))


def _can_fork() -> bool:
    """Tell whether a fork is safe: only where no other thread could hold a lock at that moment."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def _forked(order: dict[str, Any]) -> tuple[int, bytes]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        serve(writing, **order)
    os.close(writing)
    try:
        with open(reading, "rb") as stream:
            output = stream.read()
    except BaseException:  # above all an impatient person's Ctrl-C
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), output


def _spawned(order: dict[str, Any]) -> tuple[int, bytes]:
    import subprocess

    text = json.dumps({**order, "path": sys.path}).encode("ascii")
    command = [sys.executable, "-I", "-S", "-c", _CHILD]
    run = subprocess.run(command, input=text, stdout=subprocess.PIPE, check=False)
    return run.returncode, run.stdout
