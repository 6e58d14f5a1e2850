"""Options that several commands have, and what they name."""

from __future__ import annotations

from cpsu_kg.errors import CpsuKgError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from cpsu_kg.graph import KnowledgeGraph

TABULAR = ("table", "csv", "json")

_LONGEST = 7 * 24 * 3600


class UsageError(CpsuKgError):
    """The command line cannot be understood."""


def add_format(
    parser: argparse.ArgumentParser, choices: tuple[str, ...] = TABULAR, default: str = "table"
) -> None:
    """Add the option `--format`.

    Args:
        parser: where to add it.
        choices: the formats.
        default: the one used if none is named.
    """
    parser.add_argument(
        "--format", choices=choices, default=default, help="format of the answer (default: table)"
    )


def add_endpoint(
    parser: argparse.ArgumentParser, limit: str = "seconds that the endpoint may take for an answer"
) -> None:
    """Add the options `--endpoint` and `--timeout`.

    Args:
        parser: where to add them.
        limit: what the time-out limits.
    """
    parser.add_argument(
        "--endpoint", metavar="URL", help="ask this SPARQL endpoint instead of the bundled data"
    )
    add_timeout(parser, limit)


def add_timeout(
    parser: argparse.ArgumentParser,
    limit: str = "seconds that the endpoint may take for an answer",
    default: int = 60,
) -> None:
    """Add the option `--timeout`.

    Args:
        parser: where to add it.
        limit: what it limits.
        default: the seconds allowed if none are named.
    """
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        default=float(default),
        help=f"{limit} (default: {default})",
    )


def open_graph(args: argparse.Namespace) -> KnowledgeGraph:
    """Open the dataset that the options name.

    Args:
        args: the parsed command line.

    Returns:
        The graph.
    """
    from cpsu_kg.graph import KnowledgeGraph

    if args.endpoint:
        return KnowledgeGraph.remote(args.endpoint, timeout=args.timeout)
    return KnowledgeGraph()


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= _LONGEST:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"{text!r} is no number of seconds above 0")
    return seconds
