"""Which file goes into which named graph."""

import pytest

from cpsu_kg.errors import ResourceError
from cpsu_kg.stores.loading import GRAPH, dataset_files, graph_of, read_quads, read_turtle


@pytest.mark.parametrize(
    ("path", "graph"),
    [
        ("ontology/cpsu.ttl", "ontology"),
        ("data/persons/joseph-stalin.ttl", "core"),
        ("data/tenures/general-secretary.ttl", "core"),
        ("data/leadership.ttl", "core"),
        ("data/attestations/persons/joseph-stalin.ttl", "attestations"),
        ("data/adjudications/tenures/general-secretary.ttl", "attestations"),
        ("data/sources/wiki.ttl", "sources"),
        ("data/families.ttl", "sources"),
        ("data/links/wikidata.ttl", "links"),
    ],
)
def test_the_folder_decides_the_graph(path, graph):
    """Each part of the dataset is a named graph of its own."""
    assert graph_of(path).value == GRAPH + graph


def test_all_turtle_is_read(dataset):
    """Ontology and data make up the dataset; every quad has a graph."""
    assert dataset_files(dataset) == ["ontology/o.ttl", "data/persons/stalin.ttl"]
    assert {q.graph_name.value.removeprefix(GRAPH) for q in read_quads(dataset)} == {
        "ontology",
        "core",
    }


def test_an_unreadable_file_is_named(dataset):
    """A file that vanished, or a folder in its place, is an error with its path."""
    with pytest.raises(ResourceError, match="persons"):
        list(read_turtle(dataset.path("data/persons"), graph_of("data/persons")))
