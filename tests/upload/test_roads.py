"""What is sent to a server, and how it is told who asks."""

import hashlib
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import Store

from cpsu_kg.errors import EndpointBusy, EndpointError
from cpsu_kg.stores.credentials import Authentication, from_environment
from cpsu_kg.stores.transport import Transport
from cpsu_kg.upload.discovery import roads
from cpsu_kg.upload.roads import UPDATE_TRIPLES, GraphStore, Updates

GRAPH = "https://w3id.org/cpsu-kg/graph/core"
LINES = [f'<x:s{n}> <x:p> "{n} \\"quoted\\" \\\\ line\\n{{end}}" .' for n in range(1200)]
SECRET = "open-sesame"
CHALLENGE = 'Digest realm="store", nonce="abc", qop="auth", algorithm=MD5'


@pytest.fixture
def waits(monkeypatch):
    """The seconds that would have been slept."""
    waits = []
    monkeypatch.setattr("cpsu_kg.stores.transport.time.sleep", waits.append)
    return waits


def ignore(_):
    """Tell nobody."""


def put(road, url):
    """Put the lines into the graph."""
    transport = Transport(5, authentication=Authentication(from_environment))
    road(url, transport).put(GRAPH, LINES, ignore)


class TestGraphStore:
    def test_one_request(self, script):
        """A graph is put whole, as Turtle, to the address that names it."""
        script.answer(status=201)
        put(GraphStore, script.url)

        ((method, path, headers, body),) = script.requests
        assert method == "PUT"
        assert parse_qs(urlsplit(path).query) == {"graph": [GRAPH]}
        assert headers["Content-Type"] == "text/turtle"
        assert body.splitlines() == LINES

    def test_a_huge_graph(self, script, monkeypatch):
        """What is too much for one request is put first, then added to."""
        monkeypatch.setattr("cpsu_kg.upload.roads.REQUEST_TRIPLES", 500)
        for _ in range(3):
            script.answer(status=204)
        put(GraphStore, script.url)

        assert [method for method, *_ in script.requests] == ["PUT", "POST", "POST"]
        assert len({path for _, path, *_ in script.requests}) == 1
        assert "".join(body for *_, body in script.requests).splitlines() == LINES

    def test_an_address_with_parameters(self, script):
        """Parameters that the address has already are kept."""
        script.answer(status=204)
        GraphStore(script.url + "?db=1", Transport(5)).drop(GRAPH)

        ((method, path, _, _),) = script.requests
        assert method == "DELETE"
        assert parse_qs(urlsplit(path).query) == {"db": ["1"], "graph": [GRAPH]}

    def test_dropping_what_is_not_there(self, script):
        """A graph that is gone already is no failure."""
        script.answer(status=404)

        GraphStore(script.url, Transport(5)).drop(GRAPH)


class TestUpdates:
    def test_batches(self, script):
        """The graph is emptied, then filled in batches; together they say what was to be said."""
        for _ in range(3):
            script.answer(status=204)
        put(Updates, script.url)

        store = Store()
        store.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <x:old> <x:p> 1 }} }}")
        for method, _, headers, body in script.requests:
            assert (method, headers["Content-Type"]) == ("POST", "application/sparql-update")
            assert body.count("<x:p>") <= UPDATE_TRIPLES
            store.update(body)
        assert sorted(f"{quad.triple} ." for quad in store) == sorted(LINES)

    def test_an_empty_graph(self, script):
        """A graph without triples is emptied all the same."""
        script.answer(status=204)
        Updates(script.url, Transport(5)).put(GRAPH, [], ignore)

        ((*_, body),) = script.requests
        store = Store()
        store.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <x:old> <x:p> 1 }} }}")
        store.update(body)
        assert list(store) == []


@pytest.mark.parametrize("road", [GraphStore, Updates])
class TestFaults:
    def test_busy(self, script, waits, road):
        """A busy server is given time, and asked again."""
        script.answer(status=503, Retry_After="7")
        for _ in range(3):
            script.answer(status=204)
        put(road, script.url)

        assert waits == [7.0]
        assert script.requests[0][3] == script.requests[1][3]

    def test_busy_for_good(self, script, waits, road):
        """A server that stays busy is told, with when to come back."""
        for _ in range(3):
            script.answer(status=429, Retry_After="9")
        with pytest.raises(EndpointBusy, match="in 9 seconds"):
            put(road, script.url)

    @pytest.mark.parametrize(
        ("status", "told"),
        [(403, "does not allow it"), (413, "too long"), (415, "format"), (500, "failed there")],
    )
    def test_refusals(self, script, road, status, told):
        """A refusal is told, not tried again."""
        script.answer(status=status)
        with pytest.raises(EndpointError, match=told):
            put(road, script.url)

        assert len(script.requests) == 1

    def test_redirect(self, script, road):
        """What is sent is not dropped on the way to another address; that one is told."""
        script.answer(status=302, Location="http://127.0.0.1:9/elsewhere")
        with pytest.raises(EndpointError, match="use that address instead"):
            put(road, script.url)


