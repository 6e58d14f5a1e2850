"""Asking endpoints that answer well, badly, late or not at all."""

import socket
import time
from email.utils import formatdate
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, Store, serialize

import cpsu_kg
from cpsu_kg.errors import EndpointBusy, EndpointError, QueryError
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.stores.remote import RemoteStore

JSON = "application/sparql-results+json"
ONE_ROW = b"""{"head": {"vars": ["x", "y"]}, "results": {"bindings": [
  {"x": {"type": "literal", "value": "1953-03-10",
         "datatype": "http://www.w3.org/2001/XMLSchema#date"}}]}}"""
SELECT = "SELECT ?x ?y WHERE { ?x ?p ?y }"


def failing(store, query=SELECT):
    """The message of the one-line EndpointError that a query ends in."""
    with pytest.raises(EndpointError) as caught:
        store.select(query)
    assert "\n" not in str(caught.value)
    return str(caught.value)


class TestAnswers:
    def test_select_gives_typed_terms(self, script):
        """Datatypes are kept, unbound variables are None."""
        script.answer(ONE_ROW, media_type=JSON)

        solutions = RemoteStore(script.url).select(SELECT)
        date = NamedNode("http://www.w3.org/2001/XMLSchema#date")
        assert solutions.variables == ["x", "y"]
        assert list(solutions) == [{"x": Literal("1953-03-10", datatype=date), "y": None}]

    @pytest.mark.parametrize("media_type", [f"{JSON}; charset=utf-8", "application/json"])
    def test_ask(self, script, media_type):
        """ASK gives a bool, under the exact media type as under the loose one."""
        script.answer(b'{"head": {}, "boolean": true}', media_type=media_type)

        assert RemoteStore(script.url).ask("ASK { ?s ?p ?o }") is True

    def test_xml_results_are_read_too(self, script):
        """An endpoint that only speaks XML is understood."""
        body = b"""<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">
            <head/><boolean>false</boolean></sparql>"""
        script.answer(body, media_type="application/xml")

        assert RemoteStore(script.url).ask("ASK { ?s ?p ?o }") is False

    @pytest.mark.parametrize("form", ["CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <x:a>"])
    def test_construct_and_describe(self, script, form):
        """A graph comes as triples; relative IRIs resolve against the endpoint."""
        script.answer(b"<a> <x:b> 1 .", media_type="text/turtle")

        (triple,) = RemoteStore(script.url).construct(form)
        assert triple.subject == NamedNode(script.url.removesuffix("sparql") + "a")

    def test_same_answers_as_the_embedded_store(self, script, dataset):
        """Both stores give equal results for every query form."""
        embedded = EmbeddedStore(dataset, use_cache=False)
        remote = RemoteStore(script.url)
        engine = Store()
        engine.bulk_extend(embedded.quads())

        def run(handler):
            query = parse_qs(urlsplit(handler.path).query)["query"][0]
            answer = engine.query(query, use_default_graph_as_union=True)
            if query.startswith("CONSTRUCT"):
                return serialize(answer, format=RdfFormat.N_TRIPLES)
            return answer.serialize(format=QueryResultsFormat.JSON)

        for media_type in (JSON, JSON, "application/n-triples"):
            script.answer(run, media_type=media_type)
        select = "SELECT * WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
        construct = "CONSTRUCT WHERE { ?s ?p ?o }"
        assert remote.select(select).rows == embedded.select(select).rows
        assert remote.ask("ASK {}") == embedded.ask("ASK {}")
        assert set(remote.construct(construct)) == set(embedded.construct(construct))


