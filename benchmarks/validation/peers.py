"""Other SHACL engines on the same data and shapes, where they are installed.

    pip install pyshacl-turbo pyshifty
    PYTHONPATH=src python benchmarks/validation/peers.py [--slips N] [--seed N]

A line each: how long the engine took, and how its findings (focus node, path, component,
severity) differ from those of the fast engine.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import rdflib
from pyoxigraph import RdfFormat, serialize
from spoiling import spoilt

from cpsu_kg.resources import find
from cpsu_kg.validation.fast import fast_results
from cpsu_kg.validation.inputs import Inputs, bundled_files
from cpsu_kg.validation.shapes import SH, read_shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyoxigraph

    Key = tuple[str, str, str, str]
    Engine = Callable[[Path, Path], set[Key]]

FAST = "fast"


def main() -> None:
    """Run each engine on SHACL Core and on all shapes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--slips", type=int, default=0, help="spoil the data in N places first")
    parser.add_argument("--seed", type=int, default=1, help="which places (default: 1)")
    args = parser.parse_args()
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    shapes = read_shapes(find())
    core = [quad for quad in shapes if not quad.predicate.value.endswith("#sparql")]
    store = Inputs(bundled_files(find())).store
    if args.slips:
        store = spoilt(store, args.slips, args.seed)
    print("shapes\tengine\twall, s\tprocessor, s\tfindings\tonly fast\tonly here")
    with tempfile.TemporaryDirectory() as folder:
        data = _written(store, Path(folder) / "data.nt", RdfFormat.N_TRIPLES)
        for name, part in (("core", core), ("all", shapes)):
            rules = _written(part, Path(folder) / f"{name}.ttl", RdfFormat.TURTLE)
            expected = _line(name, FAST, lambda *_, part=part: _fast(part, store), data, rules)
            for engine, run in ENGINES.items():
                if find_spec(engine):
                    _line(name, engine, run, data, rules, expected)


def _written(quads: Iterable[pyoxigraph.Quad], path: Path, format: RdfFormat) -> Path:
    serialize({quad.triple for quad in quads}, str(path), format)
    return path


def _line(
    shapes: str, name: str, run: Engine, data: Path, rules: Path, expected: set[Key] | None = None
) -> set[Key]:
    wall, processor = perf_counter(), process_time()
    found = run(data, rules)
    times = f"{perf_counter() - wall:.1f}\t{process_time() - processor:.1f}"
    expected = found if expected is None else expected
    differing = f"{len(expected - found)}\t{len(found - expected)}"
    print(f"{shapes}\t{name}\t{times}\t{len(found)}\t{differing}", flush=True)
    return found


def _fast(shapes: list[pyoxigraph.Quad], store: pyoxigraph.Store) -> set[Key]:
    return {
        (str(each.focus), str(each.path), each.component, each.severity)
        for each in fast_results(shapes, store)
    }


def _turbo(data: Path, rules: Path) -> set[Key]:
    import pyshacl_turbo

    return _keys(pyshacl_turbo.validate(str(data), shacl_graph=str(rules))[1])


def _shifty(data: Path, rules: Path) -> set[Key]:
    import shifty

    return _keys(shifty.validate(data, rules, graph_mode="data")[1])


def _keys(report: rdflib.Graph) -> set[Key]:
    return {_key(report, result) for result in report.objects(None, rdflib.URIRef(f"{SH}result"))}


def _key(report: rdflib.Graph, result: rdflib.term.Node) -> Key:
    def one(name: str) -> rdflib.term.Node | None:
        return report.value(result, rdflib.URIRef(SH + name))

    path = one("resultPath")
    if isinstance(path, rdflib.BNode):
        path = report.value(path, rdflib.URIRef(f"{SH}inversePath"))
    return (
        one("focusNode").n3(),
        "None" if path is None else path.n3(),
        str(one("sourceConstraintComponent")).removeprefix(SH),
        str(one("resultSeverity")).removeprefix(SH),
    )


ENGINES: dict[str, Engine] = {"pyshacl_turbo": _turbo, "shifty": _shifty}

if __name__ == "__main__":
    main()
