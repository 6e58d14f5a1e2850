"""Files and folders are replaced whole or not at all."""

import json
import os
import threading

import pytest

from cpsu_kg import exports
from cpsu_kg.errors import OutputError
from cpsu_kg.exports.files import replacing, replacing_folder

FORMATS = ("turtle", "sqlite", "csv")
TURTLE = 'person:a a :Person ; rdfs:label "A"@en .'


@pytest.fixture
def kg(small):
    """A knowledge graph of one person."""
    return small(TURTLE)


class TestUnwritable:
    @pytest.mark.parametrize("name", FORMATS)
    def test_no_such_folder(self, kg, tmp_path, name):
        """The folder above must exist."""
        with pytest.raises(OutputError, match="there is no folder") as caught:
            exports.export(kg, name, tmp_path / "no" / "x")

        assert caught.value.path == str(tmp_path / "no" / "x")
        assert not list(tmp_path.iterdir())

    @pytest.mark.parametrize("name", FORMATS)
    def test_below_a_file(self, kg, tmp_path, name):
        """A file is no folder."""
        (tmp_path / "file").write_text("mine")

        with pytest.raises(OutputError):
            exports.export(kg, name, tmp_path / "file" / "x")

        assert [each.name for each in tmp_path.iterdir()] == ["file"]

    @pytest.mark.parametrize("name", ["turtle", "sqlite"])
    def test_file_where_a_folder_is(self, kg, tmp_path, name):
        """A folder is not replaced by a file."""
        with pytest.raises(OutputError, match="it is a folder"):
            exports.export(kg, name, tmp_path)

        assert not list(tmp_path.iterdir())

    def test_folder_where_a_file_is(self, kg, tmp_path):
        """A file is not replaced by a folder."""
        (tmp_path / "file").write_text("mine")

        with pytest.raises(OutputError):
            exports.export(kg, "csv", tmp_path / "file")

        assert (tmp_path / "file").read_text() == "mine"

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
    @pytest.mark.parametrize("name", FORMATS)
    def test_read_only_folder(self, kg, tmp_path, name):
        """A folder without write permission is named."""
        tmp_path.chmod(0o500)

        with pytest.raises(OutputError, match="Permission denied"):
            exports.export(kg, name, tmp_path / "x")

    def test_message_is_one_line(self, kg, tmp_path):
        """It says what and why."""
        with pytest.raises(OutputError) as caught:
            exports.export(kg, "turtle", tmp_path)

        assert str(caught.value) == f"cannot write {tmp_path}: it is a folder"

    def test_full_device(self, kg):
        """A disk that is full is reported."""
        if not os.path.exists("/dev/full"):
            pytest.skip("there is no /dev/full")
        with pytest.raises(OutputError, match="No space left"):
            exports.export(kg, "turtle", "/dev/full")


class TestReplacing:
    def test_old_file_stays_until_the_new_one_is_whole(self, tmp_path):
        """A failure half-way changes nothing and leaves nothing."""
        path = tmp_path / "x"
        path.write_text("old")

        with pytest.raises(RuntimeError), replacing(path) as temporary:
            with open(temporary, "w") as stream:
                stream.write("half")
            raise RuntimeError

        assert path.read_text() == "old"
        assert [each.name for each in tmp_path.iterdir()] == ["x"]

    def test_new_file_takes_its_place(self, kg, tmp_path):
        """The old content is gone, nothing else is there."""
        path = tmp_path / "x.ttl"
        path.write_text("old")

        exports.export(kg, "turtle", path)

        assert "person:a a cpsu:Person" in path.read_text(encoding="utf-8")
        assert [each.name for each in tmp_path.iterdir()] == ["x.ttl"]

    def test_permissions_are_ordinary(self, kg, tmp_path):
        """The file is as readable as any other new file."""
        (tmp_path / "other").touch()

        exports.export(kg, "turtle", tmp_path / "x")

        assert (tmp_path / "x").stat().st_mode == (tmp_path / "other").stat().st_mode

    def test_link_stays_a_link(self, kg, tmp_path):
        """The file that a symbolic link leads to is replaced."""
        (tmp_path / "real").write_text("old")
        (tmp_path / "link").symlink_to("real")

        exports.export(kg, "turtle", tmp_path / "link")

        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_text() != "old"

    def test_device_is_written_to(self, kg):
        """/dev/null stays a device."""
        exports.export(kg, "turtle", os.devnull)

        assert not os.path.isfile(os.devnull)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
    def test_pipe_is_written_to(self, kg, tmp_path):
        """A named pipe gets the text."""
        pipe, got = tmp_path / "pipe", []
        os.mkfifo(pipe)
        reader = threading.Thread(target=lambda: got.append(pipe.read_text(encoding="utf-8")))
        reader.start()

        exports.export(kg, "turtle", pipe)
        reader.join(10)

        assert "person:a" in got[0]


class TestReplacingFolder:
    def test_new_and_again(self, kg, tmp_path):
        """An earlier export is replaced, also if it had other tables."""
        folder = tmp_path / "tables"
        exports.export(kg, "csv", folder)
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        package["resources"].append({"name": "old", "path": "old.csv"})
        (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
        (folder / "old.csv").touch()

        exports.export(kg, "csv", folder)

        assert not (folder / "old.csv").exists()
        assert (folder / "persons.csv").exists()
        assert [each.name for each in tmp_path.iterdir()] == ["tables"]

    def test_empty_folder(self, kg, tmp_path):
        """An empty folder is filled."""
        exports.export(kg, "csv", tmp_path)

        assert (tmp_path / "persons.csv").exists()

    @pytest.mark.parametrize("before", [[], ["export"]])
    def test_files_of_others_are_safe(self, kg, tmp_path, before):
        """A folder that holds anything else is refused."""
        if before:
            exports.export(kg, "csv", tmp_path)
        (tmp_path / "notes.txt").write_text("mine")

        with pytest.raises(OutputError, match=r"holds other files, such as notes\.txt"):
            exports.export(kg, "csv", tmp_path)

        assert (tmp_path / "notes.txt").read_text() == "mine"
        assert (tmp_path / "persons.csv").exists() == bool(before)

    def test_broken_manifest_lists_nothing(self, tmp_path):
        """A manifest that cannot be read protects what it does not list."""
        (tmp_path / "m.json").write_text("no json")
        (tmp_path / "x.csv").touch()

        with pytest.raises(OutputError), replacing_folder(tmp_path, "m.json"):
            pass

    def test_failure_leaves_the_old_one(self, kg, tmp_path):
        """A failure half-way changes nothing and leaves nothing."""
        folder = tmp_path / "tables"
        exports.export(kg, "csv", folder)

        with pytest.raises(RuntimeError), replacing_folder(folder, "datapackage.json"):
            raise RuntimeError

        assert (folder / "persons.csv").exists()
        assert [each.name for each in tmp_path.iterdir()] == ["tables"]