class TestRequest:
    def test_says_who_asks_and_what_is_wanted(self, script):
        """The request carries the program's name, version and the result format wanted."""
        script.answer(ONE_ROW, media_type=JSON)
        RemoteStore(script.url).select(SELECT)

        ((method, path, headers, _),) = script.requests
        assert method == "GET"
        assert parse_qs(urlsplit(path).query) == {"query": [SELECT]}
        assert headers["User-Agent"] == (
            f"cpsu-kg/{cpsu_kg.__version__} (+https://w3id.org/cpsu-kg)"
        )
        assert headers["Accept"].startswith(JSON)

    def test_a_long_query_goes_by_post(self, script):
        """A query too long for an address is sent in the body."""
        script.answer(ONE_ROW, media_type=JSON)
        query = SELECT + "#" * 2000
        RemoteStore(script.url).select(query)

        ((method, _, _, body),) = script.requests
        assert method == "POST"
        assert parse_qs(body) == {"query": [query]}

    @pytest.mark.parametrize("text", ["INSERT DATA { <x:a> <x:b> 1 }", "DROP ALL", "ASK {}", ""])
    def test_only_the_form_asked_for_is_sent(self, script, text):
        """An update, or a query of another form, never leaves this process."""
        with pytest.raises(QueryError, match="SELECT"):
            RemoteStore(script.url).select(text)

        assert script.requests == []

    def test_a_header_comment_does_not_hide_the_form(self, script):
        """Documented queries, which begin with comments and prefixes, are recognised."""
        script.answer(ONE_ROW, media_type=JSON)
        query = f"#+ summary: ask and construct\n#+ tags: a, b\nPREFIX ask: <x:y#>\n{SELECT}"

        assert len(RemoteStore(script.url).select(query)) == 1

    @pytest.mark.parametrize(
        "url", ["file:///etc/passwd", "ftp://x/", "sparql", "", "http://", "http://x:port/"]
    )
    def test_only_web_addresses_are_asked(self, url):
        """An address that is not one of http or https is refused at once."""
        with pytest.raises(EndpointError, match="address"):
            RemoteStore(url)


