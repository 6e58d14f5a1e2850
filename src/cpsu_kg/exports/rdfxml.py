"""RDF/XML: all graphs merged, one element per thing, sorted."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse, serialize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from pyoxigraph import Triple

    from cpsu_kg.exports.dataset import Dataset

_BATCH = 10_000


def write(dataset: Dataset, stream: BinaryIO) -> None:
    """Write a dataset.

    Args:
        dataset: what to write.
        stream: where to.
    """
    prefixes = dataset.vocabulary.prefixes
    serialize(_triples(dataset.triples()), stream, RdfFormat.RDF_XML, prefixes=prefixes)


def _triples(lines: Iterable[str]) -> Iterator[Triple]:
    source = iter(lines)
    while batch := "\n".join(islice(source, _BATCH)):
        for quad in parse(batch, RdfFormat.N_TRIPLES):
            yield quad.triple