@pytest.mark.parametrize("road", [GraphStore, Updates])
class TestPasswords:
    @pytest.fixture
    def given(self, environment):
        """A user and a password."""
        environment.setenv("CPSU_KG_USER", "keeper")
        environment.setenv("CPSU_KG_PASSWORD", SECRET)

    def authorization(self, script, road, challenge):
        """What answers a challenge."""
        script.answer(status=401, WWW_Authenticate=challenge)
        for _ in range(3):
            script.answer(status=204)
        put(road, script.url)
        first, *others = (headers.get("Authorization") for _, _, headers, _ in script.requests)

        assert first is None, "nothing is shown before it is asked for"
        return others

    def test_basic(self, script, road, given):
        """Basic sends user and password with every request once it is asked for."""
        values = self.authorization(script, road, 'Basic realm="store"')

        assert set(values) == {"Basic a2VlcGVyOm9wZW4tc2VzYW1l"}

    def test_digest(self, script, road, given):
        """Digest sends a hash that the server can compute too, and counts."""
        values = self.authorization(script, road, CHALLENGE)

        for number, (value, (method, path, _, _)) in enumerate(
            zip(values, script.requests[1:], strict=True), 1
        ):
            assert SECRET not in value
            fields = dict(re.findall(r'(\w+)="?([^",]+)', value))
            assert fields["nc"] == f"{number:08x}"
            assert fields["response"] == response(fields, method, path)

    def test_bearer(self, script, road, environment):
        """A token goes as it is."""
        environment.setenv("CPSU_KG_TOKEN", "t0ken")
        values = self.authorization(script, road, "Bearer")

        assert set(values) == {"Bearer t0ken"}

    def test_bearer_where_nobody_asks(self, script, road, environment):
        """A server that only refuses is shown the token as well, once."""
        environment.setenv("CPSU_KG_TOKEN", "t0ken")
        for _ in range(2):
            script.answer(status=403)
        with pytest.raises(EndpointError, match="does not allow it"):
            put(road, script.url)
        headers = [headers.get("Authorization") for _, _, headers, _ in script.requests]

        assert headers == [None, "Bearer t0ken"]

    def test_a_password_is_not_shown_unasked(self, script, road, given):
        """A server that only refuses gets no password."""
        script.answer(status=403)
        with pytest.raises(EndpointError, match="does not allow it"):
            put(road, script.url)

        assert len(script.requests) == 1

    @pytest.mark.parametrize("challenge", ['Basic realm="store"', CHALLENGE])
    def test_wrong(self, script, road, given, challenge):
        """A wrong password is tried once, and the message does not hold it."""
        for _ in range(2):
            script.answer(status=401, WWW_Authenticate=challenge)
        with pytest.raises(EndpointError, match="refuses the user, password or token") as caught:
            put(road, script.url)

        assert SECRET not in str(caught.value)


def response(fields, method, path):
    """What the server computes (RFC 7616, algorithm MD5, qop auth)."""

    def md5(*parts):
        return hashlib.md5(":".join(parts).encode()).hexdigest()

    secret = md5("keeper", "store", SECRET)
    return md5(secret, "abc", fields["nc"], fields["cnonce"], "auth", md5(method, path))


@pytest.mark.parametrize(
    ("endpoint", "expected"),
    [
        ("http://h:7878/query", ["/store", "/data", "/update"]),
        ("http://h:3030/ds/query", ["/ds/store", "/ds/data", "/ds", "/ds/update"]),
        ("http://h:3030/ds", ["/ds/data", "/ds", "/ds/update", "/ds"]),
        (
            "http://h:8890/sparql",
            [
                *("/sparql-graph-crud-auth", "/data", "/sparql/gsp/"),
                *("/sparql-auth", "/update", "/sparql"),
            ],
        ),
        (
            "http://h:7200/repositories/kg",
            ["/repositories/kg/rdf-graphs/service", "/repositories/kg/statements"],
        ),
        (
            "http://h:8080/rdf4j-server/repositories/query",
            [
                "/rdf4j-server/repositories/query/rdf-graphs/service",
                "/rdf4j-server/repositories/query/statements",
            ],
        ),
        ("http://h:7001", ["/data", "/update", "/"]),
    ],
)
def test_usual_addresses(endpoint, expected):
    """Beside an endpoint are looked for the addresses that its product uses."""
    assert [urlsplit(road.url).path for road in roads(endpoint, "", "", Transport())] == expected


@pytest.mark.parametrize("options", [("http://h/store", ""), ("", "http://h/update")])
def test_an_address_given_is_the_only_one(options):
    """Nothing is guessed where an address is named."""
    assert [road.url for road in roads("http://h/query", *options, Transport())] == [
        options[0] or options[1]
    ]


@pytest.mark.parametrize("options", [("file:///x", ""), ("", "http://user:word@h/update")])
def test_addresses_are_checked(options):
    """Only addresses of the web, without a password."""
    with pytest.raises(EndpointError) as caught:
        roads("http://h/query", *options, Transport())

    assert "word@" not in str(caught.value)
