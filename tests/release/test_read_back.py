"""Every dump, read back by parsers that did not write it, says what the store says."""

import json
import subprocess

import pytest
import rdflib
import required
from pyld import jsonld
from pyoxigraph import RdfFormat, parse
from readers import MERGED, OXIGRAPH, WITH_GRAPHS

RDFLIB = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}


def _triples(text, format):
    return {str(quad.triple) for quad in parse(text, format)}


class TestOxigraph:
    @pytest.mark.parametrize("name", MERGED)
    def test_triples(self, exported, triples, name):
        """All graphs merged."""
        assert _triples(exported(name).read_bytes(), OXIGRAPH[name]) == triples

    @pytest.mark.parametrize("name", WITH_GRAPHS)
    def test_quads(self, exported, quads, name):
        """The named graphs are kept."""
        found = parse(exported(name).read_bytes(), OXIGRAPH[name])

        assert {f"{quad.triple} {quad.graph_name}" for quad in found} == quads


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib uses what it deprecates
class TestRdflib:
    @pytest.mark.parametrize("name", MERGED)
    def test_triples(self, exported, triples, name):
        """All graphs merged."""
        graph = rdflib.Graph().parse(exported(name), format=RDFLIB[name])

        assert _triples(graph.serialize(format="nt"), RdfFormat.N_TRIPLES) == triples

    @pytest.mark.parametrize("name", WITH_GRAPHS)
    def test_quads(self, exported, quads, name):
        """The named graphs are kept."""
        dataset = rdflib.Dataset()
        dataset.parse(exported(name), format=name)
        found = parse(dataset.serialize(format="nquads"), RdfFormat.N_QUADS)

        assert {f"{quad.triple} {quad.graph_name}" for quad in found} == quads


class TestPyld:
    def test_triples(self, exported, triples):
        """The JSON-LD document is understood, and asks for nothing from the network."""

        def refuse(url, _options):
            raise AssertionError(f"fetched {url}")

        document = json.loads(exported("jsonld").read_text(encoding="utf-8"))
        options = {"format": "application/n-quads", "documentLoader": refuse}

        assert _triples(jsonld.to_rdf(document, options), RdfFormat.N_QUADS) == triples


class TestRapper:
    @pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml"])
    def test_triples(self, exported, triples, name):
        """Raptor agrees."""
        command = [
            required.program("rapper"),
            "-q",
            "-i",
            name,
            "-o",
            "ntriples",
            str(exported(name)),
        ]
        done = subprocess.run(command, capture_output=True, check=True)

        assert _triples(done.stdout, RdfFormat.N_TRIPLES) == triples
