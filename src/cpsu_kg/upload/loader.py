"""Loading: plan, send, count, verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from cpsu_kg.errors import EndpointError
from cpsu_kg.stores.credentials import Authentication, from_environment
from cpsu_kg.stores.published import MANIFEST, PublishedStore
from cpsu_kg.stores.remote import RemoteStore
from cpsu_kg.stores.transport import Transport, shown
from cpsu_kg.upload import manifest
from cpsu_kg.upload.content import parts
from cpsu_kg.upload.discovery import choose, roads
from cpsu_kg.upload.plan import Plan, entry_of, make
from cpsu_kg.upload.verification import differing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.stores.credentials import Credentials
    from cpsu_kg.stores.embedded import EmbeddedStore
    from cpsu_kg.upload.manifest import Entry
    from cpsu_kg.upload.plan import Task
    from cpsu_kg.upload.roads import Road

    Progress = Callable[[int, int], None]


def _silent(*_: int) -> None:
    """Tell nobody."""


class Loader:
    """A dataset, a store, and the way between them.

    Attributes:
        roads: the addresses that are tried for sending, the best first.
        queries: how many canned queries are compared afterwards.
    """

    def __init__(
        self,
        kg: KnowledgeGraph,
        endpoint: str,
        *,
        graph_store: str = "",
        update: str = "",
        timeout: float = 60.0,
        attempts: int = 5,
        credentials: Callable[[str], Credentials | None] = from_environment,
    ) -> None:
        """Point at a store; nothing is sent yet.

        Args:
            kg: the dataset, embedded.
            endpoint: where the store answers queries.
            graph_store: where it offers the Graph Store Protocol; by default usual addresses.
            update: where it takes updates; by default usual addresses.
            timeout: seconds that one exchange may take.
            attempts: how often to try while the store is busy or hangs up.
            credentials: finds user and password, or token, if the store asks for them.

        Raises:
            EndpointError: an address is not one of http or https.
        """
        known: list[Credentials | None] = []

        def once(address: str) -> Credentials | None:
            if not known:
                known.append(credentials(address))
            return known[0]

        self._kg = kg
        self._store = RemoteStore(endpoint, timeout=timeout, attempts=attempts, credentials=once)
        self._published = PublishedStore(
            endpoint, timeout=timeout, attempts=attempts, credentials=once
        )
        transport = Transport(timeout, attempts, authentication=Authentication(once))
        self.roads = roads(endpoint, graph_store, update, transport)
        self.queries = len(kg.queries.names())

    def plan(self) -> Plan:
        """Find out what there is to do, by asking only.

        Returns:
            The plan.

        Raises:
            EndpointError: there is no usable answer.
        """
        store: EmbeddedStore = self._kg.store  # type: ignore[assignment]
        entries = manifest.read(self._store)  # first, for it fails fast
        content = parts(store)
        counts = {part.graph: self._count(part.graph) for part in content}
        return make(content, entries, counts)

    def load(self, plan: Plan, progress: Progress = _silent) -> None:
        """Do what there is to do; each graph is counted before it is called complete.

        Args:
            plan: made by `plan`.
            progress: called with how many triples are sent, and of how many.

        Raises:
            EndpointError: the store does not take it, or does not hold it afterwards.
        """
        if not plan.due:
            return
        entries = dict(plan.entries)
        for task in plan.due:
            if task.part:
                entries[task.part.graph] = manifest.loading(entry_of(task.part))
        road = self._open(entries)
        steps = _Steps(sum(task.triples for task in plan.due), progress)
        for task in plan.due:
            self._do(task, road, entries, steps)

    def verify(self, plan: Plan, progress: Progress = _silent) -> None:
        """Compare the store with the dataset: triples in each graph, rows of each query.

        Args:
            plan: made by `plan`.
            progress: called with how many queries are compared, and of how many.

        Raises:
            EndpointError: it differs.
        """
        problems = [
            f"graph {task.name} holds {count:,} triples, not {task.triples:,}"
            for task in plan.tasks
            if task.part and (count := self._count(task.part.graph)) != task.triples
        ]
        steps = _Steps(self.queries, progress)
        found = differing(self._kg, self._published, steps) if not problems else []
        if found:
            problems.append(f"{len(found)} queries answer otherwise ({', '.join(found)})")
        if problems:
            raise self._error(f"verification failed: {'; '.join(problems)}")

    def _open(self, entries: Mapping[str, Entry]) -> Road:
        """Write the manifest by the first road that takes it."""

        def attempt(road: Road) -> None:
            road.put(MANIFEST, manifest.lines(entries), _silent)

        def arrived() -> bool:
            return manifest.read(self._store) == entries

        return choose(self.roads, attempt, arrived, lambda road: road.drop(MANIFEST))

    def _do(self, task: Task, road: Road, entries: dict[str, Entry], steps: _Steps) -> None:
        if task.part:
            graph = task.part.graph
            road.put(graph, task.part.lines(), steps)
            count = self._count(graph)
            if count != task.triples:
                reason = f"graph {task.name} holds {count:,} triples after loading, "
                raise self._error(f"{reason}not {task.triples:,}")
            entries[graph] = entry_of(task.part)
        else:
            graph = next(each for each in entries if each.endswith("/" + task.name))
            road.drop(graph)
            del entries[graph]
        road.put(MANIFEST, manifest.lines(entries), _silent)

    def _count(self, graph: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        rows = self._store.select(query).rows
        if len(rows) == 1 and isinstance(rows[0][0], Literal) and rows[0][0].value.isdecimal():
            return int(rows[0][0].value)
        raise self._error("does not answer how many triples it holds")

    def _error(self, reason: str) -> EndpointError:
        return EndpointError(shown(self._store.url), reason)


class _Steps:
    """Counts what is done and tells it."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._done, self._total, self._progress = 0, total, progress
        self(0)

    def __call__(self, more: int) -> None:
        self._done += more
        self._progress(self._done, self._total)
