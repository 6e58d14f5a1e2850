"""Fixtures for all tests: nothing is kept in the user's own cache folder."""

import os

import pytest
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
