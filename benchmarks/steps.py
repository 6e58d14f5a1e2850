"""One step of the work on a dataset, in a process of its own: `python -m benchmarks.steps`.

The step says on standard output how long it took, without what had to be prepared for it, and
how many things came of it.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pyoxigraph import Store

from cpsu_kg.derive import Facts, derived_quads
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.resources import Resources
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.stores.loading import read_quads
from cpsu_kg.upload import Loader

_ENOUGH = 0.5  # seconds; what is quicker is done three times, and the best counts


class Clock:
    """Measures one part of a step."""

    def __init__(self) -> None:
        self.seconds = self.cpu = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        begun, used = time.perf_counter(), time.process_time()
        yield
        self.seconds, self.cpu = time.perf_counter() - begun, time.process_time() - used


def load(resources: Resources, clock: Clock) -> int:
    """Read all Turtle files into a store in memory."""
    store = Store()
    with clock.running():
        store.bulk_extend(read_quads(resources))
    return len(store)


def derive(resources: Resources, clock: Clock) -> int:
    """Derive all that follows from what was loaded."""
    store = Store()
    store.bulk_extend(read_quads(resources))
    with clock.running():
        return sum(1 for _ in derived_quads(Facts(store)))


def build(resources: Resources, clock: Clock) -> int:
    """Do what the first question of all does: load, derive, keep on disk."""
    with clock.running():
        store = EmbeddedStore(resources)
    return sum(1 for _ in store.quads())


def reopen(resources: Resources, clock: Clock) -> int:
    """Open what was kept, and ask for one label."""
    with clock.running():
        rows = KnowledgeGraph(resources).person("joseph-stalin")
    return bool(rows)


def validate(resources: Resources, clock: Clock, engine: str = "fast") -> int:
    """Check the dataset against all shapes."""
    from cpsu_kg.validation import validate

    with clock.running():
        report = validate(resources=resources, engine=engine)
    assert not report.count("Violation"), str(next(iter(report)))
    return len(report)


def query(resources: Resources, clock: Clock, name: str) -> int:
    """Run a canned query with its example values."""
    graph = KnowledgeGraph(resources)
    values = graph.queries.get(name).example()
    best = Clock()
    for _ in range(3):
        with clock.running():
            rows = len(graph.run(name, **values))
        if not best.seconds or clock.seconds < best.seconds:
            best.seconds, best.cpu = clock.seconds, clock.cpu
        if clock.seconds > _ENOUGH:
            break
    clock.seconds, clock.cpu = best.seconds, best.cpu
    return rows


def export(resources: Resources, clock: Clock, name: str, folder: str) -> int:
    """Write the dataset in one format."""
    path = os.path.join(folder, name)
    graph = KnowledgeGraph(resources)
    with clock.running():
        graph.export(name, path)
    return os.path.getsize(path)


def send(resources: Resources, clock: Clock, address: str) -> int:
    """Load the dataset into a server, and verify it."""
    loader = Loader(KnowledgeGraph(resources), address, timeout=3600)
    with clock.running():
        plan = loader.plan()
        loader.load(plan)
    return sum(task.triples for task in plan.tasks)


def ask(resources: Resources, clock: Clock, address: str) -> int:
    """Ask a server who held what on a day."""
    with clock.running():
        return len(KnowledgeGraph.remote(address, resources, timeout=3600).on("1953-03-10"))


STEPS: dict[str, Callable[..., int]] = {
    each.__name__: each
    for each in (load, derive, build, reopen, validate, query, export, send, ask)
}


def main() -> None:
    gc.set_threshold(50_000)  # as the program does
    name, folder, *arguments = sys.argv[1:]
    clock = Clock()
    count = STEPS[name](Resources(folder), clock, *arguments)
    print(json.dumps({"seconds": clock.seconds, "cpu": clock.cpu, "count": count}))


if __name__ == "__main__":
    main()
