"""Which files are checked together."""

import pytest

from cpsu_kg.errors import DataSyntaxError, ResourceError
from cpsu_kg.resources import Resources
from cpsu_kg.validation.inputs import Inputs, chosen_files


@pytest.fixture
def resources(tmp_path):
    """A dataset of two files and an ontology."""
    for name in ("ontology/o.ttl", "data/a.ttl", "data/persons/p.ttl"):
        path = tmp_path / "root" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<http://e/s> <http://e/p> 1 .\n", encoding="utf-8")
    return Resources(tmp_path / "root")


def _names(resources, *paths, with_bundled=False):
    files = chosen_files(resources, [str(path) for path in paths], with_bundled=with_bundled)
    return [file.shown for file in files]


class TestChoice:
    def test_nothing_given(self, resources):
        """The dataset itself, its files named as in the repository."""
        assert _names(resources) == ["ontology/o.ttl", "data/a.ttl", "data/persons/p.ttl"]

    def test_a_file_alone(self, resources, tmp_path):
        """A file is seen with the ontology only."""
        file = tmp_path / "x.ttl"
        file.touch()

        assert _names(resources, file) == ["ontology/o.ttl", str(file)]

    def test_a_file_with_the_dataset(self, resources, tmp_path):
        """With its place elsewhere it comes on top."""
        file = tmp_path / "x.ttl"
        file.touch()

        assert _names(resources, file, with_bundled=True) == [
            "ontology/o.ttl", "data/a.ttl", "data/persons/p.ttl", str(file),
        ]  # fmt: skip

    @pytest.mark.parametrize("place", ["copy/data/persons/p.ttl", "root/data/persons/p.ttl"])
    def test_a_file_stands_in_for_its_original(self, resources, tmp_path, place):
        """An edited copy under data/, or the original itself, is not seen twice."""
        file = tmp_path / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()

        assert _names(resources, file, with_bundled=True) == [
            "ontology/o.ttl",
            "data/a.ttl",
            str(file),
        ]

    def test_a_folder_stands_in_for_the_dataset(self, resources, tmp_path):
        """Whatever its name: places are counted from the folder given."""
        file = tmp_path / "mine" / "persons" / "p.ttl"
        file.parent.mkdir(parents=True)
        file.touch()

        assert _names(resources, tmp_path / "mine", with_bundled=True) == [
            "ontology/o.ttl",
            "data/a.ttl",
            str(file),
        ]


class TestBadPaths:
    def test_missing(self, resources, tmp_path):
        """The path is named."""
        with pytest.raises(ResourceError, match="nowhere: no such file"):
            _names(resources, tmp_path / "nowhere")

    def test_folder_without_turtle(self, resources, tmp_path):
        """Checking nothing would look like success."""
        (tmp_path / "empty").mkdir()
        with pytest.raises(ResourceError, match=r"empty: no Turtle file \(\.ttl\) in this folder$"):
            _names(resources, tmp_path / "empty")

    def test_malformed(self, resources, tmp_path):
        """File and line are named."""
        file = tmp_path / "x.ttl"
        file.write_text("<http://e/s> <http://e/p>\n  1 ;;; 2 .\n", encoding="utf-8")

        with pytest.raises(DataSyntaxError, match=r"x\.ttl:2:"):
            Inputs(chosen_files(resources, [str(file)], with_bundled=False))
