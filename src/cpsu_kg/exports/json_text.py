"""JSON for reading: what fits on a line stands on a line."""

from __future__ import annotations

import json
from typing import Any

_WIDTH = 100


def dumps(value: Any, indent: str = "") -> str:
    """Write a JSON value, indented.

    Args:
        value: dicts, lists, strings, numbers, truth values.
        indent: what stands before the line of the value.

    Returns:
        The text, without a line end.
    """
    if not isinstance(value, dict | list) or not value:
        return json.dumps(value, ensure_ascii=False)
    members = value.values() if isinstance(value, dict) else value
    if not any(isinstance(each, dict | list) for each in members):
        line = json.dumps(value, ensure_ascii=False)
        if len(indent) + len(line) <= _WIDTH:
            return line
    deeper = indent + "  "
    if isinstance(value, dict):
        items = [
            f"{json.dumps(k, ensure_ascii=False)}: {dumps(v, deeper)}" for k, v in value.items()
        ]
        return f"{{\n{deeper}{(',' + chr(10) + deeper).join(items)}\n{indent}}}"
    items = [dumps(each, deeper) for each in value]
    return f"[\n{deeper}{(',' + chr(10) + deeper).join(items)}\n{indent}]"
