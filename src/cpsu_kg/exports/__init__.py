"""The dataset in other formats: one module per format, found by name in `formats`.

An export holds the whole published dataset: ontology, core, attestations, sources, links, and what
is derived from them. N-Quads and TriG keep these apart as named graphs; the other formats merge
them, and `graphs` chooses among them. Everything is sorted, so the same data gives the same bytes,
and sorted on disk where it does not fit into memory. A view, such as schema, is the dataset in
another vocabulary and goes into the formats of RDF.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cpsu_kg.errors import OutputError, ParameterError
from cpsu_kg.exports.dataset import Dataset
from cpsu_kg.exports.files import replacing, replacing_folder
from cpsu_kg.exports.formats import FORMATS, Format, find
from cpsu_kg.exports.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from cpsu_kg.graph import KnowledgeGraph

__all__ = ["FORMATS", "Dataset", "Format", "Vocabulary", "dataset_of", "export", "find", "write"]

MANIFEST = "datapackage.json"


def dataset_of(kg: KnowledgeGraph, graphs: Sequence[str] = ()) -> Dataset:
    """Choose what of a knowledge graph to export.

    Args:
        kg: the knowledge graph.
        graphs: names of the named graphs wanted, such as `core`; by default all of them.

    Returns:
        The dataset.

    Raises:
        UnknownName: there is no such graph.
    """
    return Dataset(kg.store, Vocabulary(kg.resources), graphs, kg.resources)


def export(
    kg: KnowledgeGraph,
    format: str,
    path: str | os.PathLike[str],
    *,
    graphs: Sequence[str] = (),
    view: str | None = None,
) -> None:
    """Write a knowledge graph to a file or folder, whole or not at all.

    Args:
        kg: the knowledge graph.
        format: name of a format, or the suffix of its files.
        path: the file to write or replace; a folder for `csv`.
        graphs: names of the named graphs wanted; by default all of them.
        view: the view wanted instead of the dataset itself.

    Raises:
        UnknownName: there is no such format, graph or view.
        ParameterError: graphs and a view, or a view in a format that is none of RDF.
        OutputError: the path cannot be written; what was there before still is.
    """
    found = find(format)
    if view is not None:
        with replacing(path) as target, open(target, "wb") as stream:
            _write_view(kg, found, stream, graphs, view)
        return
    dataset = dataset_of(kg, graphs)
    if found.shape == "folder":
        with replacing_folder(path, MANIFEST) as target:
            found.write(dataset, target)
    elif found.shape == "file":
        with replacing(path) as target:
            found.write(dataset, target)
    else:
        with replacing(path) as target, open(target, "wb") as stream:
            found.write(dataset, stream)


def write(
    kg: KnowledgeGraph,
    format: str,
    stream: BinaryIO,
    *,
    graphs: Sequence[str] = (),
    view: str | None = None,
) -> None:
    """Write a knowledge graph to an open stream.

    Args:
        kg: the knowledge graph.
        format: name of a format that is one text file, or the suffix of its files.
        stream: a binary stream.
        graphs: names of the named graphs wanted; by default all of them.
        view: the view wanted instead of the dataset itself.

    Raises:
        UnknownName: there is no such format, graph or view.
        ParameterError: graphs and a view, or a view in a format that is none of RDF.
        OutputError: the format is not one text file.
    """
    found = find(format)
    if view is not None:
        _write_view(kg, found, stream, graphs, view)
        return
    if found.shape != "stream":
        reason = f"{found.name} needs a {found.shape} of its own, give -o PATH"
        raise OutputError("standard output", reason)
    found.write(dataset_of(kg, graphs), stream)


def _write_view(
    kg: KnowledgeGraph, format: Format, stream: BinaryIO, graphs: Sequence[str], view: str
) -> None:
    from cpsu_kg.exports.projections import write_view

    if graphs:
        raise ParameterError("view", "a view is made of all graphs, choose either", view)
    write_view(kg, view, format, stream)
