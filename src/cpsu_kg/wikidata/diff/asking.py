"""The same questions for both sides: the view of this dataset, and an endpoint like Wikidata's."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from cpsu_kg.wikidata.diff import questions
from cpsu_kg.wikidata.diff.model import ENTITY, Item, Reference, Statement, Value, is_qid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cpsu_kg.stores.protocol import Store
    from cpsu_kg.stores.solutions import Term

TIMES = ("P569", "P570", "P571", "P576", "P580", "P582")
QUALIFIERS = ("P580", "P582", "P1365", "P1366", "P1534", "P1545", "P2715", "P3831", "P5102")
WITH_QUALIFIERS = ("P39", "P102", "P463")
ITEM_QUESTIONS = 5
_ALL_LANGUAGES = "mul"  # the language of a label that holds for all
_GENERATED = "/.well-known/genid/"  # how Wikidata writes "there is a value, but unknown"
_REFERENCE = {
    "P248": "source",
    "P143": "source",
    "P854": "url",
    "P958": "section",
    "P304": "section",
}


class Asker:
    """A store of Wikidata's shape, asked for batches of items."""

    def __init__(self, store: Store, batch: int, done: Callable[[], None] = lambda: None) -> None:
        """Ask nothing yet.

        Args:
            store: where the items are.
            batch: how many items a question may name.
            done: called after each answer.
        """
        self._store, self._batch, self._done = store, batch, done

    def requests(self, questions: int, items: int) -> int:
        """Tell how many requests it takes to ask questions about items.

        Args:
            questions: the number of questions; `items` asks ITEM_QUESTIONS, the others one.
            items: the number of items.

        Returns:
            The number of requests.
        """
        return questions * -(-items // self._batch)

    def status(self, qids: Iterable[str]) -> dict[str, Item]:
        """Find out which items there are.

        Args:
            qids: their QIDs.

        Returns:
            The items, with nothing but `exists` and `target`.
        """
        found = {qid: Item(qid) for qid in qids}
        for row in self._rows(questions.STATUS, sorted(found)):
            item = found[_name(row["item"])]
            item.exists = _literal(row["found"]) in ("true", "1")
            if isinstance(row["target"], NamedNode):
                item.target = _name(row["target"])
        return found

    def items(
        self, qids: Iterable[str], properties: Sequence[str], languages: Sequence[str]
    ) -> dict[str, Item]:
        """Read items.

        Args:
            qids: their QIDs.
            properties: the properties wanted.
            languages: the languages wanted.

        Returns:
            The items.
        """
        found = {qid: Item(qid) for qid in qids}
        self._read_labels(found, languages)
        self._read_statements(found, properties)
        return found

    def labels(self, qids: Iterable[str]) -> dict[str, str]:
        """Read the English labels of items.

        Args:
            qids: their QIDs.

        Returns:
            The labels of those that have one.
        """
        found = {qid: Item(qid) for qid in qids}
        self._read_labels(found, ("en",))
        return {qid: label for qid, item in found.items() if (label := item.labels.get("en"))}

    def holders(self, offices: Iterable[str]) -> set[str]:
        """Find who is said to hold offices.

        Args:
            offices: QIDs of the offices.

        Returns:
            The QIDs of the holders that have one.
        """
        rows = self._rows(questions.HOLDERS, sorted(offices))
        return {name for row in rows if is_qid(name := _name(row["item"]))}

    def _read_labels(self, found: dict[str, Item], languages: Sequence[str]) -> None:
        tags = ", ".join(f'"{each}"' for each in (*languages, _ALL_LANGUAGES))
        general: dict[str, str] = {}
        for row in self._rows(questions.LABELS, sorted(found), languages=tags):
            item, text = found[_name(row["item"])], row["text"]
            assert isinstance(text, Literal)
            language = text.language or ""
            if _name(row["kind"]).endswith("altLabel"):
                item.aliases.add((language, text.value))
            elif language == _ALL_LANGUAGES:
                general[item.qid] = text.value
            else:
                item.labels[language] = text.value
        for qid, label in general.items():
            for each in languages:
                found[qid].labels.setdefault(each, label)

    def _read_statements(self, found: dict[str, Item], properties: Sequence[str]) -> None:
        qids = sorted(found)
        dates = self._dates(qids, properties)
        qualifiers = self._qualifiers(qids, properties, dates)
        references = self._references(qids, properties)
        claims = " ".join(f"(p:{each} ps:{each})" for each in properties)
        seen = set()
        for row in self._rows(questions.STATEMENTS, qids, claims=claims):
            name, property = _iri(row["statement"]), _iri(row["main"]).rpartition("/")[2]
            stated = dates.get((name, "psv", property), [])
            value = stated[0] if stated else _value(row["value"])
            if (name, value) in seen:
                continue
            seen.add((name, value))
            found[_name(row["item"])].statements.append(
                Statement(
                    id=name,
                    property=property,
                    value=value,
                    rank=_iri(row["rank"]).rpartition("#")[2].removesuffix("Rank").lower(),
                    qualifiers=qualifiers.get(name, {}),
                    references=references.get(name, []),
                )
            )

    def _dates(
        self, qids: list[str], properties: Sequence[str]
    ) -> dict[tuple[str, str, str], list[Value]]:
        """Read the dates by statement, kind of place (psv, pqv) and property."""
        claims = [f"(p:{each} psv:{each})" for each in properties if each in TIMES]
        claims += [
            f"(p:{each} pqv:{qualifier})"
            for each in properties
            if each in WITH_QUALIFIERS
            for qualifier in QUALIFIERS
            if qualifier in TIMES
        ]
        found: dict[tuple[str, str, str], list[Value]] = defaultdict(list)
        for row in self._rows(questions.DATES, qids, claims=" ".join(claims)):
            predicate = _iri(row["predicate"])
            place = "pqv" if "/qualifier/" in predicate else "psv"
            value = Value.time(
                _literal(row["time"]).removeprefix("+").partition("T")[0],
                int(_literal(row["precision"])),
                _name(row["calendar"]),
            )
            values = found[_iri(row["statement"]), place, predicate.rpartition("/")[2]]
            if value not in values:
                values.append(value)
        return found

    def _qualifiers(
        self,
        qids: list[str],
        properties: Sequence[str],
        dates: dict[tuple[str, str, str], list[Value]],
    ) -> dict[str, dict[str, list[Value]]]:
        claims = [
            f"(p:{each} pq:{qualifier})"
            for each in properties
            if each in WITH_QUALIFIERS
            for qualifier in QUALIFIERS
        ]
        found: dict[str, dict[str, list[Value]]] = defaultdict(dict)
        for (statement, place, property), values in dates.items():
            if place == "pqv":
                found[statement][property] = sorted(values)
        for row in self._rows(questions.VALUES, qids, claims=" ".join(claims)):
            statement, property = _iri(row["statement"]), _iri(row["predicate"]).rpartition("/")[2]
            value = _value(row["value"])
            if property not in TIMES or value.kind == "unknown":
                found[statement].setdefault(property, []).append(value)
        for values_of in found.values():
            for values in values_of.values():
                values.sort()
        return found

    def _references(self, qids: list[str], properties: Sequence[str]) -> dict[str, list[Reference]]:
        parts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        rows = self._rows(
            questions.REFERENCES,
            qids,
            claims=" ".join(f"p:{each}" for each in properties),
            predicates=" ".join(f"pr:{each}" for each in _REFERENCE),
        )
        for row in rows:
            field = _REFERENCE[_iri(row["predicate"]).rpartition("/")[2]]
            value = _value(row["value"])
            text = value.text if value.kind != "unknown" else ""
            known = parts[_iri(row["statement"]), str(row["reference"])]
            known[field] = min(filter(None, (known.get(field), text)), default="")
        found: dict[str, list[Reference]] = defaultdict(list)
        for (statement, _), fields in sorted(parts.items()):
            found[statement].append(Reference(**fields))
        return found

    def _rows(self, query: str, qids: list[str], **parts: str) -> Iterator[dict[str, Term | None]]:
        for start in range(0, len(qids), self._batch):
            items = " ".join(f"wd:{each}" for each in qids[start : start + self._batch])
            yield from self._store.select(questions.PROLOGUE + query.format(items=items, **parts))
            self._done()


def _value(term: Term | None) -> Value:
    if isinstance(term, Literal):
        return Value("text", term.value)
    if isinstance(term, NamedNode) and _GENERATED not in term.value:
        if term.value.startswith(ENTITY + "Q") or term.value.startswith("https://w3id.org/"):
            return Value("item", _name(term))
        return Value("text", term.value)
    return Value("unknown", "")


def _name(term: Term | None) -> str:
    return _iri(term).removeprefix(ENTITY)


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _literal(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""
