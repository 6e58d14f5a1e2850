"""Put the dataset into a triple store, graph by graph

ENDPOINT is where the store answers queries. Graphs are sent by the Graph Store HTTP Protocol, or
by SPARQL Update where that is not offered; the addresses usual beside the endpoint are tried,
unless --graph-store or --update names one. Graphs that are complete there are left alone, so an
interrupted load goes on where it stopped; a newer version replaces the older. Afterwards the
triples of each graph are counted and all canned queries compared with the bundled data.

User and password, or a token, come from CPSU_KG_USER and CPSU_KG_PASSWORD, or CPSU_KG_TOKEN, or
are asked for at the terminal.

example: cpsu-kg load http://localhost:7878/query --dry-run"""

from __future__ import annotations

from cpsu_kg.cli.parser import add_timeout

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from cpsu_kg.upload import Loader, Plan

_DONE = {"keep": "was there", "send": "sent", "replace": "replaced", "remove": "removed"}


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument("endpoint", metavar="ENDPOINT", help="where the store answers queries")
    place = parser.add_mutually_exclusive_group()
    place.add_argument(
        "--graph-store",
        metavar="URL",
        default="",
        help="where it offers the Graph Store HTTP Protocol",
    )
    place.add_argument("--update", metavar="URL", default="", help="where it takes SPARQL Update")
    parser.add_argument(
        "--dry-run", action="store_true", help="only show what would be done; nothing is changed"
    )
    add_timeout(parser, "seconds that the store may take for one request", 300)


def run(args: argparse.Namespace) -> int:
    """Load; see `cpsu_kg.cli.commands`."""
    from cpsu_kg.cli.answers import write_lines
    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.stores.credentials import from_environment_or_prompt
    from cpsu_kg.upload import Loader

    loader = Loader(
        KnowledgeGraph(),
        args.endpoint,
        graph_store=args.graph_store,
        update=args.update,
        timeout=args.timeout,
        credentials=from_environment_or_prompt,
    )
    plan = loader.plan()
    if not args.dry_run:
        _load(loader, plan)
    write_lines(_preview(loader, plan) if args.dry_run else _report(loader, plan))
    return 0


def _load(loader: Loader, plan: Plan) -> None:
    from cpsu_kg.cli.progress import Progress

    try:
        with Progress("loading") as progress:
            loader.load(plan, progress)
    except KeyboardInterrupt:
        import sys

        print("cpsu-kg: interrupted; the same command goes on from here", file=sys.stderr)
        raise
    with Progress("verifying") as progress:
        loader.verify(plan, progress)


def _preview(loader: Loader, plan: Plan) -> Iterator[str]:
    yield from _table("to do", plan, {action: action for action in _DONE})
    yield ""
    if not plan.due:
        yield "nothing would be sent"
        return
    yield "would be sent to the first of these that takes it:"
    yield from (f"  {road.url} ({road.name})" for road in loader.roads)


def _report(loader: Loader, plan: Plan) -> Iterator[str]:
    yield from _table("done", plan, _DONE)
    total = sum(task.triples for task in plan.tasks)
    yield ""
    yield f"{total:,} triples are there; {loader.queries} queries answer as the bundled data does"


def _table(heading: str, plan: Plan, words: dict[str, str]) -> Iterator[str]:
    from cpsu_kg.cli.table import table

    rows = [[task.name, f"{task.triples:,}", words[task.action]] for task in plan.tasks]
    return table(["graph", "triples", heading], rows, frozenset({1}))
