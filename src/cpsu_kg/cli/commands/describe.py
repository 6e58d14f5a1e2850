"""What the dataset is and how much it holds, for catalogues of data

VoID and DCAT in Turtle, or a schema.org Dataset in JSON-LD: title, licence, version, scope, counts
of triples, classes, properties and links, the named graphs, the datasets it links to. With
--release the dumps of a release are listed too, with size and checksum.

example: cpsu-kg describe --format jsonld"""

from __future__ import annotations

from cpsu_kg.cli.parser import add_endpoint, open_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument(
        "--format",
        choices=("turtle", "jsonld"),
        default="turtle",
        help="VoID and DCAT as Turtle, or schema.org as JSON-LD (default: turtle)",
    )
    parser.add_argument("--release", metavar="DIR", help="list the dumps of this release")
    add_endpoint(parser)


def run(args: argparse.Namespace) -> int:
    """Answer; see `cpsu_kg.cli.commands`."""
    import sys

    from cpsu_kg.description import describe, dumps_of

    dumps = dumps_of(args.release) if args.release else ()
    sys.stdout.write(describe(open_graph(args), args.format, dumps=dumps))
    return 0
