"""The steps of docs/stores.md for a store that can be had here lead to an answer of that store."""

import os
import re
import signal
import subprocess
from contextlib import suppress

import documents
import pytest
import required
import servers

STORES = documents.ROOT / "docs" / "stores.md"
PROGRAMS = {"oxigraph.sh": "oxigraph", "virtuoso.sh": "virtuoso-t"}
PORT = re.compile(r"(?<=127\.0\.0\.1:)[0-9]+")


def scripts():
    """The blocks that are whole scripts, by the name in their first line."""
    blocks = documents.fences(STORES.read_text(encoding="utf-8"), "sh")
    named = {block.partition("\n")[0].removeprefix("# "): block for block in blocks}
    return {name: block for name, block in named.items() if name.endswith(".sh")}


def on_free_ports(script):
    """The same script, kept away from the usual ports."""
    ports = {port: str(servers.free_port()) for port in set(PORT.findall(script))}
    return PORT.sub(lambda match: ports[match[0]], script)


def run(script, folder):
    """Run a script and end what it leaves behind; give what it printed."""
    with subprocess.Popen(
        ["bash", "-euc", script],
        cwd=folder,
        env=documents.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            return process.communicate(timeout=servers.PATIENCE)[0]
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def test_every_script_is_tried():
    """A script for a store that is not known here needs a line above."""
    assert set(scripts()) == set(PROGRAMS)


@pytest.mark.parametrize("name", PROGRAMS)
def test_steps(tmp_path, name):
    """The store answers a canned query as the bundled data does."""
    required.program("curl")
    if name != "oxigraph.sh":  # which the tests install themselves
        required.program(PROGRAMS[name])
    question = "cpsu-kg query titles-of-office --office general-secretary"
    expected = "\n".join(documents.run(question, tmp_path))

    assert expected in run(on_free_ports(scripts()[name]), tmp_path)
