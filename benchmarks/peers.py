"""What other tools take for the same work, and what a server takes that is loaded by us."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks import jena
from benchmarks.measure import Figure, Run
from benchmarks.work import ROOT, Work

# What takes rdflib minutes, and pySHACL hours, is left out.
_RDFLIB_MOST = 10
_HERE = Path(__file__).parent


def peers(work: Work, size: int) -> Iterator[tuple[str, Figure]]:
    """Let the peers do what the steps before have done, with the dumps that these have written."""
    exports = work.exports(size)
    if size == 1:
        yield from _shacl(work)
    folder = work.folder / f"peers-{size}"
    folder.mkdir()
    try:
        yield from _oxigraph(work, folder, exports)
        yield from _served(work, size, folder)
        if jena.version():
            yield from _jena(work, folder, exports)
        if size <= _RDFLIB_MOST:
            question = str(work.questions["holders-of-office"])
            script = str(_HERE / "rdflib_script.py")
            result = work.python(script, str(_as(exports, "ntriples", "nt")), question)
            yield from _done("rdflib: parse N-Triples, one query", result)
    finally:
        shutil.rmtree(folder)
        shutil.rmtree(exports)


def _as(exports: Path, name: str, suffix: str) -> Path:
    """Give a dump under a name that tells other programs its format."""
    link = exports / f"all.{suffix}"
    if not link.exists():
        os.symlink(exports / name, link)
    return link


def _oxigraph(work: Work, folder: Path, exports: Path) -> Iterator[tuple[str, Figure]]:
    if not work.oxigraph:
        return
    program, where = work.oxigraph, ("--location", str(folder / "oxigraph"))
    quads, triples = _as(exports, "nquads", "nq"), _as(exports, "ntriples", "nt")
    yield from _done("oxigraph load", work.run(program, "load", *where, "--file", str(quads)))
    question = ("--query-file", str(work.questions["holders-of-office"]), "--results-format", "csv")
    asked = work.run(program, "query", *where, "--union-default-graph", *question)
    yield from _done("oxigraph query", asked)
    target = ("--to-file", str(folder / "all.ttl"))
    converted = work.run(program, "convert", "--from-file", str(triples), *target)
    yield from _done("oxigraph convert to Turtle", converted)


def _served(work: Work, size: int, folder: Path) -> Iterator[tuple[str, Figure]]:
    if not work.oxigraph:
        return
    with _server(work.oxigraph, folder / "server") as address:
        for name in ("send", "ask"):
            figure = work.step(work.dataset(size), name, address)
            if figure:
                yield f"{name} (oxigraph server)", figure


def _jena(work: Work, folder: Path, exports: Path) -> Iterator[tuple[str, Figure]]:
    triples = str(_as(exports, "ntriples", "nt"))
    where = ("--loc", str(folder / "tdb"))
    question = ("--query", str(work.questions["holders-of-office"]), "--results", "csv")
    loader, query, arq = (
        jena.command(work.folder, tool) for tool in ("tdb2.tdbloader", "tdb2.tdbquery", "arq.arq")
    )
    yield from _done("Jena arq: N-Triples, one query",
                     work.run(*arq, "--data", triples, *question))  # fmt: skip
    yield from _done("Jena tdb2.tdbloader", work.run(*loader, *where, triples))
    yield from _done("Jena tdb2.tdbquery", work.run(*query, *where, *question))


def _shacl(work: Work) -> Iterator[tuple[str, Figure]]:
    for engine in ("fast", "pyshacl"):
        figure = work.step(work.sample(), "validate", engine)
        if figure:
            yield f"validate one province to 1935: {engine}", figure


def _done(name: str, result: Run) -> Iterator[tuple[str, Figure]]:
    if not result.status:
        yield name, Figure(result.seconds, result.cpu, result.peak, 0)


@contextmanager
def _server(program: str, folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    command.append("--union-default-graph")
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT)
    try:
        for _ in range(200):
            try:
                urlopen(address, timeout=5).close()
                break
            except URLError:
                time.sleep(0.05)
        yield f"{address}/query"
    finally:
        process.terminate()
        process.wait()
