"""Servers on loopback: real ones as plain processes, and one that answers by a script."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sysconfig
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import required

# What a busy machine may need at most; a started server answers within seconds.
PATIENCE = 120


class Server(NamedTuple):
    """The addresses of a running server."""

    query: str
    update: str
    store: str  # Graph Store HTTP Protocol
    pid: int


@contextmanager
def oxigraph(
    folder: Path, dataset: Path | None = None, *, read_only: bool = False, union: bool = True
) -> Iterator[Server]:
    """Run the `oxigraph` server.

    Args:
        folder: where its database is made; need not exist.
        dataset: a file of N-Quads to load first.
        read_only: whether it refuses updates.
        union: whether a question without GRAPH is put to all named graphs.

    Yields:
        The server, which answers.
    """
    program = _oxigraph()
    folder.mkdir(parents=True, exist_ok=True)
    database, port = str(folder / "database"), free_port()
    if dataset:
        subprocess.run(
            [program, "load", "--location", database, "--file", str(dataset)],
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
    action = "serve-read-only" if read_only else "serve"
    command = [program, action, "--location", database, "--bind", f"127.0.0.1:{port}"]
    with _process(command + ["--union-default-graph"] * union, folder) as process:
        base = f"http://127.0.0.1:{port}"
        _wait(process, folder, lambda: _answers(f"{base}/query?query=ASK%7B%7D"))
        yield Server(f"{base}/query", f"{base}/update", f"{base}/store", process.pid)


@contextmanager
def virtuoso(folder: Path, dataset: Path | None = None) -> Iterator[Server]:
    """Run Virtuoso Open Source; user and password are `dba`, updates need digest authentication.

    Args:
        folder: where its database is made; need not exist.
        dataset: a file of N-Quads to load first.

    Yields:
        The server, which answers.
    """
    program, isql = required.program("virtuoso-t"), required.program("isql-vt")
    folder.mkdir(parents=True, exist_ok=True)
    sql, port = free_port(), free_port()
    settings = _VIRTUOSO.format(sql=sql, http=port, folder=folder, data=(dataset or folder).parent)
    (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
    command = [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with _process(command, folder) as process:
        base = f"http://127.0.0.1:{port}"
        _wait(process, folder, lambda: _answers(f"{base}/sparql?query=ASK%7B%7D"))
        # 512: N-Quads; the graph named here is for triples without one, of which there are none.
        steps = [
            "log_enable(2)",
            f"DB.DBA.TTLP(file_to_string_output('{dataset}'), '', 'urn:none', 512)",
        ]
        for step in steps if dataset else ["checkpoint"]:
            _isql(isql, sql, step)
        yield Server(
            f"{base}/sparql", f"{base}/sparql-auth", f"{base}/sparql-graph-crud-auth", process.pid
        )


def free_port() -> int:
    """Find a port of loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _oxigraph() -> str:
    beside = shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
    return beside or required.program("oxigraph")


@contextmanager
def _process(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        # Nobody opens the database again, so nothing is lost by ending at once.
        process.kill()
        process.wait(PATIENCE)


def _wait(process: subprocess.Popen[bytes], folder: Path, ready: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        if process.poll() is not None or time.monotonic() > end:
            log = (folder / "log").read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"{process.args!r} does not answer:\n{log}")
        time.sleep(0.05)


def _answers(url: str) -> bool:
    with suppress(URLError, ConnectionError), urlopen(url, timeout=PATIENCE):
        return True
    return False


def _isql(program: str, port: int, statement: str) -> None:
    done = subprocess.run(
        [program, f"127.0.0.1:{port}", "dba", "dba", f"EXEC={statement};"],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode or re.search(r"^\*\*\* Error", done.stderr, re.MULTILINE):
        raise RuntimeError(f"{statement}: {done.stderr or done.stdout}")


class Script:
    """What an endpoint is to answer, and what it was asked."""

    def __init__(self):
        self.answers = deque()
        self.requests = []
        self.url = ""

    def answer(self, body=b"", status=200, media_type="text/html", **headers):
        """Line up one answer; header names are written with `_` for `-`.

        The body may be a function of the handler, which gives the body, or None if it has
        dealt with the connection itself.
        """
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.append((status, {"Content-Type": media_type, **named}, body))


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self._answer()

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET

    def _answer(self):
        script = self.server.script
        body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        script.requests.append((self.command, self.path, dict(self.headers), body))
        status, headers, answer = script.answers.popleft()
        if callable(answer):
            answer = answer(self)
        if answer is None:
            return
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(answer)))
        with suppress(ConnectionError):  # a client that gave up waiting
            self.end_headers()
            self.wfile.write(answer)
            self.wfile.flush()

    def log_message(self, *arguments):
        """Stay silent."""


@contextmanager
def scripted() -> Iterator[Script]:
    """Run an endpoint that gives the answers lined up in its script, in order."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = True
        server.script = Script()
        server.script.url = f"http://127.0.0.1:{server.server_port}/sparql"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.script
        finally:
            server.shutdown()
            thread.join()


_VIRTUOSO = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {data}
NumberOfBuffers = 10000
MaxDirtyBuffers = 7500
MaxCheckpointRemap = 2000
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 2
SchedulerInterval = 10
DisableUnixSocket = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 60
MaxQueryCostEstimationTime = 0
"""
