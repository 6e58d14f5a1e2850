"""What SPARQL counts is what one counts by hand over the quads."""

from collections import Counter

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from cpsu_kg import __version__, about
from cpsu_kg.description import count
from cpsu_kg.errors import ResourceError
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.stores import published
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.stores.loading import GRAPH
from cpsu_kg.terms import BASE, TYPE, term


@pytest.fixture(scope="module")
def triples(kg):
    """The dataset with its graphs merged."""
    return {(quad.subject, quad.predicate, quad.object) for quad in kg.store.quads()}


def _extent(triples):
    subjects = {s for s, _, _ in triples}
    ours = {s for s in subjects if isinstance(s, NamedNode) and s.value.startswith(BASE)}
    return len(triples), len(subjects), len({o for _, _, o in triples}), len(ours)


def test_whole(figures, triples):
    """Triples, subjects, objects, entities."""
    assert figures.whole == _extent(triples)


def test_graphs(figures, kg):
    """The same, graph by graph; no triple stands in two."""
    graphs = {}
    for s, p, o, graph in kg.store.quads():
        graphs.setdefault(graph.value.removeprefix(GRAPH), set()).add((s, p, o))

    assert figures.graphs == {name: _extent(found) for name, found in graphs.items()}
    assert sum(each.triples for each in figures.graphs.values()) == figures.whole.triples


def test_graphs_are_known_everywhere(figures):
    """What is described, exported and asked of an endpoint are the same graphs."""
    assert figures.graphs.keys() == about.GRAPHS.keys() == set(published.GRAPHS)


def test_classes(figures, triples):
    """The members of every class."""
    members = Counter(o.value for _, p, o in triples if p == TYPE)

    assert figures.classes == members


def test_properties(figures, triples):
    """How often each property is used, and for how many subjects and values."""
    used = {}
    for s, p, o in triples:
        used.setdefault(p.value, []).append((s, o))

    assert [tuple(each) for each in figures.properties] == [
        (iri, len(pairs), len({s for s, _ in pairs}), len({o for _, o in pairs}))
        for iri, pairs in sorted(used.items())
    ]


def test_linksets(figures, kg):
    """Every link out is in one set."""
    links = [quad for quad in kg.store.quads() if quad.graph_name == NamedNode(GRAPH + "links")]
    found = Counter((q.object.value.rpartition("/")[0] + "/", q.predicate.value) for q in links)

    assert {(each.space, each.property): each.triples for each in figures.linksets} == found
    assert "http://www.wikidata.org/entity/" in {each.space for each in figures.linksets}


def test_support(figures, triples):
    """Sources, families, attestations."""
    typed = Counter(o for _, p, o in triples if p == TYPE)

    assert figures.support == (
        typed[term("Source")],
        typed[term("SourceFamily")],
        typed[term("Attestation")],
    )


def test_scope(figures, triples):
    """From the first to the last day of the office lines."""
    lines = {s for s, p, _ in triples if p == term("inLine")}
    days = [
        o.value
        for s, p, o in triples
        if s in lines and p in (term("earliestStart"), term("latestEnd"))
    ]

    assert (figures.first, figures.last) == (min(days), max(days))
    assert figures.first.startswith("1917")
    assert figures.last.startswith("1991")


def test_version(figures):
    """Version and day of issue stand in the ontology."""
    assert figures.version == __version__
    assert len(figures.issued) == len("1991-12-25")


def test_examples(figures, triples):
    """One thing of each kind that sources speak of, the one they say most about."""
    said = Counter(o.value for _, p, o in triples if p == term("attests"))
    kinds = {iri.removeprefix(BASE).partition("/")[0] for iri in said}
    chosen = {iri.removeprefix(BASE).partition("/")[0]: iri for iri in figures.examples}

    assert chosen.keys() == kinds
    assert len(figures.examples) == len(kinds)
    for kind, iri in chosen.items():
        assert said[iri] == max(n for e, n in said.items() if e.startswith(f"{BASE}{kind}/"))


def test_other_graphs_of_the_store_do_not_count(kg, figures):
    """An endpoint may hold more than this dataset."""
    mine = NamedNode("http://x.org/mine")
    more = EmbeddedStore.of([*kg.store.quads(), Quad(mine, TYPE, mine, mine)])

    assert count(KnowledgeGraph(kg.resources, store=more)) == figures


def test_dataset_without_a_version(kg):
    """What is no release of the dataset is refused."""
    other = EmbeddedStore.of([Quad(NamedNode("http://x.org/a"), TYPE, Literal("b"))])

    with pytest.raises(ResourceError, match="no version"):
        count(KnowledgeGraph(kg.resources, store=other))
