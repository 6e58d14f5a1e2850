"""The whole dataset in another format

Turtle, N-Triples, RDF/XML and JSON-LD merge the named graphs, N-Quads and TriG keep them. Without
-o the text goes to standard output. csv is a folder of tables for a spreadsheet, sqlite a
database file; both need -o. popolo is the JSON of civic software, sssom the table of links to
Wikidata, VIAF, GND and Wikipedia. With --view the dataset is written in another vocabulary, in
any of the formats of RDF. What stood at the path is replaced only once all is written.

example: cpsu-kg export turtle -o cpsu-kg.ttl
example: cpsu-kg export csv -o tables
example: cpsu-kg export jsonld --view schema -o schema.jsonld"""

from __future__ import annotations

from cpsu_kg.cli.parser import add_endpoint, open_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

_NAMES = "turtle, ntriples, nquads, trig, rdfxml, jsonld, csv, sqlite, popolo or sssom"


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
    add_endpoint(parser)


def run(args: argparse.Namespace) -> int:
    """Write the dataset; see `cpsu_kg.cli.commands`."""
    from cpsu_kg import exports
    from cpsu_kg.exports.files import standard_output

    exports.find(args.to)
    kg = open_graph(args)
    if args.output == "-":
        with standard_output() as stream:
            exports.write(kg, args.to, stream, graphs=args.graph, view=args.view)
    else:
        exports.export(kg, args.to, args.output, graphs=args.graph, view=args.view)
    return 0
