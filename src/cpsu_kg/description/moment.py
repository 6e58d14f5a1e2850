"""The moment that a build claims to be of, so that the same data gives the same bytes."""

from __future__ import annotations

import os
from datetime import datetime, timezone

from cpsu_kg.errors import ParameterError

_VARIABLE = "SOURCE_DATE_EPOCH"


def moment(issued: str) -> datetime:
    """Give the moment of a build.

    Args:
        issued: the day of the release, `YYYY-MM-DD`.

    Returns:
        What SOURCE_DATE_EPOCH says, else the first moment of that day, UTC.

    Raises:
        ParameterError: SOURCE_DATE_EPOCH is set to something else than a number of seconds.
    """
    told = os.environ.get(_VARIABLE)
    if not told:
        return datetime.fromisoformat(issued).replace(tzinfo=timezone.utc)
    try:
        return datetime.fromtimestamp(int(told), timezone.utc)
    except (ValueError, OverflowError, OSError) as error:
        reason = "it must be a number of seconds since 1970"
        raise ParameterError(_VARIABLE, reason, told) from error
