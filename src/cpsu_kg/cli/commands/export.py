"""Write the whole dataset in another format.

Without -o the text goes to standard output. csv is a folder of tables and sqlite a database
file: both need -o.

Example: cpsu-kg export turtle -o cpsu-kg.ttl
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def register(parser: ArgumentParser) -> None:
    """Declare the arguments.

    Args:
        parser: the parser of this command.
    """
    parser.add_argument(
        "export_format",
        metavar="FORMAT",
        help="turtle, ntriples, nquads, trig, rdfxml, jsonld, csv or sqlite",
    )
    parser.add_argument(
        "-o", "--output", metavar="PATH", default="-", help="file to write; a folder for csv"
    )
    parser.add_argument(
        "--graph",
        metavar="NAME",
        action="append",
        default=[],
        help="only this named graph (ontology, core, attestations, sources, links, derived); "
        "may be repeated",
    )


def run(args: Namespace) -> int:
    """Write the dataset.

    Args:
        args: as declared by `register`.

    Returns:
        The exit status.

    Raises:
        CpsuKgError: there is no such format or graph, or the path cannot be written.
    """
    from cpsu_kg import exports
    from cpsu_kg.graph import KnowledgeGraph

    exports.find(args.export_format)
    kg = KnowledgeGraph()
    if args.output == "-":
        exports.write(kg, args.export_format, sys.stdout.buffer, graphs=args.graph)
    else:
        exports.export(kg, args.export_format, args.output, graphs=args.graph)
    return 0
