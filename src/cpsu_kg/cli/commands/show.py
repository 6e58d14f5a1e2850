"""Everything about one person, office, body, event, tenure, source ...

What the dataset accepts, what belongs to it, what each source says, and the editors' choices.
A name that several kinds share can be told apart: person/joseph-stalin.

example: cpsu-kg show joseph-stalin"""

from __future__ import annotations

from cpsu_kg.cli.parser import add_endpoint, add_format, open_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument("thing", help="short name, kind/name, or IRI")
    add_format(parser, ("table", "json", "jsonld", "turtle"))
    add_endpoint(parser)


def run(args: argparse.Namespace) -> int:
    """Answer; see `cpsu_kg.cli.commands`."""
    from cpsu_kg.cli.answers import write_lines

    view = open_graph(args).thing(args.thing)
    if args.format in ("jsonld", "turtle"):
        from cpsu_kg.cli.w3c import write_triples

        write_triples(view.triples(), args.format)
    else:
        from cpsu_kg.cli.portrait import as_json, as_text

        write_lines(as_text(view) if args.format == "table" else [as_json(view)])
    return 0
