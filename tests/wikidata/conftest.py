"""The dataset's Wikidata view, opened once for all tests here."""

import pytest

from cpsu_kg import KnowledgeGraph


@pytest.fixture(scope="session")
def kg():
    """The dataset of the checkout."""
    return KnowledgeGraph()


@pytest.fixture(scope="session")
def view(kg):
    """Its Wikidata view."""
    return kg.view("wikidata")
