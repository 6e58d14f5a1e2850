"""Lists that editors keep by hand beside the data, as CSV with fixed columns."""

from __future__ import annotations

import csv

from cpsu_kg.errors import DataSyntaxError, ResourceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpsu_kg.resources import Resources


def read_list(
    resources: Resources, relative: str, columns: Sequence[str], optional: Sequence[str] = ()
) -> list[tuple[int, dict[str, str]]]:
    """Read such a list.

    Args:
        resources: where the dataset lies.
        relative: the file, such as `data/links/candidates.csv`.
        columns: what its header must say.
        optional: the columns that may be empty.

    Returns:
        The rows by column, each with the number of its line.

    Raises:
        DataSyntaxError: the columns are others, or a value is missing.
        ResourceError: the file cannot be read.
    """
    path = resources.path(relative)
    try:
        with open(path, encoding="utf-8", newline="") as stream:
            lines = list(csv.reader(stream))
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(path, str(error)) from error
    if not lines or lines[0] != list(columns):
        raise DataSyntaxError(path, f"the columns must be {', '.join(columns)}", 1)
    return [
        (number, _row(path, number, columns, line, optional))
        for number, line in enumerate(lines[1:], 2)
    ]


def _row(
    path: str, number: int, columns: Sequence[str], line: list[str], optional: Sequence[str]
) -> dict[str, str]:
    if len(line) != len(columns):
        raise DataSyntaxError(path, f"{len(line)} values for {len(columns)} columns", number)
    row = dict(zip(columns, line, strict=True))
    for column in columns:
        if column not in optional and not row[column].strip():
            raise DataSyntaxError(path, f"the column {column} must not be empty", number)
    return row
