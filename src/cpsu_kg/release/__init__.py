"""A release: everything that is published of one version, in one folder, written whole or not."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from cpsu_kg import exports
from cpsu_kg.description import count, describe, dumps_of
from cpsu_kg.description.dumps import FOLDER, dump_path
from cpsu_kg.description.moment import moment
from cpsu_kg.errors import OutputError, ResourceError
from cpsu_kg.exports.files import replacing_folder
from cpsu_kg.queries import views
from cpsu_kg.release import changelog, checksums, documentation, readme
from cpsu_kg.release.changes import changes, earlier
from cpsu_kg.release.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from cpsu_kg.description import Figures
    from cpsu_kg.graph import KnowledgeGraph

__all__ = ["release"]

_COPIED = {
    "ontology": (".ttl", ".jsonld"),
    "shapes": (".ttl",),
    "queries": (".rq", ".context.jsonld"),
}
_TEXTS = ("CHANGELOG.md", "CITATION.cff", "LICENSE-DATA")


def release(
    kg: KnowledgeGraph,
    folder: str | os.PathLike[str],
    *,
    since: str | os.PathLike[str] | None = None,
    replace: bool = False,
) -> list[str]:
    """Write a release.

    Args:
        kg: the dataset.
        folder: the folder to write.
        since: folder of an earlier release, to tell which facts changed.
        replace: whether an earlier release in the folder may be replaced.

    Returns:
        What was left out and why, one line each.

    Raises:
        OutputError: the folder exists and may not be replaced, or cannot be written; what was
            there before still is.
        ResourceError: the earlier release is damaged or is none, or a file is missing.
        ParameterError: SOURCE_DATE_EPOCH is set to something else than a number of seconds.
    """
    if os.path.lexists(folder) and not replace:
        raise OutputError(os.fspath(folder), "it exists; --replace puts the new release there")
    before = None if since is None else earlier(os.fspath(since))
    figures = count(kg)
    made = int(moment(figures.issued).timestamp())
    with replacing_folder(folder, checksums.CHECKSUMS, checksums.listed) as target:
        _copy(kg, target)
        _export(kg, target)
        note = documentation.write(kg, target)
        _describe(kg, target, figures)
        if before is not None:
            _compare(kg, target, before)
        readme.write(target, figures, dumps_of(target))
        checksums.write(target)
        _date(target, made)
    return [] if note is None else [note]


def _copy(kg: KnowledgeGraph, folder: str) -> None:
    wanted = [
        name
        for top, suffixes in _COPIED.items()
        for suffix in suffixes
        for name in kg.resources.files(top, suffix)
    ]
    for name in [*wanted, *_TEXTS]:
        path = kg.resources.path(name)
        try:
            with open(path, "rb") as stream:
                content = stream.read()
        except OSError as error:
            raise ResourceError(path, error.strerror or str(error)) from error
        _put(folder, name, content)


def _export(kg: KnowledgeGraph, folder: str) -> None:
    os.mkdir(os.path.join(folder, FOLDER))
    for format in exports.FORMATS.values():
        exports.export(kg, format.name, os.path.join(folder, *dump_path(format).split("/")))
    os.mkdir(os.path.join(folder, "views"))
    for name in views.names(kg.resources):
        exports.export(kg, "turtle", os.path.join(folder, "views", f"{name}.ttl"), view=name)
    catalogue = io.BytesIO()
    exports.write(kg, "turtle", catalogue, graphs=["queries"])
    _put(folder, "queries/catalogue.ttl", catalogue.getvalue())


def _describe(kg: KnowledgeGraph, folder: str, figures: Figures) -> None:
    dumps = dumps_of(folder)
    for name, format in (("void.ttl", "turtle"), ("dataset.jsonld", "jsonld")):
        _put(folder, name, describe(kg, format, dumps=dumps, figures=figures).encode())


def _compare(kg: KnowledgeGraph, folder: str, before: Facts) -> None:
    after = Facts(exports.dataset_of(kg).quads())
    versions = (before.version, after.version)
    changelog.write(folder, changes(before, after), versions, _namer(before, after))


def _namer(before: Facts, after: Facts) -> Callable[[str], str]:
    return lambda source: (after if after.knows(source) else before).label(source)


def _put(folder: str, name: str, content: bytes) -> None:
    path = os.path.join(folder, *name.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as stream:
        stream.write(content)


def _date(folder: str, made: int) -> None:
    """Give all files the moment of the release, so that archives of it are the same too."""
    for top, _, names in os.walk(folder, topdown=False):
        for path in [*(os.path.join(top, name) for name in names), top]:
            os.utime(path, (made, made))
