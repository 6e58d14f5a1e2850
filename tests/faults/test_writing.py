"""Killed, out of space, or two at once: what stood there stays whole or is replaced whole."""

import os
import resource
import signal
import subprocess
import sys
import time

import pytest

from cpsu_kg import exports
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.resources import Resources
from cpsu_kg.stores.embedded import EmbeddedStore

SHAPES = ("turtle", "csv", "sqlite")  # a stream, a folder, a file that the writer opens
TURTLE = """
@prefix cpsu: <https://w3id.org/cpsu-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/cpsu-kg/person/joseph-stalin> a cpsu:Person ; rdfs:label "Joseph Stalin"@en .
"""
ONTOLOGY = """
@prefix cpsu: <https://w3id.org/cpsu-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
cpsu:Person a owl:Class .
"""

# Export, and stop for ever at a moment that the parent then uses to kill.
STALLING = """
import os, pathlib, sys, time
from cpsu_kg import exports
from cpsu_kg.exports import files
from cpsu_kg.exports.dataset import Dataset
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.resources import Resources

root, name, target, moment, ready = sys.argv[1:]

def stall(*_):
    pathlib.Path(ready).touch()
    time.sleep(600)

def stalling(real):
    def iterate(self):
        for number, each in enumerate(real(self)):
            if number == 3:
                stall()
            yield each
    return iterate

if moment == "half-way":
    for each in ("quads", "triples", "statements", "things"):
        setattr(Dataset, each, stalling(getattr(Dataset, each)))
else:
    files.os.replace = files._swap = stall
exports.export(KnowledgeGraph(Resources(root)), name, target)
"""

# Build the store that is kept, and stop while it is written.
STALLING_CACHE = """
import pathlib, sys, time
from cpsu_kg.resources import Resources
from cpsu_kg.stores import cache
from cpsu_kg.stores.embedded import EmbeddedStore

root, ready = sys.argv[1:]
real = cache._write

def stall(store, path):
    real(store, path)
    pathlib.Path(ready).touch()
    time.sleep(600)

cache._write = stall
EmbeddedStore(Resources(root))
"""

REPEATING = """
import sys
from cpsu_kg import exports
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.resources import Resources

root, name, target = sys.argv[1:]
kg = KnowledgeGraph(Resources(root))
for _ in range(20):
    exports.export(kg, name, target)
"""


@pytest.fixture
def root(tmp_path):
    """The root of a dataset of one person."""
    for relative, text in {"ontology/o.ttl": ONTOLOGY, "data/persons/stalin.ttl": TURTLE}.items():
        path = tmp_path / "dataset" / relative
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "dataset"


@pytest.fixture
def target(tmp_path):
    """A place for an export, in a folder of its own."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "x"


def _content(path):
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    return {each.name: each.read_bytes() for each in files if each.is_file()}


def _start(code, *words, **env):
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | env
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)], env=env, stderr=subprocess.PIPE
    )


def _kill_when(ready, process):
    try:
        while not ready.exists():
            assert process.poll() is None, process.stderr.read().decode()
            time.sleep(0.01)
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert process.returncode == -signal.SIGKILL


def _small_disk(size):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


class TestKilled:
    @pytest.mark.parametrize("moment", ["half-way", "at the last moment"])
    @pytest.mark.parametrize("name", SHAPES)
    def test_export(self, name, moment, root, target, tmp_path):
        """The old export stays as it was, and the next one does not mind what was left."""
        kg = KnowledgeGraph(Resources(root))
        exports.export(kg, name, target)
        before = _content(target)
        with (root / "data/persons/stalin.ttl").open("a", encoding="utf-8") as stream:
            stream.write("<https://w3id.org/cpsu-kg/person/lenin> a cpsu:Person .\n")
        ready = tmp_path / "ready"
        _kill_when(ready, _start(STALLING, root, name, target, moment, ready, CPSU_KG_CACHE=""))

        assert _content(target) == before

        exports.export(KnowledgeGraph(Resources(root)), name, target)
        assert _content(target) != before

    def test_keeping_the_store(self, root, tmp_path, monkeypatch):
        """A store that was being written is not taken for a store."""
        monkeypatch.setenv("CPSU_KG_CACHE", str(tmp_path / "cache"))
        ready = tmp_path / "ready"
        _kill_when(ready, _start(STALLING_CACHE, root, ready))
        (left,) = (tmp_path / "cache").iterdir()

        store = EmbeddedStore(Resources(root))

        assert left.name.startswith(".partial")
        assert store.ask("ASK { ?person a <https://w3id.org/cpsu-kg/ontology#Person> }")
        assert len([each for each in left.parent.iterdir() if each.name[0] != "."]) == 1


class TestFull:
    @pytest.mark.parametrize("name", [*SHAPES, "jsonld"])
    def test_export(self, name, target, program, refusal):
        """One line says so; the old export stays as it was, and nothing lies beside it."""
        first = program("export", name, "-o", str(target))
        before = _content(target)
        size = max(len(each) for each in before.values()) // 3
        ended = program("export", name, "-o", str(target), preexec_fn=_small_disk(size))

        assert first == (0, b"", b"")
        refusal(ended, "cannot write", "x")
        assert _content(target) == before
        assert [each.name for each in target.parent.iterdir()] == ["x"]

    @pytest.mark.parametrize("size", [0, 100_000])
    def test_keeping_the_store(self, size, program, tmp_path):
        """A question is answered all the same, and nothing half-written is kept."""
        env = {"CPSU_KG_CACHE": str(tmp_path / "cache")}
        words = ("on", "1953-03-10", "--format", "csv")
        ended = program(*words, env=env, preexec_fn=_small_disk(size))

        assert ended.status == 0
        assert ended.out == program(*words).out
        assert ended.err == b""
        assert list((tmp_path / "cache").iterdir()) == []


class TestTwoAtOnce:
    @pytest.mark.parametrize("name", SHAPES)
    def test_export(self, name, root, target):
        """Several that write to one place all succeed, and a reader never meets half a file."""
        exports.export(KnowledgeGraph(Resources(root)), name, target)
        before = _content(target)
        running = [_start(REPEATING, root, name, target, CPSU_KG_CACHE="") for _ in range(3)]
        while any(each.poll() is None for each in running):
            if target.is_file():
                assert _content(target) == before
            time.sleep(0.005)

        assert [each.communicate()[1].decode() for each in running] == [""] * 3
        assert _content(target) == before
        assert [each.name for each in target.parent.iterdir()] == ["x"]
