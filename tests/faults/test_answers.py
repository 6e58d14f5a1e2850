"""Hostile answers of an endpoint: more than a parser takes, deeper than a stack, from elsewhere."""

import json

import pytest
from servers import scripted

from cpsu_kg.errors import EndpointError
from cpsu_kg.stores.remote import RemoteStore

HUGE = "a" * 17_000_000
DEEP = 100_000
ROW = '{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "literal", "value": "'
XML = """<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>
<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/></head>
<results><result><binding name="s"><literal>&c;</literal></binding></result></results></sparql>"""

GRAPHS = {
    "a value beyond the limit, in N-Triples": ("application/n-triples", f'<x:a> <x:b> "{HUGE}" .'),
    "a value beyond the limit, in Turtle": ("text/turtle", f'<x:a> <x:b> """{HUGE}""" .'),
    "a value beyond the limit, in RDF/XML": ("application/rdf+xml", f"<a>{HUGE}</a>"),
    "JSON-LD that never closes": ("application/ld+json", '{"x:a": [' * DEEP),
    "Turtle that never closes": ("text/turtle", "<x:a> <x:b> " + "[ <x:b> " * DEEP),
}
ROWS = {
    "JSON that never closes": ("application/sparql-results+json", '{"head": [' * DEEP),
    "a value cut off": ("application/sparql-results+json", ROW),
    "a value beyond the limit": ("application/sparql-results+json", f"{ROW}{HUGE}"),
    "XML with entities": ("application/sparql-results+xml", XML),
    "tabs with a value beyond the limit": ("text/tab-separated-values", f'?s\n"{HUGE}\n'),
}


@pytest.fixture
def script():
    """A loopback endpoint that gives the answers lined up in the script, in order."""
    with scripted() as script:
        yield script


def _refusal(ask):
    with pytest.raises(EndpointError) as caught:
        ask()
    text = str(caught.value)
    assert "\n" not in text
    assert len(text) < 1000
    return text


@pytest.mark.parametrize("name", GRAPHS)
def test_graphs(name, script):
    """What cannot be read to its end is an error of the endpoint, in one line."""
    media_type, body = GRAPHS[name]
    script.answer(body.encode(), media_type=media_type)
    store = RemoteStore(script.url)

    text = _refusal(lambda: list(store.construct("CONSTRUCT WHERE { ?s ?p ?o }")))
    assert "cut off or malformed" in text


@pytest.mark.parametrize("name", ROWS)
def test_rows(name, script):
    """The same for rows."""
    media_type, body = ROWS[name]
    script.answer(body.encode(), media_type=media_type)
    store = RemoteStore(script.url)

    assert "cut off or malformed" in _refusal(lambda: store.select("SELECT * { ?s ?p ?o }"))


@pytest.mark.parametrize("node", [{"@id": "x:a"}, {"@context": "ELSEWHERE", "@id": "x:a"}])
def test_context_elsewhere(node, script):
    """JSON-LD that leaves its context to another address is refused, and nobody asks there."""
    elsewhere = script.url.replace("/sparql", "/context")
    body = json.dumps({"@context": elsewhere, "@graph": [node]}).replace("ELSEWHERE", elsewhere)
    script.answer(body.encode(), media_type="application/ld+json")
    script.answer(b'{"@context": {}}', media_type="application/ld+json")
    store = RemoteStore(script.url)

    _refusal(lambda: list(store.construct("CONSTRUCT WHERE { ?s ?p ?o }")))
    assert len(script.requests) == 1
