"""Who held, acted in or led what on a day, in a month or in a year

Offices with the title they had then, acting holders, effective leadership, vacant offices and
offices that did not exist. Dates are New Style, from March 1917 to December 1991; after that the
successor line is told as far as it is known.

example: cpsu-kg on 1953-03-10"""

from __future__ import annotations

from cpsu_kg.cli.parser import add_endpoint, add_format, open_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

PLAIN = True


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument("date", help="YYYY, YYYY-MM or YYYY-MM-DD")
    parser.add_argument(
        "--sources", action="store_true", help="name the source families instead of counting them"
    )
    add_format(parser)
    add_endpoint(parser)


def run(args: argparse.Namespace) -> int:
    """Answer; see `cpsu_kg.cli.commands`."""
    from cpsu_kg.cli.answers import write_lines, write_rows

    rows = open_graph(args).on(args.date)
    if args.format != "table":
        write_rows(rows, args.format)
        return 0
    from cpsu_kg.cli.day import report

    write_lines(report(rows, args.date, name_sources=args.sources))
    return 0
