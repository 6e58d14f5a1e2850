"""What is written, whatever it is, is read back the same; tests/release reads the whole dataset."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, parse
from readers import MERGED, OXIGRAPH, WITH_GRAPHS

from cpsu_kg.exports import Dataset
from cpsu_kg.exports.formats import FORMATS
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.stores.loading import GRAPH, read_quads
from cpsu_kg.terms import BASE, CPSU, RDFS, term


def test_store_keeps_the_files_literals(kg, quads):
    """A store may rewrite literals, so what is exported is compared with the files."""
    typed = {f"{quad.triple} {quad.graph_name}" for quad in read_quads(kg.resources)}
    made = {quad for quad in quads if quad.endswith((f"<{GRAPH}derived>", f"<{GRAPH}queries>"))}

    assert quads - made == typed


# Readers disagree on control characters, and XML cannot hold them.
TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="\ufffe\uffff")
    | st.sampled_from('\n\t"\\')
)
THINGS = st.sampled_from(
    [f"{BASE}person/{name}" for name in ("a", "a.b", "a-", "x.")]
    + [f"{BASE}{kind}/1" for kind in ("attestation", "tenure", "body", "office", "phase", "odd")]
    + [CPSU + "full", CPSU + "value", CPSU + "start", "http://x.org/", "http://x.org/a?b#c/d",
       "urn:isbn:1", "http://xn.org/ü", RDFS + "label"]
).map(NamedNode)  # fmt: skip
PROPERTIES = st.sampled_from(
    [
        *map(term, ("start", "holder", "attests", "adjudicates", "ofOffice", "ofBody", "body",
                    "rank", "size", "informal", "url", "title", "startedBy", "onProperty",
                    "undeclared", "birthPlace", "locator", "inLine")),
        NamedNode(RDFS + "label"),
        NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        NamedNode("http://x.org/p1"),
    ]
)  # fmt: skip
CLASSES = st.sampled_from(
    ["Person", "Body", "Office", "Attestation", "Adjudication", "Tenure", "OfficeTenure", "Phase",
     "Designation", "Vacancy", "Headcount", "OfficeLine", "LineSpan", "Event"]
).map(term)  # fmt: skip
XSD = "http://www.w3.org/2001/XMLSchema#"
LITERALS = st.one_of(
    TEXT.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), TEXT, st.sampled_from(["en", "ru"])),
    st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(XSD + kind)),
        st.sampled_from(
            ["1953", "1953-03", "1953-03-05", "007", "25", "true", "-3", "10" * 20, ""]
        ),
        st.sampled_from(["date", "gYear", "gYearMonth", "integer", "boolean", "anyURI", "decimal"]),
    ),
)
TRIPLES = st.lists(st.tuples(THINGS, PROPERTIES, st.one_of(THINGS, LITERALS, CLASSES)), max_size=12)


class _Plain(EmbeddedStore):
    """Holds quads as they are: an Oxigraph store would rewrite some literals."""

    def __init__(self, quads):
        self._quads = quads

    def quads(self):
        return iter(self._quads)


class TestAnyGraph:
    @pytest.mark.parametrize("name", [*MERGED, *WITH_GRAPHS])
    @given(triples=TRIPLES, types=st.lists(st.tuples(THINGS, CLASSES), max_size=6))
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def test_round_trip(self, vocabulary, name, triples, types):
        """Whatever the triples, also senseless ones, the export says the same."""
        kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        graph = NamedNode(GRAPH + "core") if name in WITH_GRAPHS else DefaultGraph()
        quads = [Quad(s, p, o, graph) for s, p, o in triples]
        quads += [Quad(s, kind, o, graph) for s, o in types]
        stream = io.BytesIO()

        FORMATS[name].write(Dataset(_Plain(quads), vocabulary), stream)

        read = list(parse(stream.getvalue(), OXIGRAPH[name]))
        again = io.BytesIO()
        FORMATS[name].write(Dataset(_Plain(read), vocabulary), again)

        assert set(read) == set(quads)
        assert again.getvalue() == stream.getvalue(), "written again, it is not the same"


def test_default_graph_is_kept(vocabulary):
    """Quads outside any named graph stay there."""
    quads = [
        Quad(NamedNode("http://x/a"), NamedNode("http://x/b"), Literal("c")),
        Quad(
            NamedNode("http://x/a"), NamedNode("http://x/b"), Literal("c"), NamedNode("http://x/g")
        ),
    ]
    for name in WITH_GRAPHS:
        stream = io.BytesIO()
        FORMATS[name].write(Dataset(EmbeddedStore.of(quads), vocabulary), stream)
        store = Store()
        store.load(stream.getvalue(), OXIGRAPH[name])

        assert set(store) == set(quads)
