"""The views of the real dataset, as they are looked at by class and property."""

from collections import defaultdict

import pytest
from pyoxigraph import Literal

from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.terms import BASE, CPSU, TYPE

_XSD = "http://www.w3.org/2001/XMLSchema#"


class View:
    """The triples of a view; IRIs and literals as plain text."""

    def __init__(self, quads, prefixes):
        self.triples = [quad.triple for quad in quads]
        self._prefixes = prefixes
        self._values = defaultdict(lambda: defaultdict(list))
        self._types = defaultdict(set)
        for subject, predicate, value in self.triples:
            self._values[subject.value][self.short(predicate)].append(value)
            if predicate == TYPE:
                self._types[subject.value].add(self.short(value))

    def short(self, node):
        """`prefix:name` of an IRI."""
        for prefix, namespace in self._prefixes.items():
            if node.value.startswith(namespace) and node.value != namespace:
                return f"{prefix}:{node.value.removeprefix(namespace)}"
        return node.value

    def types(self, subject):
        """The classes of a thing."""
        return self._types.get(subject, set())

    def of(self, *classes):
        """Everything in one of the classes."""
        return {subject for subject, found in self._types.items() if found & set(classes)}

    def values(self, subject, predicate):
        """The values of a property, as text."""
        return {each.value for each in self._values.get(subject, {}).get(predicate, [])}

    def terms(self):
        """Classes and properties that are used."""
        classes = {name for found in self._types.values() for name in found}
        return classes | {self.short(triple.predicate) for triple in self.triples}

    def misuses(self, rules):
        """Statements whose subject or value is none that the property takes.

        `rules` gives for a property the classes of its subjects and the classes or datatypes of
        its values, either empty for any.
        """
        for triple in self.triples:
            subjects, values = rules.get(self.short(triple.predicate), ((), ()))
            if subjects and not self.types(triple.subject.value) & set(subjects):
                yield f"subject: {triple}"
            if values and not self._kinds(triple.object) & set(values):
                yield f"value: {triple}"

    def _kinds(self, value):
        if isinstance(value, Literal):
            return {"text" if value.language else self.short(value.datatype)}
        return self.types(value.value) | {"iri"}


@pytest.fixture(scope="session")
def kg():
    """The real dataset."""
    return KnowledgeGraph()


@pytest.fixture(scope="session")
def open_view(kg):
    """Look at a view by its name."""
    from cpsu_kg.queries import views

    def look(name):
        prefixes = views.prefixes(views.text(kg.resources, name))
        assert isinstance(kg.view(name), EmbeddedStore)
        return View(kg.view(name).quads(), prefixes | {"xsd": _XSD})

    return look


@pytest.fixture(scope="session")
def core(kg):
    """Ask the dataset itself: instances of a class, with the values of properties."""

    def ask(name, *properties):
        patterns = " ".join(
            f"OPTIONAL {{ ?thing <{CPSU}{each}> ?v{place} }}"
            for place, each in enumerate(properties)
        )
        variables = " ".join(f"?v{place}" for place in range(len(properties)))
        query = (
            f"SELECT ?thing {variables} WHERE {{ ?thing a <{CPSU}{name}> {patterns} "
            f'FILTER(STRSTARTS(STR(?thing), "{BASE}")) }}'
        )
        rows = kg.store.select(query).rows
        return {thing.value: [v and v.value for v in values] for thing, *values in rows}

    return ask
