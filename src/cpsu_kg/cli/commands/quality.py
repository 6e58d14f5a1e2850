"""How complete and how well founded the data is, in figures

Tables: targets, bodies, lines, persons, events, headcounts (members found against members known),
years (bodies year by year), and gaps, which lists every start and end that could be better.
Without a name the first five are shown; csv and json give all figures but the gaps.

example: cpsu-kg quality targets"""

from __future__ import annotations

from cpsu_kg.cli.parser import add_endpoint, add_format, open_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from cpsu_kg.quality import Figure
    from cpsu_kg.queries.rows import Value

_SHOWN = ("targets", "bodies", "lines", "persons", "events")
_TABLES = (*_SHOWN, "headcounts", "years", "gaps")


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument("table", nargs="?", choices=_TABLES, metavar="TABLE", help="one table only")
    parser.add_argument(
        "--update",
        metavar="FOLDER",
        help="renew the tables in its README.md and raise the floors in its floors.csv",
    )
    add_format(parser)
    add_endpoint(parser)


def run(args: argparse.Namespace) -> int:
    """Answer; see `cpsu_kg.cli.commands`."""
    from cpsu_kg.quality import gaps, measure

    kg = open_graph(args)
    if args.update:
        from cpsu_kg.quality.document import update

        update(args.update, measure(kg))
    elif args.table == "gaps":
        _write([each._asdict() for each in gaps(kg)], args.format)
    else:
        figures = [each for each in measure(kg) if args.table in (None, each.table)]
        if args.format == "table":
            _write_tables(figures, [args.table] if args.table else _SHOWN)
        else:
            _write([each._asdict() | {"share": each.share} for each in figures], args.format)
    return 0


def _write(records: list[dict[str, Value]], format: str) -> None:
    from cpsu_kg.cli.answers import write_lines
    from cpsu_kg.cli.table import table
    from cpsu_kg.queries.rows import as_text, csv_text

    heading = list(records[0]) if records else []
    rows = [[as_text(value) for value in each.values()] for each in records]
    if format == "json":
        import json

        write_lines([json.dumps(records, indent=2)])
    elif format == "csv":
        write_lines(csv_text(heading, rows).splitlines())
    else:
        write_lines(table(heading, rows))


def _write_tables(figures: list[Figure], tables: Sequence[str]) -> None:
    from cpsu_kg.cli.answers import write_lines
    from cpsu_kg.cli.table import table
    from cpsu_kg.quality.figures import pivot

    for number, name in enumerate(tables):
        heading, rows = pivot([each for each in figures if each.table == name])
        write_lines(["", name] if number else [name])
        write_lines(table(heading, rows))
