"""Fixtures for all tests: nothing is kept in the user's own cache folder."""

import os
import signal

import pytest
import servers
from hypothesis import settings

# A machine may be busy: how long one example takes says nothing.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """Keep built stores in a folder of this test run, for child processes too."""
    before = os.environ.get("CPSU_KG_CACHE")
    os.environ["CPSU_KG_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["CPSU_KG_CACHE"]
    else:
        os.environ["CPSU_KG_CACHE"] = before


@pytest.fixture(scope="session", autouse=True)
def _interruptible():
    """Let child processes be interrupted, also where the tests run in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """One release of the real dataset, shared by all tests that only look at it."""
    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.release import release

    folder = tmp_path_factory.mktemp("released") / "release"
    release(KnowledgeGraph(), folder)
    return folder


@pytest.fixture(scope="session")
def exported(released):
    """Find the whole dataset in a format, as a dump of the release."""
    from cpsu_kg.description.dumps import dump_path
    from cpsu_kg.exports import FORMATS

    return lambda name: released / dump_path(FORMATS[name])


@pytest.fixture(scope="session")
def dataset_file(tmp_path_factory):
    """The whole dataset as one file of N-Quads."""
    from pyoxigraph import RdfFormat, serialize

    path = tmp_path_factory.mktemp("dataset") / "dataset.nq"
    serialize(_quads(), str(path), RdfFormat.N_QUADS)
    return path


@pytest.fixture(scope="session")
def oxigraph_endpoint(tmp_path_factory, dataset_file):
    """The address of an oxigraph server that holds the whole dataset."""
    with servers.oxigraph(
        tmp_path_factory.mktemp("oxigraph"), dataset_file, read_only=True
    ) as server:
        yield server.query


@pytest.fixture(scope="session")
def virtuoso_endpoint(tmp_path_factory, dataset_file):
    """The address of a Virtuoso that holds the whole dataset."""
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso"), dataset_file) as server:
        yield server.query


@pytest.fixture(scope="session")
def triples():
    """The triples of the real dataset, graphs merged, as lines of N-Triples without the end."""
    return {str(quad.triple) for quad in _quads()}


@pytest.fixture(scope="session")
def quads():
    """The quads of the real dataset, as text."""
    return {f"{quad.triple} {quad.graph_name}" for quad in _quads()}


def _quads():
    from cpsu_kg.stores.embedded import EmbeddedStore

    return EmbeddedStore().quads()
