"""The program as a process of its own, in surroundings that a test makes hard."""

import os
import subprocess
import sys
from collections import namedtuple

import pytest

from cpsu_kg.cli.main import main

Ended = namedtuple("Ended", "status out err")


@pytest.fixture
def program(tmp_path):
    """Run `cpsu-kg`, or Python itself, to its end; words are given as on a command line."""

    def run(*words, before=(), code=None, cwd=tmp_path, **options):
        env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | options.pop("env", {})
        python = [sys.executable, *(("-c", code) if code else ("-m", "cpsu_kg"))]
        done = subprocess.run(
            [*before, *python, *words],
            cwd=cwd,
            env=env,
            capture_output=True,
            check=False,
            **options,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def refusal():
    """Check that a process told in one line why it did not do what was asked, and no more."""

    def check(ended, *words):
        assert ended.status == 2
        assert ended.out == b""
        assert ended.err.startswith(b"cpsu-kg: ")
        assert ended.err.count(b"\n") == 1
        assert ended.err.decode("utf-8", "surrogateescape")[:-1].isprintable()
        for word in words:
            assert word in ended.err.decode("utf-8", "surrogateescape")

    return check


@pytest.fixture
def run_here(capsys):
    """Run `cpsu-kg` inside this process."""

    def run(*words):
        status = main(list(words))
        return Ended(status, *capsys.readouterr())

    return run
