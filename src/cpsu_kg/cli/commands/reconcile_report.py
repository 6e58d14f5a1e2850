"""Persons without an identifier elsewhere, and where one could be found.

A candidate is something public that was read beside the name: a page of Wikipedia, an entry of a
press archive, an identifier that a source states but that is not accepted. It is a place to look,
with its ground, and never taken for a link. csv has one line for each candidate, json and the
table one entry for each person.

example: cpsu-kg reconcile-report
example: cpsu-kg reconcile-report --authority wikidata --format csv"""

from __future__ import annotations

from cpsu_kg.cli.parser import add_endpoint, add_format, open_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from cpsu_kg.reconcile import Unlinked

_HEADING = [
    "person", "label", "born", "died", "missing", "candidate", "address", "ground", "confidence",
    "note",
]  # fmt: skip

_NONE = [""] * 5


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument(
        "--authority",
        metavar="NAME",
        action="append",
        default=[],
        help="without an identifier of this one: wikidata, viaf or gnd; may be repeated, "
        "then without any of them (default: all three)",
    )
    add_format(parser)
    add_endpoint(parser)


def run(args: argparse.Namespace) -> int:
    """Answer; see `cpsu_kg.cli.commands`."""
    from cpsu_kg.cli.answers import write_lines
    from cpsu_kg.reconcile import ISSUERS, unlinked

    found = unlinked(open_graph(args), args.authority or ISSUERS)
    if args.format == "json":
        import json

        write_lines([json.dumps(list(map(_record, found)), ensure_ascii=False, indent=2)])
    elif args.format == "csv":
        from cpsu_kg.queries.rows import csv_text

        write_lines(csv_text(_HEADING, list(_lines(found))).splitlines())
    else:
        write_lines(_table(found))
    return 0


def _record(each: Unlinked) -> dict[str, object]:
    return each._asdict() | {"candidates": [known._asdict() for known in each.candidates]}


def _lines(found: list[Unlinked]) -> Iterator[list[str]]:
    for each in found:
        known = [each.person, each.label, each.born or "", each.died or "", " ".join(each.missing)]
        for candidate in each.candidates:
            yield [*known, *candidate]
        if not each.candidates:
            yield [*known, *_NONE]


def _table(found: list[Unlinked]) -> Iterator[str]:
    from cpsu_kg.cli.table import table

    rows = [
        [each.label, each.born or "", each.died or "", " ".join(each.missing),
         ", ".join(candidate.name for candidate in each.candidates)]
        for each in found
    ]  # fmt: skip
    yield from table(["person", "born", "died", "missing", "candidates"], rows)
    without = sum(not each.candidates for each in found)
    yield ""
    yield f"{len(found)} persons, {without} of them without a candidate"
