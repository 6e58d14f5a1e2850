"""Where the dataset is found, and which of its files belong to it."""

import pytest

from cpsu_kg import resources
from cpsu_kg.errors import ResourceError
from cpsu_kg.resources import Resources, find


def make(root, *names):
    """Create empty files under a root."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return Resources(root)


def test_the_checkout_is_found():
    """In a checkout the root folders beside src are used."""
    assert find().files("ontology", ".ttl")
    assert find().path("ontology/cpsu.ttl").endswith("cpsu.ttl")


def test_files_are_listed_at_any_depth_in_order(tmp_path):
    """Files are sorted, hidden ones and other suffixes are left out."""
    names = ("data/b/2.ttl", "data/a.ttl", "data/b/1.ttl", "data/.x.ttl", "data/.d/y.ttl", "data/z")

    assert make(tmp_path, *names).files("data", ".ttl") == [
        "data/a.ttl",
        "data/b/1.ttl",
        "data/b/2.ttl",
    ]


@pytest.mark.parametrize("name", ["data", "src", "..", ""])
def test_only_the_dataset_folders_exist(tmp_path, name):
    """A missing folder, or one that is no part of a dataset, is an error."""
    (tmp_path / "src").mkdir()
    with pytest.raises(ResourceError, match="no such folder"):
        Resources(tmp_path).folder(name)


def test_installed_without_a_checkout(tmp_path, monkeypatch):
    """Beside no checkout, the copy inside the package is used; without one, an error."""
    package = tmp_path / "lib" / "site-packages" / "cpsu_kg"
    package.mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    with pytest.raises(ResourceError, match="not installed"):
        find()
    make(package / "_bundled", "data/a.ttl", "ontology/o.ttl")

    assert find().root == str(package / "_bundled")
    assert repr(find()) == f"Resources({str(package / '_bundled')!r})"
