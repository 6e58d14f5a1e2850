"""The built package works alone: an empty environment, another folder, no checkout."""

from __future__ import annotations

import csv
import email
import io
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import cpsu_kg

ROOT = Path(__file__).parent.parent
FOLDERS = ("data", "ontology", "queries", "shapes")
TEXTS = ("CHANGELOG.md", "CITATION.cff", "LICENSE-DATA")  # what a release is made with
BUNDLE = "cpsu_kg/_bundled/"

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def _run(*command: str | Path, folder: Path, **environment: str) -> str:
    """Run a command without anything that could lead it back to the checkout."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PIP_REQUIRE"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=inherited | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The source archive, and the wheel built from that archive."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built):
    """The wheel."""
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def commands(wheel, tmp_path_factory):
    """The commands of an environment that holds the wheel, and sees the dependencies only."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python")
    _run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, folder=folder)
    library = _run(
        scripts / "python",
        "-c",
        "import sysconfig; print(sysconfig.get_path('purelib'))",
        folder=folder,
    )
    dependencies = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    (Path(library.strip()) / "dependencies.pth").write_text("\n".join(sorted(dependencies)) + "\n")
    return scripts


class TestContents:
    @pytest.mark.parametrize("folder", FOLDERS)
    def test_root_folders_are_bundled(self, wheel, folder):
        """The wheel carries every file of the root folders, unchanged."""
        with zipfile.ZipFile(wheel) as archive:
            prefix = f"{BUNDLE}{folder}/"
            bundled = {
                name.removeprefix(prefix): archive.read(name)
                for name in archive.namelist()
                if name.startswith(prefix)
            }
        top = ROOT / folder
        truth = {
            path.relative_to(top).as_posix(): path.read_bytes()
            for path in top.rglob("*")
            if path.is_file()
        }

        assert truth.keys() == bundled.keys()
        assert truth == bundled

    def test_nothing_else_is_bundled(self, wheel):
        """No tests, no documents, no caches."""
        with zipfile.ZipFile(wheel) as archive:
            names = archive.namelist()
        bundled = {n.removeprefix(BUNDLE).split("/")[0] for n in names if n.startswith(BUNDLE)}

        assert bundled == {*FOLDERS, *TEXTS}
        assert all(name.startswith(("cpsu_kg/", "cpsu_kg-")) for name in names)
        assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]

    def test_every_module_is_packaged(self, wheel):
        """The wheel holds the same modules as the checkout, and the mark of a typed package."""
        with zipfile.ZipFile(wheel) as archive:
            names = {name for name in archive.namelist() if not name.startswith(BUNDLE)}
        modules = {path.relative_to(ROOT / "src").as_posix() for path in ROOT.rglob("src/**/*.py")}

        assert modules <= names
        assert "cpsu_kg/py.typed" in names

    def test_metadata(self, wheel):
        """Name, version, Python, licences and the command are declared."""
        with zipfile.ZipFile(wheel) as archive:
            (path,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
            metadata = email.message_from_bytes(archive.read(path))
            entry_points = archive.read(path.replace("METADATA", "entry_points.txt")).decode()

        assert metadata["Name"] == "cpsu-kg"
        assert metadata["Version"] == cpsu_kg.__version__
        assert metadata["Requires-Python"] == ">=3.10"
        assert metadata["License-Expression"] == "MIT AND CC0-1.0"
        assert metadata.get_all("License-File") == ["LICENSE", "LICENSE-DATA"]
        assert "cpsu-kg = cpsu_kg.cli.main:program" in entry_points

    def test_source_archive_is_whole(self, built):
        """From the source archive one can test and document again."""
        (path,) = built.glob("*.tar.gz")
        with tarfile.open(path) as archive:
            names = {name.partition("/")[2] for name in archive.getnames()}

        for name in ("README.md", "CITATION.cff", "data/README.md", "tests/test_package.py"):
            assert name in names


class TestInstalled:
    def test_query_from_another_folder(self, commands, tmp_path):
        """A query answers from the bundled data."""
        printed = _run(
            commands / "cpsu-kg",
            *("query", "holders-of-office", "--office", "general-secretary", "--format", "csv"),
            folder=tmp_path,
            CPSU_KG_CACHE=str(tmp_path / "cache"),
        )
        rows = list(csv.DictReader(io.StringIO(printed)))
        people = [row["personLabel"] for row in rows if row["capacity"] == "substantive"]

        assert people[0] == "Joseph Stalin"
        assert people[-1] == "Mikhail Gorbachev"

    def test_library_is_the_installed_one(self, commands, tmp_path):
        """What answers is the wheel's own copy, not the checkout."""
        code = "from cpsu_kg.resources import find; import cpsu_kg; print(cpsu_kg.__file__, find())"
        printed = _run(commands / "python", "-c", code, folder=tmp_path)

        assert str(ROOT) not in printed
        assert "_bundled" in printed

    def test_works_without_a_writable_cache(self, commands, tmp_path):
        """A cache that cannot be written costs time, not the answer."""
        blocked = tmp_path / "file"
        blocked.write_text("in the way", encoding="utf-8")
        printed = _run(
            commands / "cpsu-kg", "on", "1953-03-10", folder=tmp_path, CPSU_KG_CACHE=str(blocked)
        )

        assert "Malenkov" in printed
