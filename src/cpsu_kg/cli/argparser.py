"""The argument parser: like argparse's, but an error is one line, and help is never folded."""

from __future__ import annotations

import argparse

from cpsu_kg.cli.parser import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as a page, whatever the terminal: asking the terminal is slow."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=96)


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of printing usage and leaving."""

    def __init__(self, prog: str, description: str) -> None:
        """Make a parser.

        Args:
            prog: the words typed so far.
            description: shown by `--help` as it stands.
        """
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=_Help,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Refuse the command line; see `argparse.ArgumentParser.error`."""
        raise UsageError(f"{message} (see {self.prog} --help)")
