"""What a person sees whose endpoint does not do what it should: one line, status 2, no answer."""

import json
import socket
from threading import Event
from urllib.parse import parse_qs, urlsplit

import pytest
import servers
from pyoxigraph import QueryResultsFormat, RdfFormat, Store, serialize

from cpsu_kg.stores.credentials import PASSWORD, TOKEN, USER
from cpsu_kg.stores.embedded import EmbeddedStore

JSON = "application/sparql-results+json"
TOGETHER = json.dumps(
    {"head": {"vars": ["found"]}, "results": {"bindings": [
        {"found": {"type": "literal", "value": "together"}}]}}
).encode()  # fmt: skip
COMMANDS = {
    "on": ["on", "1953-03-10"],
    "query": ["query", "offices"],
    "show": ["show", "joseph-stalin"],
    "show as data": ["show", "joseph-stalin", "--format", "turtle"],
    "disputes": ["disputes"],
    "describe": ["describe"],
    "export": ["export", "nquads"],
    "quality": ["quality", "targets"],
    "sparql select": ["sparql", "select.rq"],
    "sparql ask": ["sparql", "ask.rq"],
    "sparql construct": ["sparql", "construct.rq"],
    "preflight": ["wikidata", "preflight"],
}
QUERIES = {
    "select.rq": "SELECT * WHERE { ?s a <https://w3id.org/cpsu-kg/ontology#Body> } ORDER BY ?s",
    "ask.rq": "ASK { ?s ?p ?o }",
    "construct.rq": "CONSTRUCT WHERE { ?s a <https://w3id.org/cpsu-kg/ontology#Body> }",
}
SECRET = "open-sesame"


def cut(script):
    """Fewer bytes than announced."""
    script.answer(TOGETHER[:-9], media_type=JSON, Content_Length=str(len(TOGETHER)))


def hang_up(script):
    """No byte at all."""
    script.answer(lambda handler: handler.connection.shutdown(socket.SHUT_RDWR))


def always(**answer):
    """The same answer, whatever is asked."""
    return lambda script: script.answer(**answer)


# What happens, as often as it is asked, and what is told, of which one will do.
MALFORMED = ("cut off or malformed", "answers with application/sparql-results+json")
REDIRECTS = ("redirects without end, or to what is no web address", "use that address instead")
FAULTS = {
    "busy": (always(status=503, Retry_After="7"), "is busy; try again in 7 seconds"),
    "overrun": (always(status=429), "is busy; try again later"),
    "cut": (cut, "the answer breaks off"),
    "hung up": (hang_up, "the answer breaks off"),
    "web page": (always(body=b"<html>hello"), "answers with text/html"),
    "other JSON": (always(body=b"[1, 2]", media_type=JSON), MALFORMED),
    "half of JSON": (always(body=TOGETHER[:-9], media_type=JSON), MALFORMED),
    "no SPARQL": (always(body=b"hello", media_type="text/plain"), ("is it a SPARQL", "malformed")),
    "partial": (
        always(body=TOGETHER, media_type=JSON, X_SPARQL_MaxRows="1"),
        "only a part of the answer",
    ),
    "no format": (always(status=406), "offers none of the formats"),
    "not found": (always(status=404), "nothing at this address"),
    "forbidden": (always(status=403), "does not allow it"),
    "broken": (always(status=500), "the request failed there"),
    "who": (always(status=401, WWW_Authenticate="Basic realm=x"), "asks for a password; set"),
    "round and round": (always(status=302, Location="/sparql"), REDIRECTS),
    "elsewhere": (always(status=302, Location="file:///etc/passwd"), REDIRECTS),
}


