"""Check data against the shapes: is it sound, sourced and free of contradictions

Without a path the bundled dataset is checked. A path is a Turtle file, or a folder of them, that
is checked with the ontology alone, or with --with-bundled as part of the whole dataset, where it
stands in for the file of the same place. Each finding names file and line, the thing, the
property, what is wrong and what to do. Exit status 1 if anything is in violation.

example: cpsu-kg validate
example: cpsu-kg validate --with-bundled data/persons/joseph-stalin.ttl"""

from __future__ import annotations

import sys

from cpsu_kg.cli.parser import add_format

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="Turtle file or folder")
    parser.add_argument(
        "--with-bundled",
        action="store_true",
        help="see the files together with the rest of the bundled dataset",
    )
    parser.add_argument(
        "--severity",
        choices=("violation", "warning", "info"),
        default="warning",
        help="the mildest findings to list (default: warning)",
    )
    parser.add_argument(
        "--engine",
        choices=("fast", "pyshacl"),
        default="fast",
        help="fast, or pyshacl for a second opinion: seconds for a few files, some ten minutes for"
        " the whole dataset (default: fast)",
    )
    add_format(parser, ("table", "csv", "json", "ttl"))


def run(args: argparse.Namespace) -> int:
    """Check; see `cpsu_kg.cli.commands`."""
    if args.engine == "pyshacl" and (args.with_bundled or not args.paths):
        print("pySHACL takes some ten minutes for the whole dataset.", file=sys.stderr, flush=True)
    from cpsu_kg.cli.answers import write_lines
    from cpsu_kg.validation import validate
    from cpsu_kg.validation.writing import write

    report = validate(*args.paths, engine=args.engine, with_bundled=args.with_bundled)
    write_lines(write(report, args.format, args.severity.capitalize()).splitlines())
    return 0 if report.conforms else 1
