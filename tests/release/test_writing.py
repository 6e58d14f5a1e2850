"""A release is written whole or not at all, and twice the same."""

import os
import resource
import signal
import subprocess
import sys
import time

import pytest

from cpsu_kg import release as module
from cpsu_kg.cli.main import main
from cpsu_kg.errors import OutputError, ParameterError, ResourceError
from cpsu_kg.exports.files import _exchange
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.release import release
from cpsu_kg.release.checksums import CHECKSUMS

SCRIPT = "import sys; from cpsu_kg.cli.main import main; sys.exit(main(sys.argv[1:]))"


def _command(*words):
    return [sys.executable, "-c", SCRIPT, "release", *map(str, words)]


def _environment(**more):
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | more


def _content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def quick(monkeypatch):
    """Leave out what takes long and is tried elsewhere: the dumps, views and pages."""
    monkeypatch.setattr(module, "_export", lambda kg, folder: None)
    monkeypatch.setattr(module, "_describe", lambda kg, folder, figures: None)
    monkeypatch.setattr(module, "dumps_of", lambda folder: [])
    monkeypatch.setattr(module.documentation, "write", lambda kg, folder: None)


@pytest.fixture(scope="module")
def kg():
    """The real dataset."""
    return KnowledgeGraph()


class TestReproducible:
    def test_by_another_process(self, released, tmp_path):
        """Another hash seed, time zone and locale give the same bytes and times."""
        other = tmp_path / "other"
        strange = {"PYTHONHASHSEED": "12345", "TZ": "Pacific/Kiritimati", "LC_ALL": "C",
                   "PYTHONUTF8": "0"}  # fmt: skip
        subprocess.run(_command(other), env=_environment(**strange), check=True)

        assert _content(other) == _content(released)
        for path in released.rglob("*"):
            assert (other / path.relative_to(released)).stat().st_mtime == path.stat().st_mtime

    def test_source_date_epoch(self, kg, quick, tmp_path, monkeypatch):
        """A builder may tell the moment, which all files bear."""
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        release(kg, tmp_path / "r")

        assert {p.stat().st_mtime for p in (tmp_path / "r").rglob("*")} == {1700000000}

    def test_nonsense_is_refused_before_work_begins(self, kg, tmp_path, monkeypatch):
        """Something else than a number of seconds leaves nothing behind."""
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "now")

        with pytest.raises(ParameterError):
            release(kg, tmp_path / "r")
        assert not list(tmp_path.iterdir())


class TestReplacing:
    def test_existing_folder_is_refused(self, kg, tmp_path):
        """Also an empty one; nothing is written."""
        with pytest.raises(OutputError, match="it exists; --replace"):
            release(kg, tmp_path)
        assert not list(tmp_path.iterdir())

    def test_replace(self, kg, quick, tmp_path):
        """An earlier release makes place, with all its files."""
        release(kg, tmp_path / "r")
        old = tmp_path / "r" / "old.txt"
        old.write_text("old")
        with open(tmp_path / "r" / CHECKSUMS, "a", encoding="utf-8") as stream:
            stream.write(f"{'0' * 64}  old.txt\n")

        release(kg, tmp_path / "r", replace=True)

        assert not old.exists()
        assert [each.name for each in tmp_path.iterdir()] == ["r"]

    def test_files_of_others_are_safe(self, kg, quick, tmp_path):
        """A folder that holds anything else is not replaced."""
        release(kg, tmp_path / "r")
        (tmp_path / "r" / "queries" / "mine.rq").write_text("mine")

        with pytest.raises(OutputError, match=r"other files, such as queries/mine\.rq"):
            release(kg, tmp_path / "r", replace=True)
        assert (tmp_path / "r" / "queries" / "mine.rq").read_text() == "mine"

    def test_folder_above_must_exist(self, kg, tmp_path):
        """It is not made by the way."""
        with pytest.raises(OutputError, match="there is no folder"):
            release(kg, tmp_path / "no" / "r")

    @pytest.mark.skipif(sys.platform != "linux", reason="done in one step only there")
    def test_folders_change_places_in_one_step(self, tmp_path):
        """There is no moment without a release."""
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            (tmp_path / name / name).touch()

        assert _exchange(str(tmp_path / "a"), str(tmp_path / "b"))
        assert (tmp_path / "a" / "b").exists()
        assert (tmp_path / "b" / "a").exists()

    def test_without_that_step(self, kg, quick, tmp_path, monkeypatch):
        """Other systems take two."""
        monkeypatch.setattr("cpsu_kg.exports.files._exchange", lambda one, other: False)
        release(kg, tmp_path / "r")
        release(kg, tmp_path / "r", replace=True)

        assert [each.name for each in tmp_path.iterdir()] == ["r"]


class TestFaults:
    @pytest.fixture
    def old(self, kg, quick, tmp_path):
        """A release that stands there already, and its content."""
        release(kg, tmp_path / "r")
        return tmp_path / "r", _content(tmp_path / "r")

    def test_killed(self, old):
        """A process killed in the midst of writing leaves the old release whole."""
        folder, before = old
        process = subprocess.Popen(_command(folder, "--replace"), env=_environment())
        try:
            deadline = time.monotonic() + 120
            while not list(folder.parent.glob(".r.*.tmp/dumps/*")):
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.01)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()

        assert _content(folder) == before

    def test_disk_full(self, old):
        """A disk that takes no more is one line and status 2; nothing is left beside."""
        folder, before = old

        def full():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))

        done = subprocess.run(
            _command(folder, "--replace"),
            env=_environment(CPSU_KG_CACHE=""),
            preexec_fn=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )

        assert done.returncode == 2
        assert done.stderr.startswith("cpsu-kg: cannot write ")
        assert done.stderr.count("\n") == 1
        assert _content(folder) == before
        assert [each.name for each in folder.parent.iterdir()] == ["r"]

    def test_error_half_way(self, old, kg, monkeypatch):
        """Whatever goes wrong, the old release stays and nothing is left beside."""
        folder, before = old

        def fail(*_):
            raise ResourceError("x", "gone")

        monkeypatch.setattr(module.checksums, "write", fail)
        with pytest.raises(ResourceError):
            release(kg, folder, replace=True)

        assert _content(folder) == before
        assert [each.name for each in folder.parent.iterdir()] == ["r"]

    @pytest.mark.parametrize("words", [["."], ["no/r"], ["r", "--since", "nowhere"]])
    def test_command_says_one_line(self, words, tmp_path, monkeypatch, capsys):
        """Bad input: status 2, no traceback, nothing written."""
        monkeypatch.chdir(tmp_path)

        assert main(["release", *words]) == 2
        assert capsys.readouterr().err.count("\n") == 1
        assert not list(tmp_path.iterdir())

    def test_page_left_out_is_told(self, kg, tmp_path, monkeypatch):
        """Without pyLODE the page of the ontology is missing, and one line says so."""
        monkeypatch.setattr(module.documentation, "find_spec", lambda name: None)

        note = module.documentation.write(kg, str(tmp_path))

        assert note.startswith("ontology/index.html is left out: pyLODE is not installed")
        assert not list(tmp_path.iterdir())

    def test_broken_pylode_is_told(self, kg, tmp_path, monkeypatch):
        """A pyLODE that does not run costs the page, not the release."""
        monkeypatch.setattr(module.documentation, "_SCRIPT", "raise SystemExit('no luck')")
        monkeypatch.setattr(module.documentation, "find_spec", lambda name: True)

        assert "pyLODE failed (no luck)" in module.documentation.write(kg, str(tmp_path))
