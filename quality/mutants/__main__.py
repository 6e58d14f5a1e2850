"""`PYTHONPATH=src:quality python -m mutants`: make the slips, validate, write the report."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

from cpsu_kg.validation.shapes import ShapesGraph
from mutants import report
from mutants.data import Data
from mutants.running import Runner
from mutants.slip import SLIPS, make
from mutants.slips import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mutants.running import Verdict


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the mutants.

    Args:
        arguments: the command line; by default that of the process.

    Returns:
        0, or 1 if too many were missed or a survivor or silent shape has no written reason.
    """
    options = _options(arguments)
    data = Data()
    mutants = list(make(data, seed=options.seed, each=options.each, only=options.only))
    runner = Runner(data)
    print(f"{len(mutants)} mutants", file=sys.stderr)
    verdicts: list[Verdict] = []
    begun = time.monotonic()
    for each in runner.verdicts(mutants, options.workers):
        verdicts.append(each)
        if len(verdicts) % 500 == 0:
            print(f"{len(verdicts)} after {time.monotonic() - begun:.0f} s", file=sys.stderr)
    order = {mutant: number for number, mutant in enumerate(mutants)}
    verdicts.sort(key=lambda each: order[each.mutant])
    if options.only:
        return _show(verdicts)
    kinds = report.by_kind(verdicts)
    shapes = checks(ShapesGraph(runner.shapes))
    report.write_figures(kinds)
    report.write_survivors(kinds)
    report.write_document(verdicts, shapes, options.seed)
    return 1 if "**not explained**" in report.DOCUMENT.read_text(encoding="utf-8") else 0


def checks(graph: ShapesGraph) -> list[str]:
    """Give the IRIs of all shapes and constraints that can find something by themselves."""
    found = {each.node.value for each in graph.constraints}
    for shape, _ in graph.targeted:
        if shape.parameters.keys() - {"property"}:
            found.add(shape.node.value)
        found |= {each.node.value for each in shape.parameters.get("property", ())}
    return sorted(each for each in found if "/canary-" not in each)


def _show(verdicts: list[Verdict]) -> int:
    for each in verdicts:
        if not each.caught and not each.mutant.right:
            print(each.mutant.kind, each.mutant.about.value, each.severity)
            for sign, triples in (("-", each.mutant.removed), ("+", each.mutant.added)):
                print(*(f"  {sign} {triple}" for triple in sorted(map(str, triples))), sep="\n")
    print(*zip(report.Figures._fields, report.count(verdicts), strict=True))
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "mutants",
        description="Make slips in the data, validate, and write the report.",
        epilog=f"The slips are those in {', '.join(KINDS)}.",
    )
    parser.add_argument("only", nargs="*", metavar="KIND", help="kinds to try and show; none: all")
    parser.add_argument("--seed", type=int, default=1917, help="what the choice of places hangs on")
    parser.add_argument("--each", type=int, default=20, help="mutants of one kind at most")
    parser.add_argument("--workers", type=int, default=2, help="processes that share the work")
    options = parser.parse_args(arguments)
    if unknown := set(options.only) - SLIPS.keys():
        parser.error(f"no such kind of slip: {', '.join(sorted(unknown))}")
    return options


if __name__ == "__main__":
    sys.exit(main())
