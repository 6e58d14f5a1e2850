"""Writing what was caught, what was missed and why, and what each shape is good for."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mutants.slip import SLIPS
from mutants.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mutants.running import Verdict

FOLDER = Path(__file__).parent
FIGURES = FOLDER / "figures.csv"
SURVIVORS = FOLDER / "survivors.csv"
EXPLAINED = FOLDER / "explained.csv"
SILENT = FOLDER / "silent.csv"
DOCUMENT = FOLDER.parent / "mutants.md"

SHAPE = "https://w3id.org/cpsu-kg/shape/"
GRADES = ("Violation", "Warning", "parser")
GOAL = 99.0


class Figures(NamedTuple):
    """How many mutants there were of a kind, a rule, or in all."""

    mutants: int
    right: int
    violation: int
    warning: int
    parser: int

    @property
    def wrong(self) -> int:
        """How many break a written rule."""
        return self.mutants - self.right

    @property
    def missed(self) -> int:
        """How many of those are neither a violation, a warning nor a syntax error."""
        return self.wrong - self.violation - self.warning - self.parser

    @property
    def rate(self) -> str:
        """The share caught, cut to a tenth of a percent."""
        caught = self.wrong - self.missed
        return f"{caught * 1000 // self.wrong / 10:.1f}%" if self.wrong else ""


def count(verdicts: Iterable[Verdict]) -> Figures:
    """Count verdicts; one that is right by the rules counts as right, whatever is found."""
    found: Counter[str] = Counter()
    for each in verdicts:
        found["right" if each.mutant.right else each.severity] += 1
    return Figures(found.total(), found["right"], *(found[each] for each in GRADES))


def by_kind(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    """Sort verdicts by the kind of slip, in the order in which the kinds are written."""
    found: dict[str, list[Verdict]] = {name: [] for name in SLIPS}
    for each in verdicts:
        found[each.mutant.kind].append(each)
    return {name: all_ for name, all_ in found.items() if all_}


def read_reasons(path: Path) -> dict[str, str]:
    """Read the written reasons of a file of two columns."""
    with path.open(encoding="utf-8", newline="") as stream:
        return dict(list(csv.reader(stream))[1:])


def write_figures(kinds: dict[str, list[Verdict]]) -> None:
    """Write the figures of every kind, from which the floor is read."""
    rows = [(name, SLIPS[name].rule, *count(all_)) for name, all_ in kinds.items()]
    _write(FIGURES, ("kind", "rule", *Figures._fields), rows)


def write_survivors(kinds: dict[str, list[Verdict]]) -> None:
    """Write every mutant that nothing was found in, with what it changed and why it lives."""
    reasons = read_reasons(EXPLAINED)
    rows = []
    for name, all_ in kinds.items():
        for mutant in (each.mutant for each in all_ if not each.caught):
            why = mutant.right or reasons.get(name, "")
            changes = (_shown(mutant.removed), _shown(mutant.added))
            judged = "right" if mutant.right else "wrong"
            rows.append((name, _short(mutant.about.value), judged, why, *changes))
    columns = ("kind", "about", "by the rules", "why it survives", "taken out", "put in")
    _write(SURVIVORS, columns, sorted(rows))


def silent(verdicts: Iterable[Verdict], shapes: Iterable[str]) -> list[str]:
    """Give the shapes that found nothing in any mutant."""
    used = {shape for each in verdicts for shape, _ in each.findings}
    return sorted(set(shapes) - used)


def write_document(verdicts: Sequence[Verdict], shapes: Sequence[str], seed: int) -> None:
    """Write quality/mutants.md.

    Args:
        verdicts: of all mutants.
        shapes: every shape and constraint that can find something.
        seed: what the choice of places hung on.
    """
    text = (FOLDER / "mutants.in.md").read_text(encoding="utf-8")
    parts = {
        "seed": str(seed),
        "summary": _summary(verdicts),
        "survivors": _groups(verdicts),
        "rules": _rules(verdicts),
        "kinds": _kinds(verdicts),
        "shapes": _shapes(verdicts),
        "silent": _silent(verdicts, shapes),
    }
    for name, part in parts.items():
        text = text.replace("{" + name + "}", part)
    DOCUMENT.write_text(text, encoding="utf-8")


def _summary(verdicts: Sequence[Verdict]) -> str:
    all_ = count(verdicts)
    rows = [
        ("kinds of slips", len(by_kind(verdicts))),
        ("mutants", all_.mutants),
        ("still right by the written rules", all_.right),
        ("of these found all the same", sum(e.caught for e in verdicts if e.mutant.right)),
        ("wrong by the written rules", all_.wrong),
        ("of these found as a violation", all_.violation),
        ("as a warning", all_.warning),
        ("as a file that cannot be read", all_.parser),
        ("nothing found", all_.missed),
        ("**caught**", f"**{all_.rate}**"),
    ]
    return table(("", "number"), rows)


def _groups(verdicts: Sequence[Verdict]) -> str:
    reasons = read_reasons(EXPLAINED)
    groups: Counter[tuple[str, str, str]] = Counter()
    for each in verdicts:
        if not each.caught:
            right = each.mutant.right
            why = right or reasons.get(each.mutant.kind, "**not explained**")
            groups[each.mutant.kind, "right" if right else "wrong", why] += 1
    rows = [(kind, number, judged, why) for (kind, judged, why), number in sorted(groups.items())]
    return table(("kind", "survivors", "by the rules", "why"), rows)


def _rules(verdicts: Sequence[Verdict]) -> str:
    rules: dict[str, list[Verdict]] = defaultdict(list)
    for each in verdicts:
        rules[SLIPS[each.mutant.kind].rule].append(each)
    rows = []
    for rule, all_ in sorted(rules.items()):
        figures = count(all_)
        rows.append((rule, len(by_kind(all_)), figures.wrong, figures.missed, figures.rate))
    return table(("rule", "kinds", "wrong", "missed", "caught"), rows)


def _kinds(verdicts: Sequence[Verdict]) -> str:
    rows = []
    for name, all_ in by_kind(verdicts).items():
        f = count(all_)
        caught = (f.violation, f.warning, f.parser)
        rows.append((name, f.mutants, f.right, *caught, f.missed, f.rate))
    columns = ("kind", "mutants", "right", "violation", "warning", "syntax", "missed", "caught")
    return table(columns, rows)


def _shapes(verdicts: Sequence[Verdict]) -> str:
    found: dict[str, list[Verdict]] = defaultdict(list)
    for each in verdicts:
        for shape in {shape for shape, _ in each.findings}:
            found[shape].append(each)
    rows = []
    for shape, all_ in sorted(found.items()):
        alone = sum(1 for each in all_ if len({s for s, _ in each.findings}) == 1)
        rows.append((shape.removeprefix(SHAPE), len(all_), alone, len(by_kind(all_))))
    return table(("shape", "mutants", "found by it alone", "kinds"), rows)


def _silent(verdicts: Sequence[Verdict], shapes: Sequence[str]) -> str:
    reasons = read_reasons(SILENT)
    names = [each.removeprefix(SHAPE) for each in silent(verdicts, shapes)]
    return table(("shape", "why"), [(e, reasons.get(e, "**not explained**")) for e in names])


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _shown(triples: Iterable[object]) -> str:
    lines = sorted(_short(str(each).replace("<", "").replace(">", "")) for each in triples)
    return "; ".join(lines[:3]) + ("; …" if len(lines) > 3 else "")


def _short(text: str) -> str:
    for long in ("https://w3id.org/cpsu-kg/", "http://www.w3.org/2001/XMLSchema#"):
        text = text.replace(long, "")
    return text
