"""Run a SPARQL 1.1 query of your own

SELECT and ASK answer as a table or in the W3C formats json, xml, csv, tsv; CONSTRUCT and DESCRIBE
answer as turtle, ntriples or jsonld. The query sees the union of all named graphs.

The query may be a stranger's: it is stopped when its time is over, and cannot make this program
fetch anything, unless --allow-service lets SERVICE ask other endpoints.

With --wikidata the query is one written for the Wikidata Query Service; it runs as it stands, on
the dataset in Wikidata's shape, with that service's prefixes and label service.

example: cpsu-kg sparql question.rq --format json
example: echo 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }' | cpsu-kg sparql -"""

from __future__ import annotations

from cpsu_kg.cli.parser import UsageError, add_endpoint, open_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from pyoxigraph import Triple

    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.queries.rows import Rows

_ROWS = ("table", "json", "csv", "tsv", "xml")
_TRIPLES = ("turtle", "ntriples", "jsonld")


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument("file", help="file with the query, or - for standard input")
    parser.add_argument(
        "--format",
        choices=_ROWS + _TRIPLES,
        help="format of the answer (default: table for rows, turtle for triples)",
    )
    add_endpoint(parser, "seconds that the query may take")
    parser.add_argument(
        "--allow-service", action="store_true", help="let SERVICE ask other endpoints"
    )
    parser.add_argument(
        "--wikidata", action="store_true", help="the query is for the Wikidata Query Service"
    )
    parser.add_argument(
        "--language",
        metavar="TAG",
        default="en",
        help="with --wikidata, the language of [AUTO_LANGUAGE] (default: en)",
    )


def run(args: argparse.Namespace) -> int:
    """Answer; see `cpsu_kg.cli.commands`."""
    from cpsu_kg.cli import w3c
    from cpsu_kg.cli.answers import write_rows
    from cpsu_kg.queries.sparql_text import query_form

    text = _read(args.file)
    triples = query_form(text) in ("CONSTRUCT", "DESCRIBE")
    format = args.format or ("turtle" if triples else "table")
    if format not in (_TRIPLES if triples else _ROWS):
        wanted = ", ".join(_TRIPLES if triples else _ROWS)
        raise UsageError(f"this query cannot answer as {format}; choose one of {wanted}")
    answer = _answer_wikidata(args, text) if args.wikidata else _open(args).sparql(text)
    if isinstance(answer, bool):
        w3c.write_truth(answer, format)
    elif isinstance(answer, list):
        w3c.write_triples(answer, format)
    elif format == "table":
        write_rows(answer, format)
    else:
        w3c.write_rows(answer, format)
    return 0


def _answer_wikidata(args: argparse.Namespace, text: str) -> Rows | bool | list[Triple]:
    from cpsu_kg.queries.rows import Rows
    from cpsu_kg.stores.bounded import BoundedStore
    from cpsu_kg.stores.solutions import Solutions
    from cpsu_kg.wikidata.service import run_on

    if args.endpoint or args.allow_service:
        raise UsageError("--wikidata asks the bundled data only, without other endpoints")
    answer = run_on(BoundedStore(timeout=args.timeout, wikidata=True), text, args.language)
    return Rows(answer) if isinstance(answer, Solutions) else answer


def _open(args: argparse.Namespace) -> KnowledgeGraph:
    if args.endpoint:
        return open_graph(args)
    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.stores.bounded import BoundedStore

    store = BoundedStore(timeout=args.timeout, allow_service=args.allow_service)
    return KnowledgeGraph(store=store)


def _read(file: str) -> str:
    import sys

    from cpsu_kg.errors import ResourceError

    try:
        if file == "-":
            return sys.stdin.buffer.read().decode("utf-8")
        with open(file, encoding="utf-8") as stream:
            return stream.read()
    except OSError as error:
        raise ResourceError(file, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ResourceError(file, f"not UTF-8 text (byte {error.start + 1})") from error
