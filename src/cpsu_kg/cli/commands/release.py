"""Write a release: dumps, views, ontology, shapes, queries, description, checksums

The folder is written beside its place and takes it once all is there: whatever interrupts it, an
earlier release stays whole. The same data gives the same bytes; SOURCE_DATE_EPOCH is honoured.
With --since the facts added, removed and changed are listed with their sources.

example: cpsu-kg release cpsu-kg-0.2.0 --since cpsu-kg-0.1.0"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument("folder", metavar="DIR", help="folder to write; it must not exist")
    parser.add_argument("--since", metavar="DIR", help="list what changed since this release")
    parser.add_argument(
        "--replace", action="store_true", help="put it in the place of an earlier release"
    )


def run(args: argparse.Namespace) -> int:
    """Write the release; see `cpsu_kg.cli.commands`."""
    import sys

    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.release import release

    for note in release(KnowledgeGraph(), args.folder, since=args.since, replace=args.replace):
        print(f"cpsu-kg: {note}", file=sys.stderr)
    return 0
