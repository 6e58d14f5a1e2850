"""Running the command line inside this process and outside of it."""

import os
import subprocess
import sys
from collections import namedtuple

import pytest

from cpsu_kg.cli.main import main

Result = namedtuple("Result", "status out err")


@pytest.fixture
def run(capsys):
    """Run `cpsu-kg` with some words; give status, standard output and standard error."""

    def call(*words):
        status = main(list(words))
        caught = capsys.readouterr()
        return Result(status, caught.out, caught.err)

    return call


@pytest.fixture
def start():
    """Start `python -m cpsu_kg` as a process of its own."""

    def call(*words, **options):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        env |= options.pop("env", {})
        command = [sys.executable, "-m", "cpsu_kg", *words]
        return subprocess.Popen(command, env=env, **pipes | options)

    return call
