"""Run one of the canned queries, or list them

example: cpsu-kg query holders-of-office --office general-secretary"""

from __future__ import annotations

from cpsu_kg.cli.parser import add_endpoint, add_format, open_graph
from cpsu_kg.queries.catalogue import CannedQuery, Catalogue

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from cpsu_kg.queries.parameters import Parameter

PLAIN = True


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; those of the named query come from its header."""
    parser.add_argument("name", nargs="?", help="name of the query")
    parser.add_argument("--list", action="store_true", help="list the queries and leave")
    add_format(parser)
    add_endpoint(parser)
    name = _name(words)
    if name:
        query = _catalogue().get(name)
        parser.prog += f" {name}"
        parser.description = _description(query)
        for each in query.parameters.values():
            _add(parser, each)


def run(args: argparse.Namespace) -> int:
    """Answer; see `cpsu_kg.cli.commands`."""
    from cpsu_kg.cli.answers import write_lines, write_rows

    if args.list or not args.name:
        write_lines(_list(args.format))
        return 0
    query = _catalogue().get(args.name)
    values = {name: getattr(args, name) for name in query.parameters}
    write_rows(open_graph(args).run(args.name, **values), args.format)
    return 0


def _catalogue() -> Catalogue:
    from cpsu_kg.resources import find

    return Catalogue(find())


def _name(words: list[str]) -> str | None:
    """Give the first word that is neither an option nor the value of a common one."""
    valued = False
    for word in words:
        if not valued and not word.startswith("-"):
            return word
        valued = word in ("--format", "--endpoint", "--timeout")
    return None


def _add(parser: argparse.ArgumentParser, parameter: Parameter) -> None:
    default = f"; default {parameter.default}" if parameter.default else ""
    parser.add_argument(
        "--" + parameter.name.replace("_", "-"),
        dest=parameter.name,
        required=parameter.required,
        metavar=parameter.kind.upper(),
        help=f"{parameter.help} (as {parameter.example}{default})".replace("%", "%%"),
    )


def _description(query: CannedQuery) -> str:
    from cpsu_kg.cli.table import wrap

    options = "".join(
        f" --{name.replace('_', '-')} {value}" for name, value in query.example().items()
    )
    about = "\n".join(wrap(query.header.description, 88))
    return f"{query.header.summary}\n\n{about}\n\nexample: cpsu-kg query {query.name}{options}"


def _list(format: str) -> list[str]:
    from cpsu_kg.cli.table import table

    queries = list(_catalogue())
    if format == "json":
        import json

        return [json.dumps([_facts(query) for query in queries], ensure_ascii=False, indent=2)]
    rows = [[query.name, query.header.summary, _signature(query)] for query in queries]
    if format == "csv":
        from cpsu_kg.queries.rows import csv_text

        return csv_text(["name", "summary", "parameters"], rows).splitlines()
    return list(table(("name", "summary", "parameters"), rows))


def _signature(query: CannedQuery) -> str:
    return " ".join(
        f"--{each.name}" if each.required else f"[--{each.name}]"
        for each in query.parameters.values()
    )


def _facts(query: CannedQuery) -> dict[str, object]:
    header = query.header
    return {
        "name": query.name,
        "summary": header.summary,
        "description": header.description,
        "tags": header.tags,
        "parameters": [
            {key: getattr(each, key) for key in sorted(each.__slots__)}
            for each in header.parameters.values()
        ],
    }
