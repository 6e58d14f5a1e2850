"""A dataset of a few triples, and an endpoint that answers as it is told."""

import threading
from collections import deque
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cpsu_kg.resources import Resources

ONTOLOGY = """
@prefix cpsu: <https://w3id.org/cpsu-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
cpsu:Agent a owl:Class .
cpsu:Person a owl:Class ; rdfs:subClassOf cpsu:Agent .
"""
PERSON = """
@prefix cpsu: <https://w3id.org/cpsu-kg/ontology#> .
@prefix person: <https://w3id.org/cpsu-kg/person/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
person:joseph-stalin a cpsu:Person ; rdfs:label "Joseph Stalin"@en .
"""


@pytest.fixture
def dataset(tmp_path):
    """A dataset with an ontology of two classes and one person."""
    for relative, text in {"ontology/o.ttl": ONTOLOGY, "data/persons/stalin.ttl": PERSON}.items():
        path = tmp_path / "dataset" / relative
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return Resources(tmp_path / "dataset")


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


@pytest.fixture
def script():
    """A loopback endpoint that gives the answers lined up in the script, in order."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = True
        server.script = Script()
        server.script.url = f"http://127.0.0.1:{server.server_port}/sparql"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.script
        server.shutdown()
        thread.join()
