"""The engines of `cpsu-kg validate` side by side: do they find the same, and in which time.

    PYTHONPATH=src python benchmarks/validation [--slips N] [--limit SECONDS] [--plain] [NAME ...]

The fast engine validates the whole dataset at once. pySHACL does so piece by piece, each in a
process of its own: first all of SHACL Core, then one SHACL-SPARQL constraint after another, so
that it is known which of them were done, in which time, and with which findings.
"""

from __future__ import annotations

import argparse
import os
import platform
from importlib.metadata import version
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import pyoxigraph
import rdflib
from pieces import Line, finish, pieces
from spoiling import spoilt

from cpsu_kg.resources import find
from cpsu_kg.validation.core import core_results
from cpsu_kg.validation.graph import DataGraph
from cpsu_kg.validation.inputs import Inputs, bundled_files
from cpsu_kg.validation.reference import to_rdflib
from cpsu_kg.validation.shapes import ShapesGraph, read_shapes
from cpsu_kg.validation.sparql import sparql_results

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from cpsu_kg.validation import Result


def main() -> int:
    """Compare, print a line per piece, and write the table."""
    args = _arguments()
    shapes = read_shapes(find())
    store = Inputs(bundled_files(find())).store
    if args.slips:
        store = spoilt(store, args.slips, args.seed)
    found, core, sparql = _fast(shapes, store)
    wanted = [each for each in pieces(shapes, found) if not args.names or each.name in args.names]
    data = to_rdflib(store)
    if args.plain:
        data = _plain(data)
    lines = []
    for number, piece in enumerate(wanted, 1):
        lines.append(finish(piece, data, args.limit))
        print(f"{number}/{len(wanted)}", *lines[-1], sep="\t", flush=True)
    report = "\n".join(
        [*_head(args, store), *_summary(lines, core, sparql), "", *_table(lines), ""]
    )
    if args.output:
        args.output.write_text(report, encoding="utf-8")
    else:
        print(report)
    return 0 if all(line.verdict == "same" for line in lines) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/validation")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these pieces")
    parser.add_argument("--slips", type=int, default=0, help="spoil the data in N places first")
    parser.add_argument("--seed", type=int, default=1, help="which places (default: 1)")
    parser.add_argument("--limit", type=float, default=900, help="seconds for a piece of pySHACL")
    parser.add_argument("--plain", action="store_true", help="pySHACL on an unaided rdflib graph")
    parser.add_argument("--output", type=Path, help="file for the table")
    return parser.parse_args()


def _fast(shapes: list[Quad], store: pyoxigraph.Store) -> tuple[set[Result], float, float]:
    started = process_time()
    rules, graph = ShapesGraph(shapes), DataGraph(store)
    found = set(core_results(rules, graph))
    between = process_time()
    found.update(sparql_results(rules.constraints, graph))
    return found, between - started, process_time() - between


def _plain(data: rdflib.Graph) -> rdflib.Graph:
    copy = rdflib.Graph()
    copy += data
    return copy


def _head(args: argparse.Namespace, store: pyoxigraph.Store) -> list[str]:
    versions = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib", "pyshacl"))
    spoiling = f" after {args.slips} slips (seed {args.seed})" if args.slips else ""
    aid = "an rdflib graph as it comes" if args.plain else "prepared queries (`--engine pyshacl`)"
    return [
        f"# The engines of `cpsu-kg validate`: {len(store):,} triples{spoiling}",
        "",
        f"Python {platform.python_version()}, {versions}; {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f}.",
        f"pySHACL on {aid}, at most {args.limit:.0f} s for each piece. Seconds of the processor.",
        "",
    ]


def _summary(lines: list[Line], core: float, sparql: float) -> list[str]:
    done = [line for line in lines if line.verdict != "not finished"]
    same = [line for line in done if line.verdict == "same"]
    seconds = sum(line.seconds for line in lines)
    more = "" if len(done) == len(lines) else " and more"
    return [
        f"- fast: SHACL Core {core:.2f} s, SHACL-SPARQL {sparql:.2f} s, all {core + sparql:.2f} s",
        f"- pySHACL: {seconds:.0f} s{more}, {seconds / (core + sparql):.0f} times as long{more}",
        f"- {len(lines)} pieces, {len(done)} finished, {len(same)} with the same findings "
        f"({sum(line.findings for line in same):,} of them)",
    ]


def _table(lines: list[Line]) -> list[str]:
    rows = [f"| {n} | {f:,} | {s:.1f} | {v} |" for n, f, s, v in lines]
    return ["| piece | findings | pySHACL, s | findings of both |", "|---|---|---|---|", *rows]


if __name__ == "__main__":
    raise SystemExit(main())
