"""The comparison with an endpoint that fails: a clear line, and never a part shown as the whole."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import QueryResultsFormat
from servers import scripted

from cpsu_kg import __version__
from cpsu_kg.cli.main import main
from cpsu_kg.cli.progress import Progress
from cpsu_kg.stores import transport
from cpsu_kg.wikidata.diff import LANGUAGES, PROPERTIES
from cpsu_kg.wikidata.diff import run as run_module
from cpsu_kg.wikidata.diff.here import IDENTITY, Here

ROOT = Path(__file__).parent.parent.parent
JSON = "application/sparql-results+json"
ENOUGH = 60  # more requests than a comparison makes


@pytest.fixture(autouse=True)
def _read_once(monkeypatch, own_side):
    """This side is the same for all tests here."""
    monkeypatch.setattr(run_module, "Here", lambda *_: own_side)


@pytest.fixture(scope="module")
def own_side(kg):
    """This side of the comparison."""
    return Here(kg, (*IDENTITY, *PROPERTIES), LANGUAGES)


@pytest.fixture
def script():
    """A loopback endpoint that gives the answers lined up in the script, in order."""
    with scripted() as script:
        yield script


@pytest.fixture(autouse=True)
def waits(monkeypatch):
    """Do not wait between attempts, but note how long one would have."""
    noted = []
    monkeypatch.setattr(transport.time, "sleep", noted.append)
    return noted


@pytest.fixture
def fine(original):
    """An answer that is as it should be."""

    def answer(handler):
        query = parse_qs(urlsplit(handler.path).query).get("query")
        if query is None:
            query = parse_qs(handler.server.script.requests[-1][3])["query"]
        solutions = original.query(query[0], use_default_graph_as_union=True)
        return solutions.serialize(format=QueryResultsFormat.JSON)

    return answer


def hang_up(handler):
    """Promise a long answer, give a little of it, and close."""
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: " + JSON.encode() + b"\r\nContent-Length: 9999\r\n\r\n{"
    )
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)


def run(script, *more):
    """Run the command against the script."""
    return main(["wikidata", "diff", "--endpoint", script.url, *more])


def shape(**columns):
    """Results with these columns in one row."""
    row = {name: {"type": "literal", "value": value} for name, value in columns.items()}
    document = {"head": {"vars": list(columns)}, "results": {"bindings": [row]}}
    return json.dumps(document).encode()


FAULTS = {
    "error": ({"body": b"oops", "status": 500}, 1, "HTTP status 500"),
    "refused": ({"status": 403}, 1, "does not allow it"),
    "html": ({"body": b"<html>", "media_type": "text/html"}, 1, "is it a SPARQL endpoint?"),
    "broken": ({"body": b'{"head": {"vars": ["item"]}, "results', "media_type": JSON}, 1,
               "cut off or malformed"),
    "other": ({"body": b'{"a": 1}', "media_type": JSON}, 1, "malformed"),
    "boolean": ({"body": b'{"head": {}, "boolean": true}', "media_type": JSON}, 1, "yes or no"),
    "columns": ({"body": shape(x="1"), "media_type": JSON}, 1, "not of Wikidata's shape"),
    "stranger": ({"body": shape(item="Q1", target="x", found="true"), "media_type": JSON}, 1,
                 "not of Wikidata's shape"),
    "empty": ({"body": b'{"head": {"vars": ["item", "target", "found"]}, "results":'
                       b' {"bindings": []}}', "media_type": JSON}, 9, "knows none of the"),
    "busy": ({"status": 429, "Retry_After": "0"}, 9, "is busy"),
    "closed": ({"status": 503}, 9, "is busy"),
    "never": ({"status": 429, "Retry_After": "86400"}, 1, "try again in 86400 seconds"),
    "hang-up": ({"body": hang_up}, 9, "the answer breaks off"),
    "partial": ({"body": shape(x="1"), "media_type": JSON, "X_SPARQL_MaxRows": "1"}, 1,
                "only a part"),
    "missing": ({"status": 404}, 1, "nothing at this address"),
}  # fmt: skip


class TestFaults:
    @pytest.mark.parametrize(
        ("name", "good"),
        [(name, 0) for name in FAULTS] + [(name, 7) for name in FAULTS if name != "empty"],
    )
    def test_one_line_and_nothing_else(self, script, fine, capsys, tmp_path, name, good):
        """At the first question or in the middle: exit 2, one line, the old file whole."""
        answer, times, message = FAULTS[name]
        for _ in range(good):
            script.answer(fine, media_type=JSON)
        for _ in range(times):
            script.answer(**answer)
        target = tmp_path / "diff.csv"
        target.write_text("old", encoding="utf-8")
        status = run(script, "--format", "csv", "-o", str(target))

        out, err = capsys.readouterr()
        assert (status, out) == (2, "")
        assert err.startswith("cpsu-kg: endpoint http://127.0.0.1:") and err.count("\n") == 1
        assert message in err
        assert target.read_text(encoding="utf-8") == "old"
        assert os.listdir(tmp_path) == ["diff.csv"]

    def test_slow(self, script, fine, capsys):
        """An answer that does not come in time ends the comparison."""
        for _ in range(3):
            script.answer(fine, media_type=JSON)
        script.answer(lambda handler: handler.rfile.read(1) and None)
        status = run(script, "--timeout", "1")

        out, err = capsys.readouterr()
        assert (status, out) == (2, "")
        assert "no answer within 1 seconds" in err

    def test_nobody_listens(self, capsys):
        """A closed port is told as such."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        assert main(["wikidata", "diff", "--endpoint", f"http://127.0.0.1:{port}/"]) == 2
        assert "the connection is refused" in capsys.readouterr().err


