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
