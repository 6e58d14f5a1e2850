"""Check the offices as a Wikidata editor's tool would, before anything is contributed

The checks of wikidata-position-history, made on the Wikidata view without a network: missing
start, end, predecessor or successor; a predecessor or successor other than the neighbour in the
list; terms that overlap; one inception per office; offices that name one another. What is right
as it stands has a waiver with a reason in data/links/preflight-waivers.csv. The exit status is 1
if anything is found, or if a waiver is not needed any more.

example: cpsu-kg wikidata preflight"""

from __future__ import annotations

from cpsu_kg.cli.parser import add_endpoint, add_format, open_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from cpsu_kg.wikidata.preflight import Report

_HEADING = ["state", "office", "tenure", "check", "explanation"]


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument("--waived", action="store_true", help="list what has a waiver too")
    add_format(parser)
    add_endpoint(parser)


def run(args: argparse.Namespace) -> int:
    """Answer; see `cpsu_kg.cli.commands`."""
    from cpsu_kg.wikidata.preflight import preflight

    report = preflight(open_graph(args))
    rows = list(_rows(report, waived=args.waived))
    _write(rows, args.format)
    if args.format == "table":
        counts = (len(report.open), len(report.waived), len(report.unused))
        print("{} open, {} waived, {} waivers without need".format(*counts))
    return 0 if report.clean else 1


def _rows(report: Report, *, waived: bool) -> list[list[str]]:
    findings = [("open", each) for each in report.open]
    findings += [("waived", each) for each in report.waived if waived]
    rows = [[state, f.office, f.tenure, f.check, f.explanation] for state, f in findings]
    return rows + [["unused waiver", w.office, w.tenure, w.check, w.reason] for w in report.unused]


def _write(rows: list[list[str]], format: str) -> None:
    from cpsu_kg.cli.answers import write_lines

    if format == "json":
        import json

        records = [dict(zip(_HEADING, row, strict=True)) for row in rows]
        write_lines([json.dumps(records, ensure_ascii=False, indent=2)])
    elif format == "csv":
        from cpsu_kg.queries.rows import csv_text

        write_lines(csv_text(_HEADING, rows).splitlines())
    elif rows:
        from cpsu_kg.cli.table import table

        write_lines(table(_HEADING, rows))
