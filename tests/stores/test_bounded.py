"""A stranger's query: it ends in time, breaks nothing, and reaches nobody."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from cpsu_kg.errors import DataSyntaxError, QueryError, QueryTimeout, ServiceRefused
from cpsu_kg.stores import bounded
from cpsu_kg.stores.bounded import BoundedStore
from cpsu_kg.stores.embedded import EmbeddedStore

SRC = Path(__file__).parents[2] / "src"
SELECT = "SELECT ?s ?label WHERE { ?s a ?class OPTIONAL { ?s <x:none> ?label } } ORDER BY ?s ?class"
LENGTHS = "STRLEN(STR(?a)) + STRLEN(STR(?d)) + STRLEN(STR(?g)) + STRLEN(STR(?j))"
ENDLESS = f"{{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER({LENGTHS} < 0) }}"


@pytest.fixture(autouse=True)
def spawned(monkeypatch):
    """No fork of the test run itself, which has threads."""
    monkeypatch.setattr(bounded, "_can_fork", lambda: False)


@pytest.fixture
def crowd(tmp_path, dataset):
    """A dataset large enough for a query that would not end this year."""
    lines = (f"<x:s{n}> <x:p{n % 7}> <x:o{n}> ." for n in range(2000))
    path = tmp_path / "dataset/data/persons/crowd.ttl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return dataset


@pytest.fixture
def listener():
    """A port, and whether anybody connected to it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        yield server


def connected(listener):
    """Whether anybody connected within a moment."""
    try:
        connection, _ = listener.accept()
    except TimeoutError:
        return False
    connection.close()
    return True


class TestAnswers:
    def test_are_those_of_the_embedded_store(self, dataset):
        """Rows, truth values and triples come through the child unchanged."""
        here, there = EmbeddedStore(dataset), BoundedStore(dataset)
        construct = "CONSTRUCT WHERE { ?s ?p ?o }"

        assert there.select(SELECT).variables == here.select(SELECT).variables
        assert there.select(SELECT).rows == here.select(SELECT).rows
        assert there.ask("ASK { ?s ?p ?o }") is True
        assert there.ask("ASK { ?s <x:none> ?o }") is False
        assert set(there.construct(construct)) == set(here.construct(construct))

    @pytest.mark.parametrize(
        ("method", "query"),
        [("select", "ASK {}"), ("ask", "SELECT * {}"), ("construct", "SELECT * {}")],
    )
    def test_of_another_form(self, dataset, method, query):
        """A query of another form than asked for is refused."""
        with pytest.raises(QueryError, match="expected here"):
            getattr(BoundedStore(dataset), method)(query)

    def test_malformed(self, dataset):
        """An error keeps its line and column on the way."""
        with pytest.raises(QueryError) as caught:
            BoundedStore(dataset).select("SELECT *\nWHRE {}")

        assert (caught.value.line, caught.value.column) == (2, 1)

    def test_malformed_data(self, dataset):
        """A broken dataset is told with file and line."""
        path = os.path.join(dataset.root, "data/persons/stalin.ttl")
        with open(path, "a", encoding="utf-8") as stream:
            stream.write("<x:a> <x:b> .")
        with pytest.raises(DataSyntaxError, match=r"stalin\.ttl:"):
            BoundedStore(dataset).ask("ASK {}")


class TestLimits:
    @pytest.mark.parametrize(
        "form", ["SELECT *", "SELECT (COUNT(*) AS ?x)", "ASK", "CONSTRUCT { ?a ?b ?c } WHERE"]
    )
    def test_time(self, crowd, form):
        """A query is stopped in the middle, whatever its form; the message names the limit."""
        store = BoundedStore(crowd, timeout=0.3)
        method = {"A": store.ask, "C": store.construct}.get(form[0], store.select)
        start = time.monotonic()
        with pytest.raises(QueryTimeout, match=r"0\.3 seconds"):
            method(f"{form} {ENDLESS}")

        assert time.monotonic() - start < 20

    def test_memory(self, crowd):
        """A query that would fill the memory ends alone."""
        pytest.importorskip("resource")
        store = BoundedStore(crowd, memory=700 << 20)
        with pytest.raises(QueryError, match="memory"):
            store.select("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i")

        assert store.ask("ASK {}")

    def test_opening_the_dataset_does_not_count(self, dataset):
        """The first question is not stopped because the dataset was not built yet."""
        assert BoundedStore(dataset, timeout=0.2).ask("ASK {}")


