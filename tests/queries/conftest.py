"""Datasets to ask: the whole one, the same in rdflib, and a small invented one."""

import shutil
from pathlib import Path

import pytest

from cpsu_kg import KnowledgeGraph
from cpsu_kg.rdflib_copy import to_rdflib
from cpsu_kg.resources import Resources, find

MINI = Path(__file__).parents[1] / "data" / "mini"


@pytest.fixture(scope="session")
def kg():
    """The bundled dataset in the embedded store."""
    return KnowledgeGraph()


@pytest.fixture(scope="session")
def rdflib_graph(kg):
    """The same triples in rdflib."""
    return to_rdflib(quad.triple for quad in kg.store.quads())


@pytest.fixture(scope="session")
def mini(tmp_path_factory):
    """A dataset of three invented persons, with the real ontology and queries."""
    root = tmp_path_factory.mktemp("mini")
    shutil.copytree(MINI / "data", root / "data")
    for name in ("ontology", "queries"):
        shutil.copytree(find().folder(name), root / name)
    return KnowledgeGraph(Resources(root))
