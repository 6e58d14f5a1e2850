"""What validation found, as typed rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import BlankNode, NamedNode

    from cpsu_kg.stores.solutions import Term

SEVERITIES = ("Violation", "Warning", "Info")


class Result(NamedTuple):
    """One finding: which node, where on it, what is wrong and what to do.

    `component`, `severity` are the local names of SHACL's terms; `shape` is the property shape
    or SPARQL constraint that found it; `file` and `line` say where the focus node stands, if
    it was read from a file.
    """

    focus: Term
    path: Term | None
    value: Term | None
    component: str
    severity: str
    message: str
    shape: NamedNode | BlankNode
    file: str | None = None
    line: int | None = None


class Report:
    """All findings in a fixed order, the gravest first."""

    def __init__(self, results: Iterable[Result]) -> None:
        self.results = sorted(set(results), key=_order)

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def count(self, severity: str) -> int:
        """Count the findings of one severity.

        Args:
            severity: Violation, Warning or Info.

        Returns:
            How many there are.
        """
        return sum(1 for each in self.results if each.severity == severity)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings and hints do not count."""
        return not self.count("Violation")


def _order(result: Result) -> tuple[int, str, int, str, str, str, str]:
    return (
        SEVERITIES.index(result.severity),
        result.file or "",
        result.line or 0,
        str(result.focus),
        str(result.shape),
        str(result.path),
        str(result.value) + result.message,
    )