@pytest.fixture
def script():
    """A loopback endpoint that gives the answers lined up in the script, in order."""
    with servers.scripted() as script:
        yield script


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The queries lie here, nobody has a password, and nobody waits."""
    for name, text in QUERIES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in (USER, PASSWORD, TOKEN):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("cpsu_kg.stores.transport.time.sleep", lambda seconds: None)


def refused(answer, told):
    """One line that says why, and nothing that could be taken for an answer."""
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith("cpsu-kg: endpoint http://127.0.0.1:")
    assert answer.err.count("\n") == 1
    assert any(each in answer.err for each in ([told] if isinstance(told, str) else told))


@pytest.mark.parametrize("fault", sorted(FAULTS))
class TestFaults:
    @pytest.mark.parametrize("command", sorted(COMMANDS))
    def test_at_the_question(self, run, script, command, fault):
        """Whatever the endpoint does, once it is known to hold the dataset."""
        happen, told = FAULTS[fault]
        script.answer(TOGETHER, media_type=JSON)
        for _ in range(20):
            happen(script)

        refused(run(*COMMANDS[command], "--endpoint", script.url), told)

    def test_at_once(self, run, script, fault):
        """The same before anything is known of the endpoint."""
        happen, told = FAULTS[fault]
        for _ in range(20):
            happen(script)

        refused(run("on", "1953", "--endpoint", script.url), told)

    def test_load(self, run, script, fault):
        """Loading asks first, and fails the same way before anything is sent."""
        happen, told = FAULTS[fault]
        for _ in range(20):
            happen(script)

        refused(run("load", script.url), told)
        assert {method for method, *_ in script.requests} == {"GET"}


class TestTime:
    @pytest.mark.parametrize("command", [*COMMANDS.values(), ["load"]], ids=" ".join)
    def test_slow(self, run, script, command):
        """An endpoint is given the time that the person allows."""
        script.answer(lambda handler: Event().wait(0.3) or b"", media_type=JSON)
        place = [] if command == ["load"] else ["--endpoint"]

        answer = run(*command, *place, script.url, "--timeout", "0.1")
        refused(answer, "no answer within 0.1 seconds")

    @pytest.mark.parametrize("text", ["0", "-1", "soon", "nan", "1e9"])
    def test_nonsense(self, run, script, text):
        """What is no time is refused before anything is asked."""
        answer = run("on", "1953", "--endpoint", script.url, "--timeout", text)

        assert answer.status == 2
        assert "seconds" in answer.err
        assert script.requests == []


class TestPasswords:
    @pytest.mark.parametrize("command", ["on", "load"])
    def test_wrong(self, run, script, monkeypatch, command):
        """A wrong password is told as such, and not shown."""
        monkeypatch.setenv(USER, "keeper")
        monkeypatch.setenv(PASSWORD, SECRET)
        for _ in range(2):
            script.answer(status=401, WWW_Authenticate='Basic realm="x"')
        words = ["load"] if command == "load" else ["on", "1953", "--endpoint"]
        answer = run(*words, script.url)

        refused(answer, "refuses the user, password or token")
        assert SECRET not in answer.err

    def test_in_the_address(self, run):
        """A password in an address is refused, and not shown."""
        for words in (["on", "1953", "--endpoint"], ["load"]):
            answer = run(*words, f"http://keeper:{SECRET}@127.0.0.1:9/sparql")

            assert (answer.status, answer.out) == (2, "")
            assert SECRET not in answer.err


@pytest.fixture(scope="module")
def engine():
    """The dataset, to answer as an honest endpoint does."""
    store = Store()
    store.bulk_extend(EmbeddedStore().quads())
    return store


@pytest.fixture
def honest(engine):
    """The answer of an honest endpoint to a question."""

    def answer(handler):
        _, path, _, body = handler.server.script.requests[-1]
        query = parse_qs(body or urlsplit(path).query)["query"][0]
        found = engine.query(query, use_default_graph_as_union=True)
        try:
            text, media_type = found.serialize(format=QueryResultsFormat.JSON), JSON
        except (TypeError, ValueError):
            text = serialize(found, format=RdfFormat.N_TRIPLES)
            media_type = "application/n-triples"
        handler.send_response(200)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text)

    return answer


@pytest.fixture
def moved(honest):
    """A redirect that keeps the question; one that was posted would lose it."""

    def answer(handler):
        if handler.command == "POST":
            return honest(handler)
        handler.send_response(302)
        handler.send_header("Location", "/moved?" + urlsplit(handler.path).query)
        handler.end_headers()
        return None

    return answer


@pytest.mark.parametrize("command", sorted(COMMANDS))
class TestInTheMiddle:
    def test_patience(self, run, script, honest, moved, command):
        """One busy moment, one answer that breaks off, one redirect: the answer is whole."""
        script.answer(status=503)
        cut(script)
        script.answer(moved)
        for _ in range(200):
            script.answer(honest)
        there = run(*COMMANDS[command], "--endpoint", script.url)

        assert there == run(*COMMANDS[command])

    def test_the_last_answer(self, run, script, honest, command):
        """A fault in the last of several answers leaves nothing that looks like a result."""
        for _ in range(200):
            script.answer(honest)
        assert run(*COMMANDS[command], "--endpoint", script.url).status == 0
        asked = len(script.requests)

        script.answers.clear()
        for _ in range(asked - 1):
            script.answer(honest)
        script.answer(b"<html>")
        answer = run(*COMMANDS[command], "--endpoint", script.url)

        refused(answer, "answers with text/html")
        assert len(script.requests) == 2 * asked
