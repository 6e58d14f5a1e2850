"""`cpsu-kg load` as a person runs it, stops it, and runs it again."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from urllib.request import Request, urlopen

import pytest

from cpsu_kg.cli.main import main
from cpsu_kg.resources import Resources
from cpsu_kg.stores.credentials import Credentials
from cpsu_kg.upload import roads

SRC = Path(__file__).parents[2] / "src"
PROGRAM = """import sys
from cpsu_kg import resources
from cpsu_kg.upload import roads
resources.find = lambda: resources.Resources(sys.argv[1])
roads.UPDATE_TRIPLES = 400
from cpsu_kg.cli.main import main
sys.exit(main(sys.argv[2:]))"""


@pytest.fixture
def run(capsys, monkeypatch, root):
    """Run `cpsu-kg load` on the small dataset; give status, standard output and error."""
    monkeypatch.setattr("cpsu_kg.resources.find", lambda: Resources(root))

    def call(*words):
        status = main(["load", *words])
        caught = capsys.readouterr()
        return status, caught.out, caught.err

    return call


def actions(out):
    """What was done, by graph."""
    rows = out.partition("\n\n")[0].splitlines()[1:]
    return {row.split()[0]: " ".join(row.split()[2:]) for row in rows}


def update(server, text):
    """Change what a server holds."""
    headers = {"Content-Type": "application/sparql-update"}
    with urlopen(Request(server.update, text.encode(), headers)):
        pass


def test_load_and_again(run, oxigraph):
    """What was done is told, graph by graph; no progress bar where nobody looks."""
    status, out, err = run(oxigraph.query)
    again = run(oxigraph.query)

    assert (status, err) == (0, "")
    assert set(actions(out).values()) == {"sent"}
    assert "3 queries answer as the bundled data does" in out
    assert (again[0], again[2]) == (0, "")
    assert set(actions(again[1]).values()) == {"was there"}


def test_dry_run(run, oxigraph):
    """What would be done, and where it would be sent; the store stays as it is."""
    status, out, _ = run(oxigraph.query, "--dry-run")
    with urlopen(oxigraph.store) as answer:
        assert answer.read() == b""

    assert status == 0
    assert set(actions(out).values()) == {"send"}
    assert f"{oxigraph.store} (Graph Store Protocol)" in out
    assert f"{oxigraph.update} (SPARQL Update)" in out

    run(oxigraph.query)
    assert "nothing would be sent" in run(oxigraph.query, "--dry-run")[1]


def test_verification_fails(run, oxigraph):
    """A store that answers otherwise is one line, and status 2."""
    run(oxigraph.query)
    graph, label = (
        "https://w3id.org/cpsu-kg/graph/core",
        "<http://www.w3.org/2000/01/rdf-schema#label>",
    )
    chair = f"<https://w3id.org/cpsu-kg/office/chair> {label}"
    old, new = f'{chair} "Chair"@en', f'{chair} "Stool"@en'
    update(
        oxigraph, f"DELETE DATA {{ GRAPH <{graph}> {{ {old} }} }} ;"
        f"INSERT DATA {{ GRAPH <{graph}> {{ {new} }} }}"
    )  # fmt: skip
    status, out, err = run(oxigraph.query)

    assert (status, out) == (2, "")
    assert err.endswith("verification failed: 1 queries answer otherwise (offices)\n")
    assert err.count("\n") == 1


def test_both_ways_at_once(run):
    """Only one way can be named."""
    status, out, err = run(
        "http://h/query", "--graph-store", "http://h/s", "--update", "http://h/u"
    )

    assert (status, out) == (2, "")
    assert "not allowed with" in err


def test_nobody_there(run):
    """A store that is not running is one line."""
    status, out, err = run("http://127.0.0.1:9/query")

    assert (status, out) == (2, "")
    assert "the connection is refused" in err


def test_a_password_is_asked_for(run, script, monkeypatch):
    """Where the environment has none, the person at the terminal is asked, once."""
    asked = []

    def prompt(address):
        asked.append(address)
        return Credentials("keeper", "open-sesame")

    monkeypatch.setattr("cpsu_kg.stores.credentials.from_environment_or_prompt", prompt)
    for _ in range(2):
        script.answer(status=401, WWW_Authenticate='Basic realm="x"')
    status, out, err = run(script.url)

    assert (status, out) == (2, "")
    assert "refuses the user, password or token" in err
    assert asked == [script.url]
    assert script.requests[1][2]["Authorization"] == "Basic a2VlcGVyOm9wZW4tc2VzYW1l"


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGKILL])
def test_stopped(run, root, oxigraph, script, way, monkeypatch):
    """However it is stopped in the middle of a graph, the next run ends what it began."""
    stalled = Event()

    def forward(handler):
        body = handler.server.script.requests[-1][3]
        update(oxigraph, body)
        return b""

    def stall(handler):
        stalled.set()
        Event().wait(20)
        return b""

    for answer in [forward] * 3 + [stall]:  # manifest, two batches of the ontology
        script.answer(answer)
    words = [sys.executable, "-c", PROGRAM, str(root), "load", oxigraph.query]
    process = subprocess.Popen(
        [*words, "--update", script.url],
        env=os.environ | {"PYTHONPATH": str(SRC)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert stalled.wait(60)
    process.send_signal(way)
    out, err = process.communicate(timeout=60)
    monkeypatch.setattr(roads, "UPDATE_TRIPLES", 400)
    done = actions(run(oxigraph.query)[1])

    assert out == b""
    if way == signal.SIGINT:
        assert process.returncode == 130
        assert err == b"cpsu-kg: interrupted; the same command goes on from here\n"
    assert done["ontology"] == "replaced"
    assert done["core"] == "sent"
