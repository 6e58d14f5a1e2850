"""What an export asks of the ontology: the order of properties and the form of their values."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from cpsu_kg.stores.loading import GRAPH, read_files
from cpsu_kg.terms import BASE, CPSU, OWL, RDF, RDFS, SCHEMA, SKOS, TYPE, Terms, term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Quad

    from cpsu_kg.resources import Resources

XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
DEFINITION = NamedNode(SKOS + "definition")

# Parents that only group the properties below them; `participant` is said of every role too.
GROUPS = frozenset(map(term, ("when", "bound", "support", "participant")))

# What the ontology leaves open with the range rdfs:Literal.
_DATES = ("versionDate", "decidedOn")
_TEXTS = ("birthPlace", "deathPlace", "place", "partyName")


class Vocabulary:
    """The ontology as the exports need it.

    Attributes:
        terms: labels, hierarchies, domains, closed lists.
        order: every property, in the order of the ontology's files.
        dates: the properties whose values are dates.
        texts: the properties whose values are words in some language.
        choices: the properties whose values are terms of the ontology.
        definitions: what each term means, in English.
        prefixes: prefix and namespace, for every format that abbreviates IRIs.
    """

    def __init__(self, resources: Resources) -> None:
        """Read the ontology.

        Args:
            resources: where the dataset lies.

        Raises:
            DataSyntaxError: a file is not well-formed Turtle.
            ResourceError: the folder is missing or a file cannot be read.
        """
        quads = list(read_files(resources, resources.files("ontology", ".ttl")))
        self.terms = Terms(quads)
        typed = (quad.subject for quad in quads if quad.predicate == TYPE)
        declared = dict.fromkeys(node for node in typed if isinstance(node, NamedNode))
        self.order = [each for each in declared if each in self.terms.properties]
        self._ranges = _ranges(quads)
        self.definitions = {
            quad.subject: quad.object.value
            for quad in quads
            if quad.predicate == DEFINITION and isinstance(quad.object, Literal)
        }
        self._depths: dict[NamedNode, int] = {}
        self.dates = self._dates()
        self.texts = self._texts()
        self.choices = self._ranging(SKOS + "Concept", RDF + "Property")
        self.prefixes = self._prefixes()

    def range(self, node: NamedNode) -> list[NamedNode]:
        """Give the classes or datatypes of a property's values."""
        return self._ranges.get(node, [])

    def links(self, node: NamedNode) -> bool:
        """Tell whether a property's values are things rather than literals."""
        literals = (XSD, RDFS, RDF + "lang")
        return not any(each.value.startswith(literals) for each in self.range(node))

    def depth(self, node: NamedNode) -> int:
        """Tell how many classes stand above one."""
        if node not in self._depths:
            self._depths[node] = len(self.terms.superclasses(node))
        return self._depths[node]

    def with_subclasses(self, node: NamedNode) -> frozenset[NamedNode]:
        """Give a class and all below it."""
        return self.terms.subclasses(node) | {node}

    def _dates(self) -> frozenset[NamedNode]:
        groups = [term(name) for name in ("when", "bound", "oldStyle")]
        below: frozenset[NamedNode] = frozenset().union(*map(self.terms.below, groups))
        return below | frozenset(groups) | frozenset(map(term, _DATES))

    def _texts(self) -> frozenset[NamedNode]:
        return self._ranging(RDF + "langString") | frozenset(map(term, _TEXTS))

    def _ranging(self, *classes: str) -> frozenset[NamedNode]:
        wanted = {NamedNode(each) for each in classes}
        return frozenset(p for p in self.order if not wanted.isdisjoint(self.range(p)))

    def _prefixes(self) -> dict[str, str]:
        kinds = self.terms.kinds.items()
        own = {kind: f"{BASE}{kind}/" for kind, each in kinds if each.value.startswith(CPSU)}
        others = {
            "cpsu": CPSU,
            "dcterms": DCTERMS,
            "graph": GRAPH,
            "foaf": "http://xmlns.com/foaf/0.1/",
            "org": "http://www.w3.org/ns/org#",
            "owl": OWL,
            "prov": "http://www.w3.org/ns/prov#",
            "rdf": RDF,
            "rdfs": RDFS,
            "query": f"{BASE}query/",
            "schema": SCHEMA,
            "sdo": "https://schema.org/",
            "sh": "http://www.w3.org/ns/shacl#",
            "skos": SKOS,
            "vann": "http://purl.org/vocab/vann/",
            "wd": "http://www.wikidata.org/entity/",
            "xsd": XSD,
        }
        return dict(sorted((own | others).items()))


def _ranges(quads: list[Quad]) -> dict[NamedNode, list[NamedNode]]:
    found: dict[NamedNode, list[NamedNode]] = {}
    for quad in quads:
        if quad.predicate.value in (RDFS + "range", SCHEMA + "rangeIncludes"):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode):
                found.setdefault(subject, []).append(value)
    return found
