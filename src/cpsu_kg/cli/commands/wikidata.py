"""Work with Wikidata: one command each for what its editors need

Nothing here ever writes to Wikidata.

example: cpsu-kg wikidata preflight"""

from __future__ import annotations

import os
from argparse import SUPPRESS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from types import ModuleType

_PACKAGE = "cpsu_kg.cli.wikidata"


def commands() -> list[str]:
    """List the commands of the group.

    Returns:
        Their names, sorted.
    """
    folder = os.path.join(os.path.dirname(os.path.dirname(__file__)), "wikidata")
    files = (name for name in os.listdir(folder) if name.endswith(".py"))
    return sorted(name[:-3].replace("_", "-") for name in files if not name.startswith("_"))


def register(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the arguments of the command named; see `cpsu_kg.cli.commands`."""
    known = commands()
    if words and words[0] in known:
        module = _load(words[0])
        parser.prog += f" {words[0]}"
        parser.description = module.__doc__
        parser.add_argument("command", help=SUPPRESS)
        module.register(parser, words[1:])
        return
    summaries = [f"  {name:<10} {(_load(name).__doc__ or '').splitlines()[0]}" for name in known]
    parser.description = "\n".join([parser.description or "", "", "commands:", *summaries])
    parser.add_argument("command", choices=known, metavar="COMMAND", help="one of those above")


def run(args: argparse.Namespace) -> int:
    """Run the command named; see `cpsu_kg.cli.commands`."""
    return int(_load(args.command).run(args))


def _load(name: str) -> ModuleType:
    from importlib import import_module

    return import_module(f"{_PACKAGE}.{name.replace('-', '_')}")
