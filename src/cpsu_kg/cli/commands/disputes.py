"""What the sources disagree on, what was chosen, and why

example: cpsu-kg disputes joseph-stalin-general-secretary-1922"""

from __future__ import annotations

from cpsu_kg.cli.parser import add_endpoint, add_format, open_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument("thing", nargs="?", help="what is in dispute (default: everything)")
    add_format(parser)
    add_endpoint(parser)


def run(args: argparse.Namespace) -> int:
    """Answer; see `cpsu_kg.cli.commands`."""
    from cpsu_kg.cli.answers import write_lines, write_rows

    rows = open_graph(args).disputes(args.thing)
    if args.format != "table":
        write_rows(rows, args.format)
        return 0
    from cpsu_kg.cli.evidence import choices

    write_lines(choices(rows))
    return 0
