"""`cpsu-kg sparql` with a stranger's query: it reaches nobody, ends in time, and says so."""

import io
import socket
import sys
import time

import pytest
import servers

LENGTHS = "STRLEN(STR(?a)) + STRLEN(STR(?d)) + STRLEN(STR(?g)) + STRLEN(STR(?j))"
ENDLESS = f"{{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER({LENGTHS} < 0) }}"
SERVICES = {
    "plain": "SELECT * { SERVICE <{url}> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <{url}> { ?s ?p ?o } }",
    "small letters": "ASK { service <{url}> { ?s ?p ?o } }",
    "by variable": "SELECT * { BIND(<{url}> AS ?there) SERVICE ?there { ?s ?p ?o } }",
    "by prefix": "PREFIX x: <{url}> CONSTRUCT { ?s ?p ?o } { SERVICE x: { ?s ?p ?o } }",
    "optional": "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <{url}> { ?s ?p ?o } } }",
    "in a filter": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <{url}> { ?s ?p ?o } } }",
    "in a subquery": "SELECT * { { SELECT * { SERVICE <{url}> { ?s ?p ?o } } } }",
    "after a comment": "SELECT * { # SERVICE is harmless here '\nSERVICE <{url}> { ?s ?p ?o } }",
    "after a string": "SELECT * { BIND('SERVICE' AS ?x) SERVICE <{url}> { ?s ?p ?o } }",
}
ELSEWHERE = {
    "from": "SELECT * FROM <{url}> { ?s ?p ?o }",
    "from named": "ASK FROM NAMED <{url}> { GRAPH ?g { ?s ?p ?o } }",
    "from file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "beside ours": "SELECT * FROM <https://w3id.org/cpsu-kg/graph/core> FROM <{url}> { ?s ?p ?o }",
    "describe": "DESCRIBE ?s FROM <{url}> { ?s ?p ?o }",
    "load": "LOAD <{url}>",
    "load into": "LOAD SILENT <{url}> INTO GRAPH <x:g>",
    "query then load": "SELECT * { ?s ?p ?o } ; LOAD <{url}>",
    "insert from": "INSERT { ?s ?p ?o } WHERE { SERVICE <{url}> { ?s ?p ?o } }",
}


@pytest.fixture
def listener():
    """A port, and whether anybody connected to it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        yield server


@pytest.fixture
def ask(run, tmp_path):
    """Run a query from a file."""

    def call(text, *options):
        file = tmp_path / "stranger.rq"
        file.write_text(text, encoding="utf-8")
        return run("sparql", str(file), *options)

    return call


def url_of(listener):
    """The address of the port."""
    return f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"


def connected(listener):
    """Whether anybody connected."""
    try:
        connection, _ = listener.accept()
    except TimeoutError:
        return False
    connection.close()
    return True


def refused(answer):
    """One line, no answer, status 2."""
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("cpsu-kg: SPARQL error")
    assert answer.err.count("\n") == 1


class TestElsewhere:
    @pytest.mark.parametrize("text", SERVICES.values(), ids=SERVICES)
    def test_service(self, ask, listener, text):
        """SERVICE is refused in any disguise, and no connection is made."""
        answer = ask(text.replace("{url}", url_of(listener)))

        refused(answer)
        assert "SERVICE is refused" in answer.err
        assert not connected(listener)

    @pytest.mark.parametrize("text", ELSEWHERE.values(), ids=ELSEWHERE)
    def test_graphs_from_elsewhere(self, ask, listener, text):
        """Neither FROM nor an update fetches anything, even where SERVICE is allowed."""
        answer = ask(text.replace("{url}", url_of(listener)))

        refused(answer)
        assert not connected(listener)

    @pytest.mark.parametrize("text", [ELSEWHERE["from"], ELSEWHERE["load"]], ids=["from", "load"])
    def test_service_allowed_allows_nothing_else(self, ask, listener, text):
        """FROM and LOAD stay refused with --allow-service."""
        refused(ask(text.replace("{url}", url_of(listener)), "--allow-service"))

        assert not connected(listener)

    def test_wikidata(self, ask, listener):
        """The label service is answered here, every other is refused."""
        answer = ask(SERVICES["plain"].replace("{url}", url_of(listener)), "--wikidata")

        refused(answer)
        assert not connected(listener)

    def test_allowed(self, ask):
        """With --allow-service the other endpoint is asked."""
        row = b'{"o": {"type": "literal", "value": "from elsewhere"}}'
        body = b'{"head": {"vars": ["o"]}, "results": {"bindings": [%s]}}' % row
        with servers.scripted() as there:
            there.answer(body, media_type="application/sparql-results+json")
            text = f"SELECT ?o {{ SERVICE <{there.url}> {{ ?s ?p ?o }} }}"
            answer = ask(text, "--allow-service", "--format", "csv")

        assert (answer.status, answer.out.split()) == (0, ["o", "from", "elsewhere"])
        assert len(there.requests) == 1

    def test_allowed_but_silent(self, ask, listener):
        """An endpoint that does not answer does not hold this program up."""
        text = SERVICES["plain"].replace("{url}", url_of(listener))
        answer = ask(text, "--allow-service", "--timeout", "0.5")

        refused(answer)
        assert "took longer than 0.5 seconds" in answer.err
        assert connected(listener)

    def test_the_word_alone(self, ask):
        """A query that only has the word in a text, a name or a comment is none of these."""
        text = "# SERVICE and FROM\nASK { BIND('SERVICE <x:y> FROM <x:z>' AS ?service) }"

        assert ask(text) == (0, "true\n", "")


class TestTime:
    @pytest.mark.parametrize(
        "form", ["SELECT *", "SELECT (COUNT(*) AS ?n)", "ASK", "CONSTRUCT { ?a ?b ?c } WHERE"]
    )
    def test_is_limited(self, ask, form):
        """A query that would take for ever is stopped when its time is over."""
        start = time.monotonic()
        answer = ask(f"{form} {ENDLESS}", "--timeout", "0.5")

        refused(answer)
        assert "stopped, for it took longer than 0.5 seconds (see --timeout)" in answer.err
        assert time.monotonic() - start < 60

    def test_default(self, run):
        """Nobody has to think of it: there is a limit of a minute."""
        assert "(default: 60)" in run("sparql", "--help").out

    @pytest.mark.parametrize("text", ["0", "-5", "ever", "inf"])
    def test_cannot_be_switched_off(self, ask, text):
        """What is no time is refused."""
        answer = ask("ASK { }", "--timeout", text)

        assert (answer.status, answer.out) == (2, "")
        assert "--timeout" in answer.err


class TestShape:
    @pytest.mark.parametrize(
        "text",
        [
            "SELECT * WHERE " + "{" * 5000 + "}" * 5000,
            "ASK { FILTER(" + "!" * 100_000 + "true) }",
            "SELECT * { ?s " + "/".join(["<x:p>"] * 50_000) + " ?o }",
            "",
            "\x00",
            "DROP ALL",
            "INSERT DATA { <x:a> <x:b> 1 }",
        ],
        ids=["deep", "long", "path", "empty", "binary", "drop", "insert"],
    )
    def test_is_checked(self, ask, text):
        """What is hostile, or no query, ends in a line, not in a crash."""
        refused(ask(text))

    def test_from_standard_input(self, run, monkeypatch, listener):
        """A query that comes through a pipe is treated no better."""
        text = SERVICES["plain"].replace("{url}", url_of(listener)).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))

        refused(run("sparql", "-"))
        assert not connected(listener)
