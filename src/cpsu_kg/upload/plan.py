"""What there is to do before a store holds the dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cpsu_kg import __version__
from cpsu_kg.stores.loading import GRAPH
from cpsu_kg.upload.manifest import COMPLETE, Entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cpsu_kg.upload.content import Part

KEEP, SEND, REPLACE, REMOVE = "keep", "send", "replace", "remove"


class Task(NamedTuple):
    """What is to be done about one graph.

    Attributes:
        name: the short name of the graph.
        action: keep, send, replace or remove.
        part: its content, None if it is to be removed.
    """

    name: str
    action: str
    part: Part | None

    @property
    def triples(self) -> int:
        """How many triples the graph holds afterwards."""
        return self.part.triples if self.part else 0


class Plan(NamedTuple):
    """All tasks, and what the store says of itself now.

    Attributes:
        tasks: one for each graph, in the order of loading.
        entries: the manifest as it is.
    """

    tasks: list[Task]
    entries: dict[str, Entry]

    @property
    def due(self) -> list[Task]:
        """The tasks that change the store."""
        return [task for task in self.tasks if task.action != KEEP]


def make(parts: Sequence[Part], entries: dict[str, Entry], counts: Mapping[str, int]) -> Plan:
    """Compare what there is with what there should be.

    A graph is kept only if the manifest says that it is complete, with the content of today, and
    the store still holds as many triples.

    Args:
        parts: the dataset.
        entries: what the manifest of the store says, by graph IRI.
        counts: how many triples the store holds, by graph IRI.

    Returns:
        The plan.
    """
    tasks = []
    for part in parts:
        entry, count = entries.get(part.graph), counts.get(part.graph, 0)
        same = entry and entry[:2] == (COMPLETE, part.checksum) and count == part.triples
        tasks.append(Task(part.name, KEEP if same else REPLACE if count else SEND, part))
    known = {part.graph for part in parts}
    for graph in sorted(entries.keys() - known):
        if graph.startswith(GRAPH):
            tasks.append(Task(graph.removeprefix(GRAPH), REMOVE, None))
    return Plan(tasks, entries)


def entry_of(part: Part) -> Entry:
    """Give the entry of a graph that is loaded."""
    return Entry(COMPLETE, part.checksum, __version__)
