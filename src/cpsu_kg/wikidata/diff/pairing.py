"""Which statement there says what a statement here says: values compared, statements paired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsu_kg.wikidata.diff.model import DEPRECATED, Statement, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SAME, DIFFERENT = "same", "different"
LESS_PRECISE_THERE, LESS_PRECISE_HERE = "less-precise-there", "less-precise-here"

_BOUNDARIES = ("P580", "P582")
_WORTH = {SAME: 4, LESS_PRECISE_THERE: 2, LESS_PRECISE_HERE: 2, DIFFERENT: 0}

Day = tuple[int, int, int]


class Comparison:
    """How values compare, given which items were merged into which."""

    def __init__(self, merged: dict[str, str]) -> None:
        self._merged = merged

    def values(self, here: Value, there: Value) -> str:
        """Compare two values.

        Args:
            here: the one here.
            there: the one there.

        Returns:
            SAME, DIFFERENT, LESS_PRECISE_THERE or LESS_PRECISE_HERE.
        """
        if "unknown" in (here.kind, there.kind):
            if here.kind == there.kind:
                return SAME
            return LESS_PRECISE_THERE if there.kind == "unknown" else LESS_PRECISE_HERE
        if here.kind == there.kind == "time":
            return _compare_days(days(here), days(there))
        return SAME if self.resolved(here) == self.resolved(there) else DIFFERENT

    def resolved(self, value: Value) -> str:
        """Give what stands for a value if items were merged.

        Args:
            value: the value.

        Returns:
            Its text, or the QID that its item was merged into.
        """
        return self._merged.get(value.text, value.text) if value.kind == "item" else value.text

    def agree(self, here: Statement, there: Statement) -> bool:
        """Tell whether two statements say the same, as far as both sides can know."""
        return self.values(here.value, there.value) == SAME and all(
            not any(self.qualifiers(here, there, property))
            for property in {**here.qualifiers, **there.qualifiers}
        )

    def qualifiers(
        self, here: Statement, there: Statement, property: str
    ) -> Iterator[tuple[str, Value | None, Value | None]]:
        """Compare the qualifiers of two statements.

        Args:
            here: the statement here.
            there: the one there.
            property: that of the qualifiers.

        Yields:
            The relation and the two values; of a value without counterpart "missing" and None.
        """
        ours, theirs = list(here.qualifiers.get(property, [])), there.qualifiers.get(property, [])
        if not all(each.shared for each in ours):
            return  # who has no QID may be the one that is named there
        theirs = list(theirs)
        for value in list(ours):
            for other in theirs:
                if self.values(value, other) == SAME:
                    ours.remove(value)
                    theirs.remove(other)
                    break
        for value, other in zip(ours, theirs, strict=False):
            yield self.values(value, other), value, other
        shared = min(len(ours), len(theirs))
        yield from (("missing", value, None) for value in ours[shared:])
        yield from (("missing", None, value) for value in theirs[shared:])

    def likeness(self, here: Statement, there: Statement) -> int:
        """Measure how probable it is that two statements mean the same fact.

        Args:
            here: a statement here.
            there: one there of the same property.

        Returns:
            The more the likelier; 0 if nothing speaks for it.
        """
        worth = 4 * _WORTH[self.values(here.value, there.value)]
        boundaries = []
        for property in _BOUNDARIES:
            ours, theirs = here.qualifiers.get(property), there.qualifiers.get(property)
            if ours and theirs:
                boundaries.append(self.values(ours[0], theirs[0]))
            elif not theirs:
                worth += 1
        if boundaries == [DIFFERENT, DIFFERENT]:
            return int(_overlap(here, there))
        return worth + sum(_WORTH[each] for each in boundaries)


def pair(
    here: Iterable[Statement], there: Iterable[Statement], comparison: Comparison
) -> tuple[list[tuple[Statement, Statement]], list[Statement], list[Statement]]:
    """Find the counterparts of statements of one item and property.

    What is accepted here looks for its counterpart first among what stands there undisputed; what
    was set aside here is paired only with a statement that says the same.

    Args:
        here: the statements here.
        there: the statements there.
        comparison: how values compare.

    Returns:
        The pairs; what is accepted here and has none; what stands there and has none.
    """
    accepted, refused = _by_rank(here)
    live, refused_there = _by_rank(there)
    pairs: list[tuple[Statement, Statement]] = []
    alike = comparison.agree
    for ours, theirs, fits in (
        (accepted, live, alike),
        (refused, refused_there, alike),
        (accepted, live, _any),
        (accepted, refused_there, alike),
        (refused, live, alike),
    ):
        for one, other in _best_first(ours, theirs, comparison, fits):
            if one in ours and other in theirs:
                pairs.append((one, other))
                ours.remove(one)
                theirs.remove(other)
    return pairs, accepted, live


def _overlap(here: Statement, there: Statement) -> bool:
    ours, theirs = (
        [days(side.qualifiers[each][0]) for each in _BOUNDARIES] for side in (here, there)
    )
    return ours[0][0] <= theirs[1][1] and theirs[0][0] <= ours[1][1]


def _any(here: Statement, there: Statement) -> bool:
    return True


def _best_first(
    ours: list[Statement],
    theirs: list[Statement],
    comparison: Comparison,
    fits: Callable[[Statement, Statement], bool],
) -> list[tuple[Statement, Statement]]:
    """Give the pairs that may be made, the likeliest first; unlikely ones only if alone."""
    alone = len(ours) == len(theirs) == 1
    rated = [
        (-likeness, one.id, other.id, one, other)
        for one in ours
        for other in theirs
        if fits(one, other) and ((likeness := comparison.likeness(one, other)) > 0 or alone)
    ]
    return [(one, other) for *_, one, other in sorted(rated, key=lambda each: each[:3])]


def _by_rank(statements: Iterable[Statement]) -> tuple[list[Statement], list[Statement]]:
    live: list[Statement] = []
    refused: list[Statement] = []
    for each in statements:
        (refused if each.rank == DEPRECATED else live).append(each)
    return live, refused


def _compare_days(here: tuple[Day, Day], there: tuple[Day, Day]) -> str:
    if here == there:
        return SAME
    if there[0] <= here[0] and here[1] <= there[1]:
        return LESS_PRECISE_THERE
    if here[0] <= there[0] and there[1] <= here[1]:
        return LESS_PRECISE_HERE
    return DIFFERENT


def days(value: Value) -> tuple[Day, Day]:
    """Give the first and the last day that a date may mean.

    Args:
        value: a date.

    Returns:
        Year, month, day of both; months have 31 days here, which is enough to compare.

    Raises:
        ValueError: it is no date.
    """
    negative = value.text.startswith("-")
    year, month, day = (int(part) for part in value.text.lstrip("-").split("-"))
    year = -year if negative else year
    if value.precision >= 11:
        return (year, month, day), (year, month, day)
    if value.precision == 10:
        return (year, month, 1), (year, month, 31)
    if value.precision == 9:
        return (year, 1, 1), (year, 12, 31)
    size = 10 ** (9 - value.precision)
    first = year // 10 * 10 if size == 10 else (year - 1) // size * size + 1
    return (first, 1, 1), (first + size - 1, 12, 31)
