"""The file of results: one section per part, each with the machine it was measured on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

_INTRODUCTION = """# Results of the benchmarks

Written by `python -m benchmarks`, which [README.md](README.md) explains. Running a part replaces
its section only.
"""


def put(path: Path, heading: str, told: Sequence[str], body: str) -> None:
    """Write a section of the file, or replace it; other sections stay.

    Args:
        path: the file, which need not exist.
        heading: name of the section.
        told: what to say of the machine and the run, one item a line.
        body: the tables.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else _INTRODUCTION
    _, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    sections = {part.partition("\n")[0]: part for part in parts}
    items = "".join(f"- {item}\n" for item in told)
    sections[heading] = f"{heading}\n\n{items}\n{body.strip()}\n\n"
    whole = _INTRODUCTION + "".join(f"\n## {sections[name].strip()}\n" for name in sorted(sections))
    path.write_text(whole, encoding="utf-8")
