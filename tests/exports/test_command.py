"""`cpsu-kg export` as a command."""

import os
import subprocess
import sys

import pytest

from cpsu_kg.cli.commands.export import _NAMES
from cpsu_kg.cli.main import main
from cpsu_kg.exports import FORMATS


def test_to_standard_output(capfdbinary, exported):
    """Without -o the text comes out."""
    assert _export("turtle") == 0
    assert capfdbinary.readouterr().out == exported("turtle").read_bytes()


def test_to_a_file(tmp_path, exported):
    """With -o nothing is printed."""
    assert _export("nq", "-o", str(tmp_path / "x.nq")) == 0
    assert (tmp_path / "x.nq").read_bytes() == exported("nquads").read_bytes()


def test_some_graphs(capfdbinary):
    """--graph may be repeated."""
    assert _export("nquads", "--graph", "links", "--graph", "sources") == 0
    assert b"graph/core" not in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["turtel"], "unknown format 'turtel'; did you mean turtle?"),
        (["nq", "--graph", "cor"], "unknown graph 'cor'; did you mean core?"),
        (["csv"], "cannot write standard output: csv needs a folder of its own, give -o PATH"),
        (["sqlite"], "cannot write standard output: sqlite needs a file of its own, give -o PATH"),
        (["nt", "-o", "/no/such/x"], "cannot write /no/such/x: there is no folder /no/such"),
    ],
)
def test_mistakes(capfd, words, message):
    """One line, status 2, nothing written."""
    assert _export(*words) == 2
    assert capfd.readouterr() == ("", f"cpsu-kg: {message}\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_full_device():
    """Standard output that takes nothing is reported like any other path."""
    command = [sys.executable, "-m", "cpsu_kg.cli.main", "export", "turtle"]
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, env=os.environ | paths, check=False
        )

    assert done.returncode == 2
    assert done.stderr == b"cpsu-kg: cannot write standard output: No space left on device\n"


def test_help_names_every_format():
    """The help is written by hand, for it is shown before anything is loaded."""
    assert set(_NAMES.replace(" or ", ", ").split(", ")) == set(FORMATS)


def _export(*words):
    return main(["export", *words])
