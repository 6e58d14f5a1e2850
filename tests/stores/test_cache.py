"""The store kept on disk: never stale, never trusted when damaged, never in the way."""

import hashlib
import os
import subprocess
import sys
from contextlib import suppress

import pytest

from cpsu_kg.stores import building, cache
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.terms import LABEL, thing

STALIN = thing("person", "joseph-stalin")
NAME = f"SELECT ?name WHERE {{ {STALIN} {LABEL} ?name }}"
CHILD = f"""
import sys
from cpsu_kg.resources import Resources
from cpsu_kg.stores.embedded import EmbeddedStore
print(EmbeddedStore(Resources(sys.argv[1])).select({NAME!r}).rows[0][0].value)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty cache folder of this test."""
    monkeypatch.setenv("CPSU_KG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def builds(monkeypatch):
    """Count how often a store is built."""
    calls = []

    def counted(resources):
        calls.append(resources)
        return real(resources)

    real = building.build
    monkeypatch.setattr(building, "build", counted)
    return calls


@pytest.fixture
def settled(monkeypatch):
    """As if the dataset had last been changed long ago."""
    monkeypatch.setattr(cache, "_FRESH_NS", 0)


def name(dataset):
    """What a store opened now says about Stalin's name."""
    (row,) = EmbeddedStore(dataset).select(NAME).rows
    return row[0].value


def kept(folder):
    """The folders of built stores, and of anything left over."""
    return sorted(folder.iterdir())


def rename(dataset, new):
    """Give the person another name of the same length, within the same tick of the clock."""
    path = dataset.path("data/persons/stalin.ttl")
    times = os.stat(path)
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text.replace("Joseph", new))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


class TestUse:
    def test_built_once(self, dataset, folder, builds, settled):
        """The second opening reads what the first one built."""
        assert [name(dataset), name(dataset)] == ["Joseph Stalin"] * 2
        assert len(builds) == 1
        assert len(kept(folder)) == 1

    def test_same_answers_from_disk(self, dataset):
        """The store on disk holds exactly what the one in memory held."""
        built, opened = EmbeddedStore(dataset), EmbeddedStore(dataset)

        assert set(opened.quads()) == set(built.quads())

    def test_changed_content_is_seen(self, dataset, builds):
        """A change is seen although neither size nor modification time changes."""
        before = name(dataset)
        rename(dataset, "Yossif")

        assert (before, name(dataset)) == ("Joseph Stalin", "Yossif Stalin")

    def test_files_just_changed_are_told_apart_by_content(self, dataset, monkeypatch):
        """Until the clock has moved on, times prove nothing: the content itself counts."""
        with open(dataset.path("data/persons/stalin.ttl"), "rb") as stream:
            digest = hashlib.sha256(stream.read()).hexdigest()
        monkeypatch.setattr(cache, "_FRESH_NS", 10**15)
        fresh = cache.fingerprint(dataset)
        monkeypatch.setattr(cache, "_FRESH_NS", 0)

        assert digest in fresh
        assert digest not in cache.fingerprint(dataset)

    def test_files_that_come_and_go_are_seen(self, dataset):
        """A new file, and its removal, change what is answered."""
        extra = dataset.path("data/extra.ttl")
        sizes = [len(list(EmbeddedStore(dataset).quads()))]
        with open(extra, "w", encoding="utf-8") as stream:
            stream.write("<x:a> <x:b> 1 .")
        sizes.append(len(list(EmbeddedStore(dataset).quads())))
        os.remove(extra)
        sizes.append(len(list(EmbeddedStore(dataset).quads())))

        assert sizes == [sizes[0], sizes[0] + 1, sizes[0]]

    def test_two_datasets_do_not_mix(self, dataset, tmp_path, builds):
        """A copy elsewhere is another dataset."""
        first = cache.fingerprint(dataset)
        dataset.root = str((tmp_path / "dataset").rename(tmp_path / "moved"))

        assert cache.fingerprint(dataset) != first

    def test_other_versions_build_their_own(self, dataset, monkeypatch):
        """Another version of the library or of the engine does not read this store."""
        states = {cache.fingerprint(dataset)}
        monkeypatch.setattr(cache, "__version__", "99")
        states.add(cache.fingerprint(dataset))
        monkeypatch.setattr(cache.pyoxigraph, "__version__", "99")
        states.add(cache.fingerprint(dataset))

        assert len(states) == 3

    def test_a_file_saved_during_the_build_is_not_missed(self, dataset, folder, monkeypatch):
        """A store built while a file changed is used but not kept."""
        real = building.build

        def build(resources):
            store = real(resources)
            rename(dataset, "Yossif")
            return store

        monkeypatch.setattr(building, "build", build)
        name(dataset)

        assert not folder.exists()

    @pytest.mark.skipif(sys.platform != "linux", reason="names are bytes only there")
    def test_names_may_be_any_bytes(self, tmp_path, dataset, folder, builds, settled):
        """A root whose name is no text of any encoding is a root like any other."""
        dataset.root = os.fsdecode(bytes(tmp_path) + b"/\xff")
        os.rename(tmp_path / "dataset", dataset.root)

        assert [name(dataset), name(dataset)] == ["Joseph Stalin"] * 2
        assert len(builds) == 1

    def test_files_that_vanish_while_looking(self, dataset, folder, monkeypatch):
        """A dataset in the middle of a change is read, but nothing is kept of it."""

        def vanish(resources):
            raise FileNotFoundError(2, "No such file or directory")

        monkeypatch.setattr(cache, "_watched", vanish)

        assert name(dataset) == "Joseph Stalin"
        assert not folder.exists()

    def test_can_be_switched_off(self, dataset, folder, monkeypatch):
        """An empty variable, or an argument, keeps everything in memory."""
        assert EmbeddedStore(dataset, use_cache=False).ask("ASK { ?s ?p ?o }")
        monkeypatch.setenv("CPSU_KG_CACHE", "")

        assert name(dataset) == "Joseph Stalin"
        assert not folder.exists()


