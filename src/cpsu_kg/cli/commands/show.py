"""Everything about one person, office, body, event, tenure, source ...

What the dataset accepts, what belongs to it, what each source says, and the editors' choices.
A name that several kinds share can be told apart: person/joseph-stalin. With --view the thing is
described in another vocabulary, as JSON-LD with what belongs to it inside, or as Turtle.

example: cpsu-kg show joseph-stalin
example: cpsu-kg show joseph-stalin --format jsonld --view schema"""

from __future__ import annotations

from cpsu_kg.cli.parser import UsageError, add_endpoint, add_format, open_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument("thing", help="short name, kind/name, or IRI")
    add_format(parser, ("table", "json", "jsonld", "turtle"))
    parser.add_argument(
        "--view", metavar="NAME", help="another vocabulary: org, popolo, schema or wikidata"
    )
    add_endpoint(parser)


def run(args: argparse.Namespace) -> int:
    """Answer; see `cpsu_kg.cli.commands`."""
    from cpsu_kg.cli.answers import write_lines

    if args.view:
        return _show_view(args)
    thing = open_graph(args).thing(args.thing)
    if args.format in ("jsonld", "turtle"):
        from cpsu_kg.cli.w3c import write_triples

        write_triples(thing.triples(), args.format)
    else:
        from cpsu_kg.cli.portrait import as_json, as_text

        write_lines(as_text(thing) if args.format == "table" else [as_json(thing)])
    return 0


def _show_view(args: argparse.Namespace) -> int:
    from cpsu_kg.cli.answers import write_lines
    from cpsu_kg.exports.json_text import dumps

    if args.format not in ("jsonld", "turtle"):
        raise UsageError("--view goes with --format jsonld or --format turtle")
    kg = open_graph(args)
    text = dumps(kg.document(args.thing, view=args.view))
    if args.format == "jsonld":
        write_lines([text])
    else:
        from pyoxigraph import RdfFormat, parse

        from cpsu_kg.cli.w3c import write_triples
        from cpsu_kg.queries import views

        triples = (quad.triple for quad in parse(text, RdfFormat.JSON_LD))
        write_triples(triples, "turtle", views.prefixes(views.text(kg.resources, args.view)))
    return 0
