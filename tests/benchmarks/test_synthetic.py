"""Invented provinces: valid by the shapes, the same for the same seed, and as many as asked."""

import hashlib
import os
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.synthetic import dataset, names

from cpsu_kg.resources import Resources, find
from cpsu_kg.stores.building import build
from cpsu_kg.terms import TYPE, term
from cpsu_kg.validation import validate


def _write(folder, seed, provinces=1):
    dataset.write(folder, seed, provinces)
    for name in ("ontology", "queries", "shapes"):
        os.symlink(Path(find().root) / name, folder / name)
    return Resources(folder)


def _digest(folder):
    files = sorted(path for path in (folder / "data").rglob("*.ttl"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    """A dataset of one province."""
    return _write(tmp_path_factory.mktemp("invented") / "root", seed=5)


class TestProvince:
    def test_valid(self, invented):
        """The shapes find nothing that is wrong, and nothing to look at again."""
        report = validate(resources=invented)

        assert [str(each) for each in report if each.severity != "Info"] == []

    def test_plausible(self, invented):
        """There is something of every kind, held, vacant and disputed."""
        store = build(invented)
        kinds = Counter(quad.object for quad in store.quads_for_pattern(None, TYPE, None))
        disputes = list(store.quads_for_pattern(None, term("disputedOn"), None))

        for kind in ("Person", "OfficeTenure", "BodyMembership", "Election", "Death", "Headcount"):
            assert kinds[term(kind)] > 5, kind
        for kind in ("Vacancy", "Leadership", "LineSpan", "Designation", "Adjudication"):
            assert kinds[term(kind)] > 0, kind
        assert kinds[term("Attestation")] > 300
        assert disputes

    def test_seed_decides(self, tmp_path):
        """The same seed gives the same files, byte for byte; another one gives others."""
        folders = [tmp_path / name for name in ("first", "second", "third")]
        for folder, seed in zip(folders, (1, 1, 2), strict=True):
            _write(folder, seed, provinces=2)
        first, second, third = map(_digest, folders)

        assert first == second
        assert first != third

    def test_provinces_do_not_depend_on_their_number(self, tmp_path):
        """A larger dataset holds the smaller one."""
        small, large = _write(tmp_path / "small", 1, 1), _write(tmp_path / "large", 1, 2)
        files = small.files("data", ".ttl")

        assert set(files) < set(large.files("data", ".ttl"))
        for file in files:
            assert Path(small.path(file)).read_bytes() == Path(large.path(file)).read_bytes()

    def test_names_are_given_once(self):
        """No two provinces share a name, so no two things share an IRI."""
        found = {names.province(number) for number in range(8000)}

        assert len(found) == 8000

    def test_real_dataset_beside(self, tmp_path):
        """The real dataset can be part of it."""
        root = tmp_path / "root"
        dataset.write(root, 1, 1, Path(find().root))
        real = find().files("data", ".ttl")
        files = Resources(root).files("data", ".ttl")

        assert set(real) < set(files)
        assert len(files) == len(real) + 4
