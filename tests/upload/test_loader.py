"""Loading into a real server: whole, once, again, and after an interruption."""

from urllib.request import urlopen

import pytest
import servers
from pyoxigraph import RdfFormat, Store, parse

from cpsu_kg import KnowledgeGraph, upload
from cpsu_kg.errors import EndpointError
from cpsu_kg.resources import Resources
from cpsu_kg.stores.published import MANIFEST, PublishedStore
from cpsu_kg.stores.transport import Transport
from cpsu_kg.upload import Loader, roads

# Beside oxigraph's endpoint its graph store is found.
WAYS = {"graph store": lambda server: {}, "update": lambda server: {"update": server.update}}


@pytest.fixture(params=sorted(WAYS))
def way(request, oxigraph):
    """The options of one way into the server."""
    return WAYS[request.param](oxigraph)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    """Several batches even for a small graph."""
    monkeypatch.setattr(roads, "UPDATE_TRIPLES", 400)
    monkeypatch.setattr(roads, "REQUEST_TRIPLES", 1000)


def load(kg, server, way):
    """Load, and give what was done, by graph."""
    return {task.name: task.action for task in upload.load(kg, server.query, **way).tasks}


def held(server):
    """What a server holds, the manifest left out."""
    with urlopen(server.store) as answer:
        quads = set(parse(answer.read(), RdfFormat.N_QUADS))
    return {quad for quad in quads if getattr(quad.graph_name, "value", "") != MANIFEST}


def update(server, text):
    """Change what a server holds."""
    roads.Updates(server.update, Transport())._send(text)


def renamed(root):
    """The dataset with another name for a person."""
    path = root / "data" / "persons" / "all.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Anna"@en', '"Anne"@en'), encoding="utf-8")
    return KnowledgeGraph(Resources(root))


@pytest.fixture
def only_questions(monkeypatch):
    """From now on, nothing that could change a store is sent; told by the sender itself."""

    def forbid():
        send = Transport.send

        def check(self, request):
            assert request.get_method() in ("GET", "POST")
            assert request.get_header("Content-type") != "application/sparql-update"
            return send(self, request)

        monkeypatch.setattr(Transport, "send", check)

    return forbid


class TestLoad:
    def test_whole(self, kg, oxigraph, way):
        """Each graph is there, triple for triple, and nothing else is."""
        done = load(kg, oxigraph, way)

        assert set(done.values()) == {"send"}
        assert held(oxigraph) == set(kg.store.quads())

    def test_twice(self, kg, oxigraph, way, only_questions):
        """The second time nothing is sent."""
        load(kg, oxigraph, way)
        only_questions()

        assert set(load(kg, oxigraph, way).values()) == {"keep"}

    def test_newer_version(self, kg, root, oxigraph, way):
        """Only the graphs that changed are replaced, and nothing of the older remains."""
        load(kg, oxigraph, way)
        changed = renamed(root)
        done = load(changed, oxigraph, way)

        assert done["core"] == "replace"
        assert {done["ontology"], done["queries"]} == {"keep"}
        assert held(oxigraph) == set(changed.store.quads())

    def test_a_graph_that_is_no_more(self, kg, oxigraph, way):
        """A graph of an older version that the newer does not have is removed."""
        load(kg, oxigraph, way)
        old = "https://w3id.org/cpsu-kg/graph/old"
        properties = (
            "http://schema.org/creativeWorkStatus",
            "http://spdx.org/rdf/terms#checksumValue",
        )
        says = f'<{properties[0]}> "complete" ; <{properties[1]}> "x" ; '
        says += '<http://www.w3.org/2002/07/owl#versionInfo> "0"'
        entry = f"GRAPH <{MANIFEST}> {{ <{old}> {says} }}"
        update(oxigraph, f"INSERT DATA {{ {entry} GRAPH <{old}> {{ <x:a> <x:b> 1 }} }}")

        assert load(kg, oxigraph, way)["old"] == "remove"
        assert held(oxigraph) == set(kg.store.quads())

    def test_others_are_left_alone(self, kg, oxigraph, way):
        """What else the store holds stays."""
        update(oxigraph, "INSERT DATA { GRAPH <x:theirs> { <x:a> <x:b> 1 } <x:a> <x:b> 2 }")
        theirs = held(oxigraph)
        load(kg, oxigraph, way)

        assert held(oxigraph) == theirs | set(kg.store.quads())

    def test_plan_only_asks(self, kg, oxigraph, way, only_questions):
        """Finding out what there is to do changes nothing."""
        only_questions()
        plan = Loader(kg, oxigraph.query, **way).plan()

        assert {task.action for task in plan.tasks} == {"send"}
        assert held(oxigraph) == set()


class TestInterruption:
    @pytest.mark.parametrize("graphs", [0, 2])
    def test_goes_on(self, kg, oxigraph, way, graphs):
        """Graphs that are complete are not sent again; the end is the same."""
        loader = Loader(kg, oxigraph.query, **way)
        plan = loader.plan()
        complete = sum(task.triples for task in plan.tasks[:graphs])

        def interrupt(done, total):
            if done > complete:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            loader.load(plan, interrupt)
        with pytest.raises(EndpointError, match="not loaded to its end"):
            PublishedStore(oxigraph.query).ask("ASK {}")
        done = load(kg, oxigraph, way)

        assert list(done.values()).count("keep") == graphs
        assert held(oxigraph) == set(kg.store.quads())
        assert PublishedStore(oxigraph.query).ask("ASK {}")

    def test_in_the_middle_of_a_graph(self, kg, oxigraph):
        """A graph that was filled by half is filled anew."""
        loader = Loader(kg, oxigraph.query, update=oxigraph.update)

        def interrupt(done, total):
            if done == 400:  # one batch, of a graph of more
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            loader.load(loader.plan(), interrupt)
        done = load(kg, oxigraph, {})

        assert done["ontology"] == "replace"
        assert held(oxigraph) == set(kg.store.quads())

    def test_a_store_that_lost_something(self, kg, oxigraph, way):
        """A graph that was complete, and is no longer, is sent again."""
        load(kg, oxigraph, way)
        core = "https://w3id.org/cpsu-kg/graph/core"
        update(oxigraph, f"DELETE WHERE {{ GRAPH <{core}> {{ ?s a ?class }} }}")

        assert load(kg, oxigraph, way)["core"] == "replace"
        assert held(oxigraph) == set(kg.store.quads())