@pytest.mark.usefixtures("settled")
class TestDamage:
    def test_every_damaged_file_is_noticed(self, dataset, folder, builds):
        """Truncated or lost files make the store be built anew, silently."""
        name(dataset)
        files = [each.name for each in kept(folder)[0].iterdir()]
        for file in files:
            for damage in (_halve, os.remove):
                damage(kept(folder)[0] / file)

                assert name(dataset) == "Joseph Stalin"
                assert len(kept(folder)) == 1

    def test_flipped_bits_are_noticed(self, dataset, folder):
        """Damage that only shows while reading is met by building anew."""
        name(dataset)
        for path in kept(folder)[0].glob("*.sst"):
            body = bytearray(path.read_bytes())
            path.write_bytes(bytes(byte ^ 0xFF for byte in body))

        store = EmbeddedStore(dataset)
        assert store.select(NAME).rows[0][0].value == "Joseph Stalin"
        assert store.ask(f"ASK {{ {STALIN} ?p ?o }}")
        assert len(list(store.construct(f"DESCRIBE {STALIN}"))) >= 2

    def test_damage_after_opening(self, dataset, builds):
        """A store that turns out to be damaged while in use is replaced while in use."""
        name(dataset)
        store = EmbeddedStore(dataset)
        store._store = _Broken()

        assert store.select(NAME).rows[0][0].value == "Joseph Stalin"
        assert len(builds) == 2

    def test_a_file_in_place_of_the_folder(self, dataset, folder):
        """Rubbish where the cache should be does no harm."""
        folder.write_text("not a folder")

        assert name(dataset) == "Joseph Stalin"

    def test_leftovers_of_killed_runs_are_cleared(self, dataset, folder):
        """A half-written store is never used, and removed once it is old."""
        old, new = folder / ".partial-old", folder / ".partial-new"
        old.mkdir(parents=True)
        new.mkdir()
        os.utime(old, (0, 0))
        name(dataset)

        assert not old.exists()
        assert new.exists()

    def test_only_a_few_are_kept(self, dataset, folder):
        """Stores of earlier states are removed, the oldest first."""
        for number in range(7):
            with open(dataset.path("data/extra.ttl"), "w", encoding="utf-8") as stream:
                stream.write(f"<x:a> <x:b> {number} .")
            EmbeddedStore(dataset)

        assert len(kept(folder)) == cache.KEEP


