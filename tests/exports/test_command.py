"""`cpsu-kg export` as a command."""

import argparse

import pytest

from cpsu_kg.cli.commands import export
from cpsu_kg.errors import OutputError, UnknownName


def _run(*words):
    parser = argparse.ArgumentParser()
    export.register(parser)
    return export.run(parser.parse_args(words))


def test_to_standard_output(capfdbinary, exported):
    """Without -o the text comes out."""
    assert _run("turtle") == 0
    assert capfdbinary.readouterr().out == exported("turtle").read_bytes()


def test_to_a_file(tmp_path, exported):
    """With -o nothing is printed."""
    assert _run("nq", "-o", str(tmp_path / "x.nq")) == 0
    assert (tmp_path / "x.nq").read_bytes() == exported("nquads").read_bytes()


def test_some_graphs(capfdbinary):
    """--graph may be repeated."""
    assert _run("nquads", "--graph", "links", "--graph", "sources") == 0
    assert b"graph/core" not in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("turtel",), UnknownName),
        (("turtle", "--graph", "all"), UnknownName),
        (("csv",), OutputError),
        (("turtle", "-o", "/no/such/folder/x"), OutputError),
    ],
)
def test_mistakes(words, error):
    """They are reported by the errors that the command line shows in one line."""
    with pytest.raises(error):
        _run(*words)
