"""A small dataset, and servers to load it into."""

import shutil
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import servers

from cpsu_kg import KnowledgeGraph
from cpsu_kg.resources import Resources, find
from cpsu_kg.stores.credentials import PASSWORD, TOKEN, USER

MINI = Path(__file__).parents[1] / "data" / "mini"
QUERIES = ("offices.rq", "on.rq", "career.rq")


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """Start without credentials."""
    for name in (USER, PASSWORD, TOKEN):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.fixture
def root(tmp_path):
    """The folder of a dataset of three invented persons, with a few of the real queries."""
    root = tmp_path / "mini"
    shutil.copytree(MINI / "data", root / "data")
    shutil.copytree(find().folder("ontology"), root / "ontology")
    (root / "queries").mkdir()
    for name in QUERIES:
        shutil.copy(find().path(f"queries/{name}"), root / "queries" / name)
    return root


@pytest.fixture
def kg(root):
    """The dataset."""
    return KnowledgeGraph(Resources(root))


@pytest.fixture(scope="session")
def _oxigraph(tmp_path_factory):
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph"), union=False) as server:
        yield server


@pytest.fixture
def oxigraph(_oxigraph):
    """An empty oxigraph server, whose questions without GRAPH see the default graph only."""
    headers = {"Content-Type": "application/sparql-update"}
    with urlopen(Request(_oxigraph.update, b"DROP ALL", headers)):
        return _oxigraph


@pytest.fixture
def script():
    """A loopback server that gives the answers lined up in the script, in order."""
    with servers.scripted() as script:
        yield script