class TestSharing:
    def test_concurrent_first_runs(self, dataset, folder):
        """Processes that all find nothing all answer, and leave one whole store."""
        command = [sys.executable, "-c", CHILD, dataset.root]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        running = [
            subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
            for _ in range(4)
        ]

        assert {each.communicate()[0] for each in running} == {"Joseph Stalin\n"}
        assert name(dataset) == "Joseph Stalin"
        assert not list(folder.glob(".partial-*"))

    def test_killed_at_any_moment(self, dataset, folder):
        """A process killed while it builds and keeps a store leaves nothing that is trusted."""
        command = [sys.executable, "-c", CHILD, dataset.root]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        for delay in (0.05, 0.1, 0.15, 0.2):
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(delay)
                process.kill()

            assert name(dataset) == "Joseph Stalin"

    @pytest.mark.skipif(sys.platform == "win32", reason="there is no such home")
    def test_a_home_that_cannot_be_written(self, dataset, folder):
        """Where the system itself refuses every folder, the answer is the same, without a word."""
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "HOME": "/dev/null"}
        for variable in ("CPSU_KG_CACHE", "XDG_CACHE_HOME"):
            environment.pop(variable, None)
        run = subprocess.run(
            [sys.executable, "-c", CHILD, dataset.root],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )

        assert (run.stdout, run.stderr) == ("Joseph Stalin\n", "")

    def test_another_process_threw_it_away_first(self, dataset, folder, monkeypatch):
        """A store that vanishes while it is thrown away leaves no folder behind."""

        def gone(*arguments):
            raise FileNotFoundError(2, "No such file or directory")

        state = cache.fingerprint(dataset)
        name(dataset)
        monkeypatch.setattr(os, "rename", gone)
        cache.discard(state)

        assert not list(folder.glob(".partial-*"))

    def test_a_folder_that_cannot_be_written(self, dataset, folder, monkeypatch):
        """Without permission or space, the store stays in memory."""

        def refuse(*arguments, **options):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "makedirs", refuse)

        assert name(dataset) == "Joseph Stalin"
        assert not folder.exists()

    def test_no_space_while_writing(self, dataset, folder, monkeypatch):
        """What was written of a store that did not fit is removed."""

        def refuse(store, path):
            (folder / "written").touch()
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(cache, "_write", refuse)

        assert name(dataset) == "Joseph Stalin"
        assert [each.name for each in kept(folder)] == ["written"]


class TestFolder:
    @pytest.mark.parametrize(
        ("platform", "variables", "expected"),
        [
            ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/cpsu-kg"),
            ("linux", {"XDG_CACHE_HOME": "relative", "HOME": "/h"}, "/h/.cache/cpsu-kg"),
            ("linux", {"HOME": "/h"}, "/h/.cache/cpsu-kg"),
            ("darwin", {"HOME": "/h"}, "/h/Library/Caches/cpsu-kg"),
            ("win32", {"LOCALAPPDATA": "/l"}, "/l/cpsu-kg"),
            ("win32", {}, None),
            ("linux", {"CPSU_KG_CACHE": "/c", "XDG_CACHE_HOME": "/x"}, "/c"),
            ("linux", {"CPSU_KG_CACHE": "", "XDG_CACHE_HOME": "/x"}, None),
        ],
    )
    def test_follows_the_platform(self, monkeypatch, platform, variables, expected):
        """The folder is where the platform keeps caches, unless a variable names it."""
        for name_ in ("CPSU_KG_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
            monkeypatch.delenv(name_, raising=False)
        for name_, value in variables.items():
            monkeypatch.setenv(name_, value)
        monkeypatch.setattr(sys, "platform", platform)

        assert cache.cache_folder() == expected


class _Broken:
    def query(self, *arguments, **options):
        raise RuntimeError("Corruption: block checksum mismatch")


def _halve(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
