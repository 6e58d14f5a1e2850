"""What changed from one release to the next, fact by fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import RdfFormat, parse

from cpsu_kg.description.dumps import dump_path
from cpsu_kg.errors import DataSyntaxError
from cpsu_kg.exports import FORMATS
from cpsu_kg.release import checksums
from cpsu_kg.release.facts import Facts, Key
from cpsu_kg.terms import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


class Change(NamedTuple):
    """One fact that one release states and the other does not, or states otherwise.

    Attributes:
        change: added, removed or changed.
        graph: the part of the dataset, such as `core`.
        thing: IRI of what the fact is stated of.
        label: its name.
        about: IRI of the thing that a statement or decision is about, else the thing itself.
        property: the property, short.
        language: of a text.
        before: the value then.
        after: the value now.
        sources: IRIs of the sources that state the value now or, if removed, stated it then.
    """

    change: str
    graph: str
    thing: str
    label: str
    about: str
    property: str
    language: str
    before: str
    after: str
    sources: tuple[str, ...]


def earlier(release: str) -> Facts:
    """Read the facts of an earlier release.

    Args:
        release: its folder.

    Returns:
        The facts.

    Raises:
        ResourceError: the folder is no release, or is damaged.
        DataSyntaxError: its dump is not well-formed.
    """
    path = checksums.check(release, dump_path(FORMATS["nquads"]))
    try:
        with open(path, "rb") as stream:
            return Facts(parse(stream.read(), RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise DataSyntaxError(path, str(error.msg), error.lineno, error.offset) from error


def changes(before: Facts, after: Facts) -> list[Change]:
    """Compare two releases.

    Args:
        before: the facts of the earlier one.
        after: the facts of the later one.

    Returns:
        The changes, sorted by graph, thing and property.
    """
    keys = sorted(before.values.keys() | after.values.keys())
    return [change for key in keys for change in _compare(key, before, after)]


def _compare(key: Key, before: Facts, after: Facts) -> Iterator[Change]:
    old, new = before.values.get(key, set()), after.values.get(key, set())
    removed, added = sorted(old - new), sorted(new - old)
    if len(removed) == len(added) == 1:
        yield _change(CHANGED, key, after, removed[0], added[0])
        return
    for value in removed:
        yield _change(REMOVED, key, before, value, "")
    for value in added:
        yield _change(ADDED, key, after, "", value)


def _change(change: str, key: Key, facts: Facts, before: str, after: str) -> Change:
    then, now = _plain(before), _plain(after)
    if then == now:  # the same characters as another type: show which
        then, now = before, after
    return Change(
        change,
        key.graph,
        key.thing,
        facts.label(key.thing),
        facts.about(key.thing),
        _short(key.property),
        key.language,
        then,
        now,
        tuple(facts.sources(key, after or before)),
    )


def _short(iri: str) -> str:
    shortened = shorten(iri)
    return shortened if shortened != iri else iri.replace("#", "/").rpartition("/")[2]


def _plain(value: str) -> str:
    if not value:
        return ""
    (quad,) = parse(f"<x:a> <x:b> {value} .", RdfFormat.N_TRIPLES)
    return str(getattr(quad.object, "value", value))
