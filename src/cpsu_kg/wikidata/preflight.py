"""What a Wikidata editor would object to in the offices, found before anything is contributed.

The checks are those that wikidata-position-history prints beside a list of officeholders, made
on the Wikidata view: holders by start, each compared with the one before and after, acting
holders included. A finding that is right as it is has a waiver with the reason; a waiver that
nothing needs any more is itself a fault.
"""

from __future__ import annotations

from cpsu_kg.handlists import read_list
from cpsu_kg.wikidata.mandates import Mandate, Position, positions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.resources import Resources

WAIVERS = "data/links/preflight-waivers.csv"
_COLUMNS = ["office", "tenure", "check", "reason"]
_ANY = "*"
_FIELDS = {"start": "P580", "end": "P582", "predecessor": "P1365", "successor": "P1366"}


class Finding:
    """One objection: to an office, or to one tenure of it."""

    __slots__ = ("check", "explanation", "office", "tenure")

    def __init__(self, office: str, tenure: str, check: str, explanation: str) -> None:
        self.office = office
        self.tenure = tenure
        self.check = check
        self.explanation = explanation

    def __repr__(self) -> str:
        return f"Finding({self.office!r}, {self.tenure!r}, {self.check!r})"


class Waiver:
    """Why a finding stands as it is; `*` for tenure or check means any."""

    __slots__ = ("check", "office", "reason", "tenure")

    def __init__(self, office: str, tenure: str, check: str, reason: str) -> None:
        self.office = office
        self.tenure = tenure
        self.check = check
        self.reason = reason

    def covers(self, finding: Finding) -> bool:
        """Tell whether it is about a finding."""
        return (
            self.office == finding.office
            and self.tenure in (_ANY, finding.tenure)
            and self.check in (_ANY, finding.check)
        )


class Report:
    """What the pre-flight found: `open` findings, those `waived`, and waivers `unused`."""

    __slots__ = ("open", "unused", "waived")

    def __init__(self, findings: list[Finding], waivers: list[Waiver]) -> None:
        covered = [each for each in findings if any(w.covers(each) for w in waivers)]
        self.open = [each for each in findings if each not in covered]
        self.waived = covered
        self.unused = [w for w in waivers if not any(w.covers(each) for each in findings)]

    @property
    def clean(self) -> bool:
        """Whether nothing is left to do."""
        return not self.open and not self.unused


def preflight(kg: KnowledgeGraph) -> Report:
    """Check every office in the Wikidata view.

    Args:
        kg: the dataset.

    Returns:
        The report.

    Raises:
        DataSyntaxError: the file of waivers is malformed.
    """
    findings = [each for position in positions(kg) for each in check(position)]
    return Report(findings, waivers(kg.resources))


def waivers(resources: Resources) -> list[Waiver]:
    """Read the waivers.

    Args:
        resources: where the dataset lies.

    Returns:
        The waivers, in the order of the file.

    Raises:
        DataSyntaxError: a line has other columns, or no reason.
        ResourceError: the file cannot be read.
    """
    rows = read_list(resources, WAIVERS, _COLUMNS, optional=("tenure",))
    return [Waiver(**row) for _, row in rows]


def check(position: Position) -> Iterator[Finding]:
    """Make all checks on one office.

    Args:
        position: the office with its holders.

    Yields:
        The findings.
    """
    for name, explanation in _of_position(position):
        yield Finding(position.name, "", name, explanation)
    # The latest first, with nobody before the first and after the last, as the tool has it.
    padded = [None, *position.mandates, None]
    for later, current, earlier in zip(padded, position.mandates, padded[2:], strict=False):
        for name, explanation in _of_mandate(later, current, earlier):
            yield Finding(position.name, current.tenure, name, explanation)


def _of_position(position: Position) -> Iterator[tuple[str, str]]:
    if not position.is_position:
        yield "no-position", "it is no subclass (P279) of position (Q4164871)"
    if not position.mandates:
        yield "no-holders", "nobody has it as position held (P39)"
    if not position.inceptions:
        yield "missing-inception", "it has no inception (P571)"
    if len(position.inceptions) > 1:
        yield "multiple-inception", f"it has inceptions (P571) {_list(position.inceptions)}"
    if len(position.abolitions) > 1:
        yield "multiple-abolition", f"it has dissolutions (P576) {_list(position.abolitions)}"
    for other in sorted(position.implied_predecessors - position.predecessors):
        yield (
            "indirect-predecessor",
            f"{other} is replaced by it (P1366), which says nothing (P1365)",
        )
    for other in sorted(position.implied_successors - position.successors):
        yield "indirect-successor", f"{other} names it as predecessor (P1365), but it has no P1366"


def _of_mandate(
    later: Mandate | None, current: Mandate, earlier: Mandate | None
) -> Iterator[tuple[str, str]]:
    missing = [
        _FIELDS[field]
        for field in _expected(later, current, earlier)
        if getattr(current, field) is None
    ]
    if missing:
        yield "missing-fields", f"{current.holder} lacks {_list(missing)}"
    if later and later.start and current.end:
        order = current.end.compare(later.start)
        end, start = f"{current.holder} ends {current.end}", f"{later.holder} starts {later.start}"
        if order is None:
            yield "date-precision", f"{end}, which may be after {start}"
        elif order > 0:
            yield "date-overlap", f"{end}, which is after {start}"
    for name, property, stated, neighbour, relation in (
        ("predecessor", "P1365", current.predecessor, earlier, "follows"),
        ("successor", "P1366", current.successor, later, "is followed by"),
    ):
        if stated and stated != (neighbour and neighbour.holder):
            met = neighbour.holder if neighbour else "nobody"
            explanation = f"{current.holder} has {property} {stated}, but {relation} {met} here"
            yield f"inconsistent-{name}", explanation


def _expected(later: Mandate | None, current: Mandate, earlier: Mandate | None) -> Iterator[str]:
    """Name the fields that a mandate should have; nobody replaces himself or an acting holder."""
    yield "start"
    if later:
        yield "end"
    if earlier and earlier.holder != current.holder and not current.acting:
        yield "predecessor"
    if later and later.holder != current.holder and not current.acting:
        yield "successor"


def _list(words: set[str] | list[str]) -> str:
    return ", ".join(sorted(words))
