"""What a contribution is: a text for editors to look through, and what is not in it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

# What is wrong or missing here is no contribution.
OUR_WORK = ("missing-here", "less-precise-here", "dead", "merged", "wrong")


class Pack(NamedTuple):
    """A contribution.

    Attributes:
        text: the whole text.
        entries: how many commands or rows it has.
        left_out: how many differences are not in it, by reason.
    """

    text: str
    entries: int
    left_out: Counter[str]
