"""The dataset's Wikidata view, opened once for all tests here."""

import pytest
from likeness import EDITS, PROLOGUE, likeness, serving
from pyoxigraph import Store

from cpsu_kg import KnowledgeGraph


@pytest.fixture(scope="session")
def kg():
    """The dataset of the checkout."""
    return KnowledgeGraph()


@pytest.fixture(scope="session")
def view(kg):
    """Its Wikidata view."""
    return kg.view("wikidata")


@pytest.fixture(scope="session")
def original(view):
    """The view under Wikidata's own names."""
    return likeness(view)


@pytest.fixture(scope="session")
def edited(original):
    """The same with all edits."""
    store = Store()
    store.bulk_extend(original)
    for edit in EDITS:
        store.update(PROLOGUE + edit.update)
        assert edit.found or store.query(f"{PROLOGUE} ASK {{ {edit.holds} }}")
    return store


@pytest.fixture(scope="session")
def found(kg, edited, tmp_path_factory):
    """The comparison with a server of the edited copy."""
    from cpsu_kg.wikidata.diff import diff

    with serving(edited, tmp_path_factory.mktemp("edited") / "server") as server:
        return diff(kg, server.query, batch=40)
