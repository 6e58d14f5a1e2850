"""The whole dataset in another format

Turtle, N-Triples, RDF/XML and JSON-LD merge the named graphs, N-Quads and TriG keep them. Without
-o the text goes to standard output. csv is a folder of tables for a spreadsheet, sqlite a
database file; both need -o. popolo is the JSON of civic software, sssom the table of links to
Wikidata, VIAF, GND and Wikipedia. With --view the dataset is written in another vocabulary, in
any of the formats of RDF. What stood at the path is replaced only once all is written.

quickstatements and mismatch are for Wikidata's editors to look through: what a comparison, made
by cpsu-kg wikidata diff --format json and named by --diff, found to add there or to correct.

example: cpsu-kg export turtle -o cpsu-kg.ttl
example: cpsu-kg export csv -o tables
example: cpsu-kg export jsonld --view schema -o schema.jsonld
example: cpsu-kg export quickstatements --diff diff.json"""

from __future__ import annotations

from cpsu_kg.cli import contribution
from cpsu_kg.cli.parser import UsageError, add_endpoint, open_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

_NAMES = (
    "turtle, ntriples, nquads, trig, rdfxml, jsonld, csv, sqlite, popolo, sssom; "
    "of a comparison quickstatements or mismatch"
)


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument("to", metavar="FORMAT", help=_NAMES)
    parser.add_argument(
        "-o", "--output", metavar="PATH", default="-", help="file to write; for csv a folder"
    )
    parser.add_argument(
        "--graph",
        metavar="NAME",
        action="append",
        default=[],
        help="only this named graph: ontology, core, attestations, sources, links, derived or "
        "queries; may be repeated",
    )
    parser.add_argument(
        "--view", metavar="NAME", help="another vocabulary: org, popolo, schema or wikidata"
    )
    parser.add_argument(
        "--diff",
        metavar="FILE",
        help="the comparison that quickstatements or mismatch is made of, - for standard input",
    )
    add_endpoint(parser)


def run(args: argparse.Namespace) -> int:
    """Write the dataset; see `cpsu_kg.cli.commands`."""
    from cpsu_kg import exports
    from cpsu_kg.exports.files import standard_output

    if args.to in contribution.NAMES:
        return contribution.write(args)
    if args.diff:
        raise UsageError(f"--diff is for {' and '.join(contribution.NAMES)}")
    exports.find(args.to)
    kg = open_graph(args)
    if args.output == "-":
        with standard_output() as stream:
            exports.write(kg, args.to, stream, graphs=args.graph, view=args.view)
    else:
        exports.export(kg, args.to, args.output, graphs=args.graph, view=args.view)
    return 0
