"""Compare every linked person, office and position with what Wikidata says

Lists what is missing there or here, what differs or is less precise, ranks, labels, and QIDs that
are dead, merged or of something else; both values with precision and references. Wikidata is only
asked, some dozens of questions; nothing is written there. What is shown is the whole comparison:
if it cannot be finished, nothing is shown or written at all.

json holds everything, and is what cpsu-kg export quickstatements and mismatch read.

example: cpsu-kg wikidata diff
example: cpsu-kg wikidata diff --format json -o diff.json"""

from __future__ import annotations

import sys
from collections import Counter

from cpsu_kg.cli.parser import add_format, add_timeout

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from cpsu_kg.wikidata.diff import Diff, Difference

_HEADING = ["item", "what", "difference", "here", "there", "note"]


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments; see `cpsu_kg.cli.commands`."""
    parser.add_argument(
        "--endpoint",
        metavar="URL",
        help="a SPARQL endpoint of Wikidata's shape (default: that of Wikidata)",
    )
    parser.add_argument(
        "--property",
        metavar="PID",
        action="append",
        dest="properties",
        help="compare this property only, such as P39; may be repeated",
    )
    parser.add_argument(
        "--language",
        metavar="TAG",
        action="append",
        dest="languages",
        help="compare labels in this language only, en or ru; may be repeated",
    )
    parser.add_argument(
        "--batch",
        metavar="N",
        type=int,
        choices=range(1, 501),
        default=50,
        help="items that a question may name, 1 to 500 (default: 50)",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="file to write, once all is known")
    add_format(parser)
    add_timeout(parser)


def run(args: argparse.Namespace) -> int:
    """Answer; see `cpsu_kg.cli.commands`."""
    from cpsu_kg.exports.files import replacing

    try:
        if args.output:
            with replacing(args.output) as path:
                text = _text(_ask(args), args.format)
                with open(path, "w", encoding="utf-8") as stream:
                    stream.write(text)
        else:
            sys.stdout.write(_text(_ask(args), args.format))
    except KeyboardInterrupt:
        print("cpsu-kg: interrupted; part of a comparison is not shown", file=sys.stderr)
        return 130
    return 0


def _ask(args: argparse.Namespace) -> Diff:
    from cpsu_kg.cli.progress import Progress
    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.wikidata import diff as wikidata

    endpoint = args.endpoint or wikidata.ENDPOINT
    with Progress(f"asking {endpoint}") as progress:
        return wikidata.diff(
            KnowledgeGraph(),
            endpoint,
            properties=args.properties or wikidata.PROPERTIES,
            languages=args.languages or wikidata.LANGUAGES,
            batch=args.batch,
            timeout=args.timeout,
            progress=progress,
        )


def _text(found: Diff, format: str) -> str:
    if format == "json":
        return found.to_json()
    if format == "csv":
        return found.to_csv()
    return "".join(line + "\n" for line in _table(found))


def _table(found: Diff) -> Iterator[str]:
    from cpsu_kg.cli.table import table
    from cpsu_kg.wikidata.diff import KINDS

    if found:
        yield from table(_HEADING, [_row(found, each) for each in found])
        yield ""
    counts = Counter(each.kind for each in found)
    told = ", ".join(f"{counts[kind]} {word}" for kind, word in KINDS.items() if counts[kind])
    noun = "difference" if len(found) == 1 else "differences"
    yield f"{len(found)} {noun}{': ' if told else ''}{told}"
    yield (
        "{items} items and {statements} statements compared with ".format(**found.counts)
        + found.endpoint
    )
    if found.counts["leftOut"]:
        yield "{leftOut} statements left out: what they speak of has no QID".format(**found.counts)


def _row(found: Diff, difference: Difference) -> list[str]:
    from cpsu_kg.wikidata.diff import KINDS

    row = found.row(difference)
    what = row["propertyLabel"] or row["property"]
    if difference.kind == "label":
        what = f"label ({row['qualifier']})"
    elif row["qualifier"]:
        what = f"{what} {row['of']}: {row['qualifierLabel'] or row['qualifier']}"
    name = f"{row['label']} ({row['item']})" if row["label"] else row["item"]
    return [name, what, KINDS[difference.kind], row["here"], row["there"], row["note"]]