class TestVerification:
    def test_a_store_that_loses_triples(self, kg, oxigraph, way, monkeypatch):
        """A graph that does not hold what was sent is not called complete."""
        for road in (roads.GraphStore, roads.Updates):
            put = road.put

            def short(self, graph, lines, tell, put=put):
                put(self, graph, list(lines)[graph.endswith("/core") :], tell)

            monkeypatch.setattr(road, "put", short)
        with pytest.raises(EndpointError, match=r"graph core holds .* triples after loading"):
            load(kg, oxigraph, way)
        monkeypatch.undo()

        assert load(kg, oxigraph, way)["core"] == "replace"

    def test_counts(self, kg, oxigraph):
        """A store that lost triples since is told from a whole one."""
        loader = Loader(kg, oxigraph.query)
        plan = loader.plan()
        loader.load(plan)
        update(oxigraph, "DROP GRAPH <https://w3id.org/cpsu-kg/graph/core>")
        with pytest.raises(EndpointError, match="verification failed: graph core holds 0 triples"):
            loader.verify(plan)

    def test_queries(self, kg, oxigraph):
        """A store that answers a canned query otherwise does not pass, and the query is named."""
        loader = Loader(kg, oxigraph.query)
        plan = loader.plan()
        loader.load(plan)
        office = "<https://w3id.org/cpsu-kg/office/chair>"
        label = "<http://www.w3.org/2000/01/rdf-schema#label>"
        core = "https://w3id.org/cpsu-kg/graph/core"
        update(
            oxigraph,
            f"WITH <{core}> DELETE {{ {office} {label} ?old }} INSERT {{ {office} {label} 'x'@en }}"
            f" WHERE {{ {office} {label} ?old FILTER(LANG(?old) = 'en') }}",
        )
        with pytest.raises(EndpointError, match=r"1 queries answer otherwise \(offices\)"):
            loader.verify(plan)


class TestWhereTo:
    def test_another_store(self, kg, oxigraph, tmp_path):
        """An address that belongs to another store is noticed before anything else is sent."""
        with servers.oxigraph(tmp_path / "other") as other:
            with pytest.raises(EndpointError, match="are they of one store"):
                load(kg, oxigraph, {"graph_store": other.store})
            with urlopen(other.store) as answer:
                assert answer.read() == b""

    def test_a_store_that_is_read_only(self, kg, tmp_path):
        """All addresses tried are told, and what to do."""
        advice = "name one with --graph-store or --update"
        empty = tmp_path / "empty.nq"
        empty.touch()
        with (
            servers.oxigraph(tmp_path / "fixed", empty, read_only=True) as server,
            pytest.raises(EndpointError, match=advice) as caught,
        ):
            load(kg, server, {})

        assert server.store in str(caught.value)
        assert server.update in str(caught.value)

    def test_union_of_graphs(self, kg, tmp_path):
        """A store that answers from all graphs at once is loaded the same way."""
        with servers.oxigraph(tmp_path / "union", union=True) as server:
            load(kg, server, {})

            assert held(server) == set(kg.store.quads())

    def test_virtuoso(self, kg, root, tmp_path, environment):
        """Virtuoso asks with Digest, takes both ways, and answers as the dataset does."""
        environment.setenv("CPSU_KG_USER", "dba")
        environment.setenv("CPSU_KG_PASSWORD", "dba")
        with servers.virtuoso(tmp_path / "virtuoso") as server:
            update = {"update": server.update}

            assert set(load(kg, server, {}).values()) == {"send"}
            assert set(load(kg, server, update).values()) == {"keep"}
            assert load(renamed(root), server, update)["core"] == "replace"
            assert set(load(renamed(root), server, {}).values()) == {"keep"}


def test_the_dataset_is_cut_into_its_graphs(kg):
    """Nothing is left out, nothing is sent twice."""
    from cpsu_kg.upload.content import parts

    again = Store()
    for part in parts(kg.store):
        lines = list(part.lines())
        assert len(lines) == len(set(lines)) == part.triples
        for quad in parse("\n".join(lines), RdfFormat.N_TRIPLES):
            again.update(f"INSERT DATA {{ GRAPH <{part.graph}> {{ {quad.triple} }} }}")

    assert set(again) == set(kg.store.quads())


def test_the_checksum_is_that_of_the_triples(kg, root):
    """The order in which a store gives them does not count; each triple does."""
    from cpsu_kg.stores.embedded import EmbeddedStore
    from cpsu_kg.upload.content import parts

    quads = list(kg.store.quads())
    sums = [part.checksum for part in parts(kg.store)]
    turned = EmbeddedStore.of(reversed(quads))
    fewer = EmbeddedStore.of(quads[1:])

    assert [part.checksum for part in parts(turned)] == sums
    assert [part.checksum for part in parts(fewer)] != sums
    assert parts(renamed(root).store)[1].checksum != sums[1]
