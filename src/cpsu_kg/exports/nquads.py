"""N-Quads: one quad a line, named graphs kept, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

    from cpsu_kg.exports.dataset import Dataset


def write(dataset: Dataset, stream: BinaryIO) -> None:
    """Write a dataset.

    Args:
        dataset: what to write.
        stream: where to.
    """
    stream.writelines(f"{line}\n".encode() for line in dataset.statements())