class TestFailures:
    def test_nobody_listens(self):
        """A closed port is named with its address."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{free.getsockname()[1]}/sparql"
        message = failing(RemoteStore(url))

        assert "connection is refused" in message
        assert url in message

    def test_html_instead_of_results(self, script):
        """A web page is not taken for an answer."""
        script.answer(b"<html>welcome</html>")

        assert "text/html" in failing(RemoteStore(script.url))

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            ONE_ROW[:-20],
            b"[]",
            b'{"head": {"vars": ["x"]}}',
            b"<html>",
            b"\xff\xfe",
            b"{}",
        ],
    )
    def test_answers_that_are_no_results(self, script, body):
        """An answer that is cut off or malformed is an error, not an empty result."""
        script.answer(body, media_type=JSON)

        assert "cut off or malformed" in failing(RemoteStore(script.url))

    def test_fewer_bytes_than_announced(self, script):
        """A connection that closes too early is noticed."""
        script.answer(ONE_ROW, media_type=JSON, Content_Length=str(len(ONE_ROW) + 1))

        assert "breaks off" in failing(RemoteStore(script.url, attempts=1))

    def test_a_hang_up_without_an_answer(self, script):
        """A connection that closes before the first byte is noticed."""
        script.answer(lambda handler: handler.connection.shutdown(socket.SHUT_RDWR))

        assert "breaks off" in failing(RemoteStore(script.url, attempts=1))

    def test_a_graph_without_an_announced_end(self, script):
        """Lines of triples could break off unseen where no length is given."""

        def until_closed(handler):
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: application/n-triples\r\n\r\n")
            handler.wfile.write(b"<x:a> <x:b> <x:c> .\n")

        script.answer(until_closed)
        with pytest.raises(EndpointError, match="cut off"):
            RemoteStore(script.url).construct("CONSTRUCT WHERE { ?s ?p ?o }")

    @pytest.mark.parametrize("header", ["X_SPARQL_MaxRows", "X_SQL_State"])
    def test_an_answer_that_says_it_is_partial(self, script, header):
        """Rows that the endpoint cut at its own limit are not passed on as all rows."""
        script.answer(ONE_ROW, media_type=JSON, **{header: "1"})

        assert "only a part" in failing(RemoteStore(script.url))

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 414, 500, 502])
    def test_statuses(self, script, status):
        """A refusal is an error that carries the status."""
        script.answer(b"no", status=status)

        assert f"HTTP status {status}" in failing(RemoteStore(script.url))

    def test_a_malformed_query_is_explained_here(self, script):
        """If the endpoint finds the query malformed, line and column are found out."""
        script.answer(b"Virtuoso 37000 Error", status=400)
        with pytest.raises(QueryError) as caught:
            RemoteStore(script.url).select("SELECT *\nWHRE { ?s ?p ?o }")

        assert (caught.value.line, caught.value.column) == (2, 1)

    def test_a_graph_that_breaks_off(self, script):
        """Triples read before the break come, then the error."""
        script.answer(b'<x:a> <x:b> "1" .\n<x:a> <x:b> ', media_type="application/n-triples")
        triples = RemoteStore(script.url).construct("CONSTRUCT WHERE { ?s ?p ?o }")

        assert next(triples).subject == NamedNode("x:a")
        with pytest.raises(EndpointError, match="cut off"):
            next(triples)

    def test_a_graph_as_a_web_page(self, script):
        """A web page is not taken for a graph."""
        script.answer(b"<html/>")
        with pytest.raises(EndpointError, match="text/html"):
            RemoteStore(script.url).construct("DESCRIBE <x:a>")

    @pytest.mark.parametrize(
        ("method", "query", "body"),
        [("select", SELECT, b'{"head": {}, "boolean": true}'), ("ask", "ASK {}", ONE_ROW)],
    )
    def test_an_answer_to_another_question(self, script, method, query, body):
        """Rows for an ASK, or a yes for a SELECT, are errors."""
        script.answer(body, media_type=JSON)
        with pytest.raises(EndpointError, match="answers"):
            getattr(RemoteStore(script.url), method)(query)

    @pytest.mark.parametrize("rest", ["", ":port"])
    def test_no_password_in_an_address(self, rest):
        """An address with a password is refused, for other processes can see it; told without."""
        with pytest.raises(EndpointError) as caught:
            RemoteStore(f"http://user:secret@example.org{rest}/sparql")

        assert "secret" not in str(caught.value)

    def test_silence(self, script):
        """An endpoint that does not answer in time is given up."""
        script.answer(lambda handler: time.sleep(0.5) or b"", media_type=JSON)

        assert "within 0.1 seconds" in failing(RemoteStore(script.url, timeout=0.1))

    def test_trickle(self, script):
        """An endpoint that sends a byte now and then is given up as well."""

        def trickle(handler):
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: " + JSON.encode() + b"\r\n\r\n")
            for _ in range(10):
                handler.wfile.write(b" ")
                time.sleep(0.05)
            return b""

        script.answer(trickle)

        assert "within 0.2 seconds" in failing(RemoteStore(script.url, timeout=0.2))


class TestBusy:
    @pytest.fixture
    def waits(self, monkeypatch):
        """The seconds that would have been slept."""
        waits = []
        monkeypatch.setattr("cpsu_kg.stores.transport.time.sleep", waits.append)
        return waits

    @pytest.mark.parametrize("status", [429, 503])
    def test_asks_again_when_told(self, script, waits, status):
        """A busy endpoint is asked again after the seconds that it names."""
        script.answer(status=status, Retry_After="7")
        script.answer(ONE_ROW, media_type=JSON)

        assert len(RemoteStore(script.url).select(SELECT)) == 1
        assert waits == [7.0]

    def test_gives_up_after_the_last_attempt(self, script, waits):
        """Without a hint the waits double; then the error says that it is busy."""
        for _ in range(4):
            script.answer(status=503)
        with pytest.raises(EndpointBusy, match="busy") as caught:
            RemoteStore(script.url, attempts=4).select(SELECT)

        assert waits == [1.0, 2.0, 4.0]
        assert caught.value.status == 503

    @pytest.mark.parametrize(
        ("hint", "expected"),
        [("30", 30.0), ("soon", 1.0), (formatdate(0, usegmt=True), 0.0), ("-5", 1.0)],
    )
    def test_waits(self, script, waits, hint, expected):
        """A hint is followed, in seconds as well as a date; one that makes no sense is ignored."""
        script.answer(status=429, Retry_After=hint)
        script.answer(ONE_ROW, media_type=JSON)
        RemoteStore(script.url).select(SELECT)

        assert waits == [expected]

    def test_a_long_wait_is_left_to_the_person(self, script, waits):
        """An endpoint that asks to come back tomorrow is not asked again today."""
        script.answer(status=503, Retry_After="86400")
        with pytest.raises(EndpointBusy, match="86400 seconds"):
            RemoteStore(script.url).select(SELECT)

        assert waits == []

    def test_asks_again_after_a_hang_up(self, script, waits):
        """An answer that broke off is fetched once more, whole."""
        script.answer(ONE_ROW, media_type=JSON, Content_Length=str(len(ONE_ROW) + 1))
        script.answer(ONE_ROW, media_type=JSON)

        assert len(RemoteStore(script.url).select(SELECT)) == 1
        assert waits == [1.0]
