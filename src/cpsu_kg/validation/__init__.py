"""Checking data against the shapes.

Two roads lead to the same findings. The fast one evaluates SHACL Core by itself and runs the
text of each SHACL-SPARQL constraint once over the whole graph; the reference is pySHACL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from cpsu_kg.errors import ParameterError
from cpsu_kg.validation.graph import TYPE
from cpsu_kg.validation.results import Report, Result
from cpsu_kg.validation.shapes import ShapesError, read_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

    from cpsu_kg.resources import Resources

__all__ = ["ENGINES", "Report", "Result", "ShapesError", "validate"]

ENGINES = ("fast", "pyshacl")

_SHAPE = "https://w3id.org/cpsu-kg/shape/"
_CANARY = NamedNode(_SHAPE + "canary")
_CANARY_CLASS = NamedNode(_SHAPE + "Canary")
_SONGS = {NamedNode(_SHAPE + name) for name in ("canary-label", "canary-sings")}


def validate(
    *paths: str,
    resources: Resources | None = None,
    engine: str = "fast",
    with_bundled: bool = False,
) -> Report:
    """Check the dataset, or given files, against the shapes.

    Args:
        *paths: Turtle files and folders of them; none for the dataset itself.
        resources: where the dataset, ontology and shapes lie; by default found by itself.
        engine: `fast`, or `pyshacl` for the reference.
        with_bundled: whether given files are seen together with the rest of the dataset.

    Returns:
        The findings, each with file and line where known.

    Raises:
        ParameterError: there is no such engine.
        DataSyntaxError: a file is not well-formed Turtle.
        ResourceError: a path does not exist or cannot be read.
        ShapesError: the shapes are broken, or find nothing where they must.
    """
    from cpsu_kg.resources import find
    from cpsu_kg.validation.inputs import Inputs, chosen_files
    from cpsu_kg.validation.locate import locate

    if engine not in ENGINES:
        raise ParameterError("engine", f"must be one of {', '.join(ENGINES)}", engine)
    resources = resources or find()
    inputs = Inputs(chosen_files(resources, paths, with_bundled=with_bundled))
    results = check(read_shapes(resources), inputs.store, engine)
    places = ((each, locate(inputs.sources.get(each.focus, ()), each)) for each in results)
    return Report(each._replace(file=file, line=line) for each, (file, line) in places)


def check(shapes: list[Quad], store: Store, engine: str = "fast") -> list[Result]:
    """Check a graph against shapes and prove that the shapes bite.

    A node that must fail is added to the graph; if its failure is not found, neither would
    anything else be.

    Args:
        shapes: the shapes graph.
        store: the graph; its named graphs are read as one.
        engine: `fast` or `pyshacl`.

    Returns:
        The findings, each once, without the canary's.

    Raises:
        ShapesError: the shapes are broken or silent.
    """
    store.add(Quad(_CANARY, TYPE, _CANARY_CLASS))
    results = set(_run(shapes, store, engine))
    songs = {each.shape for each in results if each.focus == _CANARY}
    if not songs >= _SONGS:
        raise ShapesError("the shapes are silent: the canary that must be reported was not")
    return [each for each in results if each.focus != _CANARY]


def _run(shapes: list[Quad], store: Store, engine: str) -> Iterable[Result]:
    if engine == "pyshacl":
        from cpsu_kg.validation.reference import reference_results

        return reference_results(shapes, store)
    from cpsu_kg.validation.fast import fast_results

    return fast_results(shapes, store)