class TestPatience:
    def test_busy_then_fine(self, script, fine, capsys, waits):
        """An endpoint that asks to come back is asked again, after the time it names."""
        script.answer(fine, media_type=JSON)
        script.answer(status=429, Retry_After="7")
        script.answer(status=503)
        script.answer(hang_up)
        for _ in range(ENOUGH):
            script.answer(fine, media_type=JSON)
        status = run(script)

        out, err = capsys.readouterr()
        assert (status, err) == (0, "")
        assert "0 differences" in out
        assert waits == [7.0, 2.0, 4.0]

    def test_polite(self, script, fine, capsys):
        """Every request says who asks, and names no more items than it may."""
        for _ in range(10 * ENOUGH):
            script.answer(fine, media_type=JSON)
        assert run(script, "--batch", "20") == 0

        assert len(script.requests) > 20
        for method, path, headers, body in script.requests:
            assert headers["User-Agent"] == f"cpsu-kg/{__version__} (+https://w3id.org/cpsu-kg)"
            query = parse_qs(urlsplit(path).query if method == "GET" else body)["query"][0]
            items = query.partition("VALUES ?")[2].partition("{")[2].partition("}")[0]
            assert 1 <= items.count("wd:Q") <= 20
        capsys.readouterr()


class TestInterruption:
    @pytest.mark.parametrize("output", [True, False])
    def test_nothing_is_shown(self, script, fine, tmp_path, output):
        """Ctrl-C in the middle: exit 130, a line, no output, the old file whole."""
        target = tmp_path / "diff.json"
        target.write_text("old", encoding="utf-8")
        started = []

        def interrupt(handler):
            os.kill(started[0].pid, signal.SIGINT)
            started[0].wait()

        for _ in range(4):
            script.answer(fine, media_type=JSON)
        script.answer(interrupt)
        command = [sys.executable, "-m", "cpsu_kg", "wikidata", "diff", "--format", "json"]
        command += ["--endpoint", script.url, *(["-o", str(target)] if output else [])]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        started.append(process)
        out, err = process.communicate()

        assert (process.returncode, out) == (130, b"")
        assert err == b"cpsu-kg: interrupted; part of a comparison is not shown\n"
        assert target.read_text(encoding="utf-8") == "old"
        assert os.listdir(tmp_path) == ["diff.json"]


class TestUsage:
    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["--property", "P31"], "unknown property 'P31'"),
            (["--language", "xx"], "unknown language 'xx'"),
            (["--batch", "0"], "argument --batch"),
            (["--batch", "many"], "argument --batch"),
            (["--timeout", "0"], "no number of seconds"),
            (["--format", "xml"], "invalid choice"),
            (["-o", "/nowhere/at/all.csv"], "there is no folder"),
        ],
    )
    def test_refused_before_anything_is_asked(self, script, capsys, words, message):
        """What cannot work is said at once."""
        assert run(script, *words) == 2
        out, err = capsys.readouterr()
        assert out == "" and message in err and err.count("\n") == 1
        assert script.requests == []

    @pytest.mark.parametrize("url", ["ftp://example.org/", "no address", "http://u:p@localhost/"])
    def test_no_address(self, capsys, url):
        """Only addresses of the web, without a password."""
        assert main(["wikidata", "diff", "--endpoint", url]) == 2
        err = capsys.readouterr().err
        assert err.startswith("cpsu-kg: endpoint ") and ":p@" not in err


class TestProgress:
    def test_on_a_terminal(self, capsys, monkeypatch):
        """The bar is drawn, and wiped out in the end."""
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        with Progress("asking") as progress:
            progress(1, 2)
        out, err = capsys.readouterr()
        assert out == ""
        assert "asking [###############...............] 1/2" in err
        assert err.endswith("\r\x1b[K")

    def test_elsewhere(self, capsys):
        """Nothing is drawn into a file."""
        with Progress("asking") as progress:
            progress(1, 2)
        assert capsys.readouterr() == ("", "")
