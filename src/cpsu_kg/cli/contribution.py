"""The formats of `cpsu-kg export` that are made of a comparison with Wikidata."""

from __future__ import annotations

import sys

from cpsu_kg.cli.parser import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from cpsu_kg.wikidata.diff import Diff

NAMES = ("quickstatements", "mismatch")


def write(args: argparse.Namespace) -> int:
    """Write a contribution, and tell on standard error what is not in it.

    Args:
        args: the parsed command line of `export`.

    Returns:
        The exit status.

    Raises:
        UsageError: there is no --diff, or an option that has no meaning here.
        ResourceError: the comparison cannot be read.
        OutputError: the file cannot be written.
    """
    from cpsu_kg.exports.files import replacing, standard_output
    from cpsu_kg.wikidata.contribution import PACKS

    if not args.diff:
        raise UsageError(
            f"{args.to} needs --diff FILE, made by cpsu-kg wikidata diff --format json"
        )
    if args.graph or args.view or args.endpoint:
        raise UsageError(f"{args.to} is made of the --diff alone, without another source")
    pack = PACKS[args.to](_read(args.diff))
    if args.output == "-":
        with standard_output() as output:
            output.write(pack.text.encode())
    else:
        with replacing(args.output) as path, open(path, "wb") as stream:
            stream.write(pack.text.encode())
    for line in _told(pack.entries, dict(pack.left_out)):
        print(line, file=sys.stderr)
    return 0


def _told(entries: int, left_out: dict[str, int]) -> list[str]:
    lines = [f"entries: {entries}; differences left for other ways: {sum(left_out.values())}"]
    return lines + [f"  {count} {reason}" for reason, count in sorted(left_out.items())]


def _read(path: str) -> Diff:
    from cpsu_kg.errors import ResourceError
    from cpsu_kg.wikidata.diff import Diff

    try:
        if path == "-":
            text = sys.stdin.buffer.read().decode()
        else:
            with open(path, encoding="utf-8") as stream:
                text = stream.read()
    except OSError as error:
        raise ResourceError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError:
        text = ""
    return Diff.from_json(text, path)
