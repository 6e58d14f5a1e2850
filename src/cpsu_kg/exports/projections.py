"""A whole view in the formats of RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsu_kg.errors import ParameterError
from cpsu_kg.exports.dataset import Dataset
from cpsu_kg.exports.documents import framer_of
from cpsu_kg.exports.json_text import dumps
from cpsu_kg.exports.vocabulary import Vocabulary
from cpsu_kg.queries import views

if TYPE_CHECKING:
    from typing import BinaryIO

    from cpsu_kg.exports.formats import Format
    from cpsu_kg.graph import KnowledgeGraph

RDF = ("turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld")


def write_view(kg: KnowledgeGraph, view: str, format: Format, stream: BinaryIO) -> None:
    """Write a view.

    Args:
        kg: the dataset.
        view: the view, such as schema.
        format: a format of RDF.
        stream: where to.

    Raises:
        UnknownName: there is no such view.
        ParameterError: the format is none of RDF.
    """
    query = views.text(kg.resources, view)
    if format.name not in RDF:
        raise ParameterError("view", f"{format.name} holds the dataset, not a view of it", view)
    if format.name == "jsonld":
        _write_nodes(kg, view, stream)
        return
    vocabulary = Vocabulary(kg.resources)
    vocabulary.prefixes = dict(sorted((vocabulary.prefixes | views.prefixes(query)).items()))
    format.write(Dataset(kg.view(view), vocabulary), stream)


def _write_nodes(kg: KnowledgeGraph, view: str, stream: BinaryIO) -> None:
    framer = framer_of(kg, view)
    stream.write(f'{{\n  "@context": {dumps(framer.context, "  ")},\n  "@graph": ['.encode())
    between = "\n    "
    for node in framer.nodes():
        stream.write(f"{between}{dumps(framer.flat(node), '    ')}".encode())
        between = ",\n    "
    stream.write(b"\n  ]\n}\n")
