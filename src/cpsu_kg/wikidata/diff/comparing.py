"""The differences between an item here and there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from cpsu_kg.wikidata.diff.asking import WITH_QUALIFIERS
from cpsu_kg.wikidata.diff.model import DEPRECATED, Item, Statement, Value
from cpsu_kg.wikidata.diff.pairing import DIFFERENT, LESS_PRECISE_THERE, SAME, Comparison, pair
from cpsu_kg.wikidata.diff.report import Difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_HUMAN = "Q5"


class Subject(NamedTuple):
    """A thing here and the item it is linked to."""

    thing: str
    qid: str
    label: str

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return self.thing.startswith("person/")

    @property
    def compared(self) -> bool:
        """Whether its statements are compared: those of persons and offices are."""
        return self.is_person or self.thing.startswith("office/")

    def difference(self, kind: str, **more: Any) -> Difference:
        """Make a difference about it.

        Args:
            kind: its kind.
            more: further attributes.

        Returns:
            The difference.
        """
        return Difference(kind, self.qid, self.thing, self.label)._replace(**more)


class Comparer:
    """Compares items, statement by statement."""

    def __init__(
        self,
        comparison: Comparison,
        linked: frozenset[str],
        properties: Sequence[str],
        languages: Sequence[str],
    ) -> None:
        """Prepare.

        Args:
            comparison: how values compare.
            linked: the QIDs linked here; other offices and bodies are not for this dataset.
            properties: the properties to compare.
            languages: the languages of the labels to compare.
        """
        self._comparison, self._linked = comparison, linked
        self._properties, self._languages = properties, languages

    def compare(self, subject: Subject, here: Item, there: Item) -> Iterator[Difference]:
        """List the differences of an item.

        Args:
            subject: whose.
            here: the item here.
            there: the item there.

        Yields:
            The differences; only that the QID is wrong, if it is.
        """
        doubt = self._doubt(subject, here, there)
        if doubt:
            yield subject.difference("wrong", there=_label_value(there), note=doubt)
            return
        yield from self._labels(subject, here, there)
        if not subject.compared:
            return
        ours, theirs = self._groups(here), self._groups(there)
        for key in sorted({*ours, *theirs}):
            if key[0] in self._properties:
                yield from self._statements(subject, ours[key], theirs[key])

    def _doubt(self, subject: Subject, here: Item, there: Item) -> str:
        """Say why an item is hardly the thing meant; empty if nothing speaks against it."""
        kinds = {each.value.text for each in there.statements if each.property == "P31"}
        if subject.is_person != (_HUMAN in kinds):
            return f"it is {'no' if subject.is_person else 'a'} human there"
        if not subject.is_person:
            return ""
        names = {text.casefold() for _, text in here.aliases} | _folded(here.labels.values())
        others = {text.casefold() for _, text in there.aliases} | _folded(there.labels.values())
        born, said = (_live(item, "P569") for item in (here, there))
        if names & others or not others or not born or not said:
            return ""
        relations = {self._comparison.values(one, other) for one in born for other in said}
        return "another name and another day of birth there" if relations == {DIFFERENT} else ""

    def _labels(self, subject: Subject, here: Item, there: Item) -> Iterator[Difference]:
        for language in self._languages:
            ours, theirs = here.labels.get(language), there.labels.get(language)
            if ours and ours != theirs:
                known = {text for tag, text in there.aliases if tag == language}
                yield subject.difference(
                    "label",
                    qualifier=language,
                    here=Value("text", ours),
                    there=Value("text", theirs) if theirs else None,
                    note="an alias there" if ours in known else "",
                )

    def _groups(self, item: Item) -> dict[tuple[str, str], list[Statement]]:
        """Sort statements by property, and by value where an item has many values."""
        groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for each in item.statements:
            value = self._comparison.resolved(each.value)
            if each.property not in WITH_QUALIFIERS:
                groups[each.property, ""].append(each)
            elif value in self._linked:
                groups[each.property, value].append(each)
        return groups

    def _statements(
        self, subject: Subject, ours: list[Statement], theirs: list[Statement]
    ) -> Iterator[Difference]:
        known = [each for each in ours if each.value.shared]
        pairs, missing_there, missing_here = pair(known, theirs, self._comparison)
        for one, other in sorted(pairs, key=lambda both: both[0].id):
            yield from self._pair(subject, one, other, ours, theirs)
        for one in sorted(missing_there, key=lambda each: each.id):
            yield subject.difference(
                "missing-there",
                property=one.property,
                here=one.value,
                statement_here=one,
                rivals=self._rivals(one, theirs),
            )
        if len(known) == len(ours):  # who has no QID may be the one that is named there
            for other in sorted(missing_here, key=lambda each: each.id):
                if not self._covered(other, known):
                    yield missing_here_difference(subject, other)

    def _pair(
        self,
        subject: Subject,
        one: Statement,
        other: Statement,
        ours: list[Statement],
        theirs: list[Statement],
    ) -> Iterator[Difference]:
        about = subject.difference(
            "",
            property=one.property,
            statement_here=one,
            statement_there=other,
            rivals=self._rivals(one, theirs),
        )
        if one.rank != other.rank and (
            len(theirs) > 1 or DEPRECATED in (one.rank, other.rank)
        ):  # a preferred rank says nothing where there is no choice
            yield about._replace(
                kind="rank", here=Value("text", one.rank), there=Value("text", other.rank)
            )
        relation = self._comparison.values(one.value, other.value)
        if relation != SAME:
            note = self._refused(other, ours)
            yield about._replace(kind=relation, here=one.value, there=other.value, note=note)
        if one.rank == DEPRECATED:
            return
        note = self._refused(other, ours)
        for property in sorted({*one.qualifiers, *other.qualifiers}):
            for kind, here, there in self._comparison.qualifiers(one, other, property):
                if kind == "missing":
                    kind = "missing-here" if here is None else "missing-there"
                yield about._replace(
                    kind=kind,
                    qualifier=property,
                    here=here,
                    there=there,
                    note=note if kind == DIFFERENT else "",
                )

    def _covered(self, other: Statement, known: list[Statement]) -> bool:
        """Tell whether a statement only says less precisely what is accepted here."""
        return other.property not in WITH_QUALIFIERS and any(
            self._comparison.values(each.value, other.value) == LESS_PRECISE_THERE
            for each in known
            if each.rank != DEPRECATED
        )

    def _refused(self, other: Statement, ours: list[Statement]) -> str:
        for each in ours:
            if each.rank == DEPRECATED and self._comparison.agree(each, other):
                return "the value there was set aside here"
        return ""

    def _rivals(self, one: Statement, theirs: list[Statement]) -> int:
        return sum(self._comparison.values(one.value, each.value) == SAME for each in theirs)


def missing_here_difference(subject: Subject, other: Statement, note: str = "") -> Difference:
    """Make the difference for a statement that stands there only.

    Args:
        subject: whose it is.
        other: the statement.
        note: what else is to be known.

    Returns:
        The difference.
    """
    return subject.difference(
        "missing-here", property=other.property, there=other.value, statement_there=other, note=note
    )


def _label_value(item: Item) -> Value | None:
    label = item.labels.get("en") or next(iter(item.labels.values()), "")
    return Value("text", label) if label else None


def _folded(texts: Iterable[str]) -> set[str]:
    return {text.casefold() for text in texts}


def _live(item: Item, property: str) -> list[Value]:
    return [
        each.value
        for each in item.statements
        if each.property == property and each.rank != DEPRECATED and each.value.kind == "time"
    ]
