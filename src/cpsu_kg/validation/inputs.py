"""What is validated: the bundled dataset, or given files, with the ontology and what follows."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Store

from cpsu_kg.derive import Facts, derived_quads
from cpsu_kg.errors import ResourceError
from cpsu_kg.resources import walk
from cpsu_kg.stores.loading import graph_of, read_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cpsu_kg.resources import Resources
    from cpsu_kg.stores.solutions import Term


class InputFile(NamedTuple):
    """A Turtle file: its path, how reports name it, and its place in a dataset's folders."""

    path: str
    shown: str
    relative: str


class Inputs:
    """The graph under validation, and which files each subject was read from."""

    def __init__(self, files: Iterable[InputFile]) -> None:
        """Read files and derive what follows from them.

        Args:
            files: the files, the ontology's included.

        Raises:
            DataSyntaxError: a file is not well-formed Turtle.
            ResourceError: a file cannot be read.
        """
        self.store = Store()
        self.sources: dict[Term, list[InputFile]] = {}
        for file in files:
            quads = list(read_turtle(file.path, graph_of(file.relative)))
            self.store.bulk_extend(quads)
            for subject in {quad.subject for quad in quads}:
                self.sources.setdefault(subject, []).append(file)
        self.store.bulk_extend(list(derived_quads(Facts(self.store))))


def bundled_files(resources: Resources) -> list[InputFile]:
    """List the Turtle files of the dataset itself, ontology first."""
    names = [*resources.files("ontology", ".ttl"), *resources.files("data", ".ttl")]
    return [InputFile(resources.path(name), name, name) for name in names]


def chosen_files(
    resources: Resources, paths: Sequence[str], *, with_bundled: bool
) -> list[InputFile]:
    """List the files to validate: those given, the ontology, and on request the dataset.

    A given file stands in for the dataset's file of the same place, `persons/x.ttl` under a
    folder that was given or that is called `data`; so an edited copy does not meet its original.

    Args:
        resources: where the dataset lies.
        paths: files and folders; none for the dataset itself.
        with_bundled: whether the rest of the dataset is the background of the given files.

    Returns:
        The files.

    Raises:
        ResourceError: a path does not exist, or a folder holds no Turtle file.
    """
    bundled = bundled_files(resources)
    if not paths:
        return bundled
    given = [file for path in paths for file in _given(path)]
    replaced = {file.relative for file in given}
    real = {os.path.realpath(file.path) for file in given}
    kept = (
        file
        for file in bundled
        if (with_bundled or file.relative.startswith("ontology/"))
        and file.relative not in replaced
        and os.path.realpath(file.path) not in real
    )
    return [*kept, *given]


def _given(path: str) -> Iterator[InputFile]:
    if os.path.isfile(path):
        yield InputFile(path, path, _place(path, os.path.dirname(path)))
        return
    if not os.path.isdir(path):
        raise ResourceError(path, "no such file or folder")
    names = sorted(name for name, _ in walk(path) if name.endswith(".ttl"))
    if not names:
        raise ResourceError(path, "no Turtle file (.ttl) in this folder")
    for name in names:
        file = os.path.join(path, *name.split("/"))
        yield InputFile(file, file, _place(file, path))


def _place(file: str, top: str) -> str:
    parts = os.path.abspath(file).split(os.sep)
    for root in ("data", "ontology"):
        if root in parts[:-1]:
            last = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[last:])
    return "data/" + os.path.relpath(file, top).replace(os.sep, "/")
