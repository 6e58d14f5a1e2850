"""Changing a text in many places at once, also inside one another, by their places in it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Edits:
    """A text and what is to stand instead of parts of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._edits: dict[tuple[int, int], Callable[[], str]] = {}

    def replace(self, start: int, end: int, render: Callable[[], str]) -> None:
        """Put something else in place of a part.

        Args:
            start: where the part begins.
            end: where it ends; parts may lie inside one another, but not overlap otherwise.
            render: gives the new text; it may ask `text` for smaller parts.
        """
        self._edits[start, end] = render

    def text(self, start: int = 0, end: int | None = None) -> str:
        """Give a part of the text with all edits inside it made.

        Args:
            start: where the part begins.
            end: where it ends; by default the end of the text.

        Returns:
            The new text.
        """
        end = len(self._text) if end is None else end
        pieces: list[str] = []
        place = start
        for (first, last), render in self._outermost(start, end):
            pieces += (self._text[place:first], render())
            place = last
        pieces.append(self._text[place:end])
        return "".join(pieces)

    def _outermost(
        self, start: int, end: int
    ) -> Iterator[tuple[tuple[int, int], Callable[[], str]]]:
        inside = (span for span in self._edits if start <= span[0] and span[1] <= end)
        place = start
        for span in sorted(inside, key=lambda each: (each[0], -each[1])):
            if span[0] >= place:
                yield span, self._edits[span]
                place = span[1]


def blank(text: str) -> str:
    """Give as many empty lines as a text has, so that what follows keeps its line."""
    return "\n" * text.count("\n")
