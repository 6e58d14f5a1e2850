"""One comparison from beginning to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsu_kg.errors import CpsuKgError, EndpointError, UnknownName
from cpsu_kg.stores.remote import RemoteStore
from cpsu_kg.stores.transport import shown
from cpsu_kg.wikidata.diff.asking import ITEM_QUESTIONS, Asker
from cpsu_kg.wikidata.diff.comparing import Comparer, Subject, missing_here_difference
from cpsu_kg.wikidata.diff.here import IDENTITY, Here
from cpsu_kg.wikidata.diff.model import DEPRECATED, Item, is_qid
from cpsu_kg.wikidata.diff.pairing import Comparison
from cpsu_kg.wikidata.diff.report import Diff, Difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cpsu_kg.graph import KnowledgeGraph

    Progress = Callable[[int, int], None]

ENDPOINT = "https://query.wikidata.org/sparql"
LANGUAGES = ("en", "ru")
PROPERTIES = (
    "P19", "P20", "P21", "P39", "P102", "P214", "P227", "P361", "P569", "P570", "P571", "P576",
    "P1365", "P1366",
)  # fmt: skip

_ALSO = ("P463",)  # only if asked for: Wikidata has seats in bodies as positions
_ATTEMPTS, _LONGEST_WAIT = 6, 60.0


def diff(
    kg: KnowledgeGraph,
    endpoint: str = ENDPOINT,
    *,
    properties: Sequence[str] = PROPERTIES,
    languages: Sequence[str] = LANGUAGES,
    batch: int = 50,
    timeout: float = 60.0,
    progress: Progress | None = None,
) -> Diff:
    """Compare every linked person, office and statement with what an endpoint says.

    Labels, and dead or merged QIDs, are looked for on linked bodies and events too. Dates are
    compared as far as their precision goes, New Style.

    Args:
        kg: the dataset.
        endpoint: address of a SPARQL endpoint of Wikidata's shape.
        properties: the properties to compare; those of PROPERTIES, and P463.
        languages: the languages of the labels to compare: en, ru.
        batch: how many items one request may name.
        timeout: seconds that one answer may take.
        progress: told how many requests of how many are done.

    Returns:
        The comparison, whole.

    Raises:
        UnknownName: there is no such property or language here.
        ParameterError: a link here is no QID, or two things share one.
        EndpointError: the endpoint gave no usable answer, or knows none of the items.
    """
    _check("property", properties, (*PROPERTIES, *_ALSO))
    _check("language", languages, LANGUAGES)
    read = tuple(dict.fromkeys((*IDENTITY, *properties)))
    there = _There(endpoint, batch, timeout, progress)
    here = Here(kg, read, LANGUAGES)
    try:
        return there.compare(here, read, properties, languages)
    except CpsuKgError:
        raise
    except (KeyError, ValueError):
        reason = "its answers are not of Wikidata's shape"
        raise EndpointError(shown(endpoint), reason) from None


def _check(kind: str, names: Iterable[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise UnknownName(kind, name, known)


class _There:
    """The other side."""

    def __init__(
        self, endpoint: str, batch: int, timeout: float, progress: Progress | None
    ) -> None:
        self.url = shown(endpoint)
        self._progress = progress or (lambda done, total: None)
        self._requests = self._total = 0
        store = RemoteStore(
            endpoint, timeout=timeout, attempts=_ATTEMPTS, longest_wait=_LONGEST_WAIT
        )
        self._asker = Asker(store, batch, self._count)

    def _count(self) -> None:
        self._requests += 1
        self._total = max(self._total, self._requests)
        self._progress(self._requests, self._total)

    def compare(
        self,
        here: Here,
        read: Sequence[str],
        properties: Sequence[str],
        languages: Sequence[str],
    ) -> Diff:
        mentioned = here.mentioned()
        offices = sum(each.thing.startswith("office/") for each in here.subjects.values())
        self._total = (
            self._asker.requests(1, len(mentioned))
            + self._asker.requests(ITEM_QUESTIONS, len(here.subjects))
            + self._asker.requests(1, offices if "P39" in properties else 0)
        )
        status = self._asker.status(mentioned)
        if not any(each.exists for each in status.values()):
            reason = f"it knows none of the {len(status)} items; is it an endpoint of Wikidata?"
            raise EndpointError(self.url, reason)
        merged = {qid: each.target for qid, each in status.items() if each.target}
        alive = {qid: merged.get(qid, qid) for qid in here.subjects if status[qid].exists}
        items = self._asker.items(alive.values(), read, LANGUAGES)
        linked = frozenset(merged.get(qid, qid) for qid in here.subjects)
        comparer = Comparer(Comparison(merged), linked, properties, languages)
        found = list(_bad_links(here, status))
        for qid, target in alive.items():
            found += comparer.compare(here.subjects[qid], here.items[qid], items[target])
        if "P39" in properties:
            found += self._strangers(here, merged, linked)
        found.sort(key=lambda each: (not each.thing, each.thing, each.item, _number(each.property)))
        names = here.names | self._names(found, here.names)
        return Diff(self.url, found, _needed(found, names), here.counts(properties))

    def _strangers(
        self, here: Here, merged: dict[str, str], linked: frozenset[str]
    ) -> list[Difference]:
        """Find who holds a linked office there and is not linked here."""
        offices = {
            merged.get(qid, qid)
            for qid, each in here.subjects.items()
            if each.thing.startswith("office/")
        }
        strangers = self._asker.holders(offices) - linked
        self._total += self._asker.requests(ITEM_QUESTIONS, len(strangers))
        items = self._asker.items(sorted(strangers), ("P39",), ("en",))
        return [
            missing_here_difference(
                Subject("", qid, item.labels.get("en", qid)),
                each,
                "nobody here is linked to this item",
            )
            for qid, item in items.items()
            for each in item.statements
            if each.value.text in offices and each.rank != DEPRECATED
        ]

    def _names(self, found: list[Difference], known: dict[str, str]) -> dict[str, str]:
        wanted = {each for each in _qids(found) if each not in known}
        self._total += self._asker.requests(1, len(wanted))
        return self._asker.labels(wanted)


def _bad_links(here: Here, status: dict[str, Item]) -> list[Difference]:
    found = []
    for qid, item in sorted(status.items()):
        subject = here.subjects.get(qid) or Subject("", qid, here.names.get(qid, ""))
        if not item.exists:
            found.append(subject.difference("dead", note="nothing is known of this QID there"))
        elif item.target:
            other = here.subjects.get(item.target)
            note = f"merged into {item.target}" + (f", the link of {other.thing}" if other else "")
            found.append(subject.difference("merged", note=note))
    return found


def _qids(found: list[Difference]) -> set[str]:
    values = [value for each in found for value in (each.here, each.there) if value]
    statements = [
        each
        for difference in found
        for each in (difference.statement_here, difference.statement_there)
        if each
    ]
    names = {value.text for value in values if value.kind == "item"}
    names |= {each.value.text for each in statements if each.value.kind == "item"}
    names |= {reference.source for each in statements for reference in each.references}
    return {each for each in names if is_qid(each)}


def _needed(found: list[Difference], names: dict[str, str]) -> dict[str, str]:
    wanted = _qids(found) | {each.item for each in found}
    wanted |= {each.property for each in found} | {each.qualifier for each in found}
    for difference in found:
        for side in (difference.statement_here, difference.statement_there):
            if side:
                wanted |= {reference.source for reference in side.references}
                wanted |= {v.text for vs in side.qualifiers.values() for v in vs}
                wanted |= set(side.qualifiers) | {side.value.text}
    return {key: names[key] for key in sorted(wanted) if key in names}


def _number(property: str) -> int:
    return int(property[1:]) if property[1:].isdecimal() else 0