class TestFork:
    """Where a process has a single thread, its child is a fork of it."""

    @pytest.fixture
    def start(self, crowd):
        """Start a fresh process that runs some lines with `store(...)` at hand."""
        if not Path("/proc/self/task").exists():
            pytest.skip("this system does not tell threads, so nothing is forked here")

        def run(*lines):
            code = f"""import sys; sys.path.insert(0, {str(SRC)!r})
from cpsu_kg.errors import *
from cpsu_kg.resources import Resources
from cpsu_kg.stores import bounded
def store(**options):
    return bounded.BoundedStore(Resources({str(crowd.root)!r}), **options)
bounded._spawned = None  # it would fail
""" + "\n".join(lines)
            command = [sys.executable, "-c", code]
            pipe = subprocess.PIPE
            return subprocess.Popen(command, stdout=pipe, stderr=pipe, start_new_session=True)

        return run

    def test_answers_and_limits(self, start, crowd):
        """The same answers, the same errors, the same limits."""
        lines = [
            "print(len(store().select('SELECT * { ?s ?p ?o }')), store().ask('ASK {}'))",
            "print(len(list(store().construct('CONSTRUCT WHERE { ?s ?p ?o }'))))",
            f"for options, query in (({{}}, 'SELECT'), (dict(timeout=.3), 'SELECT * {ENDLESS}')):",
            "    try: store(**options).select(query)",
            "    except QueryError as error: print(error)",
        ]
        with start(*lines) as run:
            output, errors = run.communicate(timeout=60)
        count = len(list(EmbeddedStore(crowd).quads()))

        assert output.decode().splitlines() == [
            f"{count} True",
            f"{count}",
            "SPARQL error at line 1, column 7: the query ends too early",
            "SPARQL error: stopped, for it took longer than 0.3 seconds (see --timeout)",
        ], errors.decode()

    def test_interrupt_leaves_no_child(self, start):
        """Ctrl-C ends the query at once, with the child."""
        with start(f"store().ask('ASK {ENDLESS}')") as run:
            child = first_child(run.pid)
            run.send_signal(signal.SIGINT)
            run.communicate(timeout=20)

        assert run.returncode
        assert not os.path.exists(f"/proc/{child}")


def first_child(pid):
    """Wait for a process to have a child."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    if not path.exists():
        pytest.skip("this system does not tell children")
    for _ in range(1000):
        if children := path.read_text().split():
            time.sleep(0.2)  # until the child is deep in the query
            return int(children[0])
        time.sleep(0.01)
    raise AssertionError("there is no child")


class TestElsewhere:
    @pytest.mark.parametrize("silent", ["", "SILENT "])
    def test_service_reaches_nobody(self, dataset, listener, silent):
        """SERVICE is refused before any connection is made."""
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"
        with pytest.raises(ServiceRefused):
            BoundedStore(dataset).select(f"SELECT * {{ SERVICE {silent}<{url}> {{ ?s ?p ?o }} }}")

        assert not connected(listener)

    def test_unless_allowed(self, dataset, script):
        """Told so, SERVICE asks the other endpoint."""
        row = b'{"o": {"type": "uri", "value": "x:y"}}'
        body = b'{"head": {"vars": ["o"]}, "results": {"bindings": [%s]}}' % row
        script.answer(body, media_type="application/sparql-results+json")
        store = BoundedStore(dataset, allow_service=True)
        answer = store.select(f"SELECT ?o {{ SERVICE <{script.url}> {{ ?s ?p ?o }} }}")

        assert answer.rows == [(NamedNode("x:y"),)]

    def test_a_service_that_fails(self, dataset, listener):
        """An endpoint that does not answer is an error of the query, in time."""
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"
        store = BoundedStore(dataset, allow_service=True, timeout=0.5)
        with pytest.raises(QueryTimeout):
            store.select(f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}")

    @pytest.mark.parametrize(
        "clause",
        [
            "FROM <{url}>",
            "FROM NAMED <{url}>",
            "FROM <https://w3id.org/cpsu-kg/graph/core> FROM <{url}>",
            "FROM <file:///etc/passwd>",
            "FROM <file:data.ttl>",
        ],
    )
    def test_from_fetches_nothing(self, dataset, listener, clause):
        """A graph from elsewhere is refused by name, and not fetched."""
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/data.ttl"
        with pytest.raises(QueryError, match="there is no graph"):
            BoundedStore(dataset).select(f"SELECT * {clause.format(url=url)} {{ ?s ?p ?o }}")

        assert not connected(listener)

    @pytest.mark.parametrize("update", ["LOAD <{url}>", "LOAD SILENT <{url}> INTO GRAPH <x:g>"])
    def test_load_is_no_query(self, dataset, listener, update):
        """An update is refused like any other text that is no query."""
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/data.ttl"
        with pytest.raises(QueryError):
            BoundedStore(dataset).select(update.format(url=url))

        assert not connected(listener)
