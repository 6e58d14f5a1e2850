"""Reading the dataset's Turtle into quads, one named graph per part."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from cpsu_kg.errors import DataSyntaxError, ResourceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cpsu_kg.resources import Resources

GRAPH = "https://w3id.org/cpsu-kg/graph/"

# The first prefix that fits decides; what fits none is core.
_PARTS = (
    ("ontology/", "ontology"),
    ("data/attestations/", "attestations"),
    ("data/adjudications", "attestations"),
    ("data/sources", "sources"),
    ("data/families", "sources"),
    ("data/links/", "links"),
)


def graph_of(relative: str) -> NamedNode:
    """Tell which named graph a file's triples belong to.

    Args:
        relative: path of the file relative to the dataset's root, with `/`.

    Returns:
        The graph's name.
    """
    part = next((part for prefix, part in _PARTS if relative.startswith(prefix)), "core")
    return NamedNode(GRAPH + part)


def dataset_files(resources: Resources) -> list[str]:
    """List the Turtle files whose triples make up the dataset.

    Args:
        resources: where the dataset lies.

    Returns:
        Paths relative to the root, ontology first, sorted.
    """
    return [*resources.files("ontology", ".ttl"), *resources.files("data", ".ttl")]


def read_quads(resources: Resources) -> Iterator[Quad]:
    """Read the whole dataset as it was typed, without what is derived from it.

    Args:
        resources: where the dataset lies.

    Returns:
        The quads, file by file.

    Raises:
        DataSyntaxError: a file is not well-formed Turtle.
        ResourceError: a file cannot be read.
    """
    return read_files(resources, dataset_files(resources))


def read_files(resources: Resources, files: Iterable[str]) -> Iterator[Quad]:
    """Read some files of the dataset.

    Args:
        resources: where the dataset lies.
        files: paths relative to its root.

    Yields:
        The quads, each in the graph of its file.

    Raises:
        DataSyntaxError: a file is not well-formed Turtle.
        ResourceError: a file cannot be read.
    """
    for relative in files:
        yield from read_turtle(resources.path(relative), graph_of(relative))


def read_turtle(path: str, graph: NamedNode) -> Iterator[Quad]:
    """Read one Turtle file.

    Args:
        path: the file.
        graph: the named graph to put its triples into.

    Yields:
        The quads.

    Raises:
        DataSyntaxError: the file is not well-formed Turtle.
        ResourceError: the file cannot be read.
    """
    try:
        with open(path, "rb") as stream:
            text = stream.read()
    except OSError as error:
        raise ResourceError(path, error.strerror or str(error)) from error
    try:
        for quad in parse(text.removeprefix(b"\xef\xbb\xbf"), RdfFormat.TURTLE):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
    except SyntaxError as error:
        reason = _reason(str(error.msg))
        raise DataSyntaxError(path, reason, error.lineno, error.offset) from error
    except MemoryError as error:  # the parser's own limit for one token
        raise DataSyntaxError(path, f"a value is too long: {error}") from error


def _reason(message: str) -> str:
    # "Parser error at line 3 between columns 6 and 9: the reason": the place is told apart
    return message.partition(": ")[2] or message
