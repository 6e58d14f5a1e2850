"""The Frictionless description of the CSV tables: columns, types, keys, checksums."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Any

from cpsu_kg import __version__, about
from cpsu_kg.exports import MANIFEST

if TYPE_CHECKING:
    from cpsu_kg.exports.fixed_tables import Column, Table
    from cpsu_kg.exports.tables import Schema

_PARTIAL_DATE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_TYPES = {"text": "string", "partial": "string"}


def write(schema: Schema, folder: str) -> None:
    """Describe the tables that lie in a folder.

    Args:
        schema: the tables.
        folder: where their files are, and where the description goes.
    """
    package = {
        "profile": "tabular-data-package",
        "name": "cpsu-kg",
        "title": about.TITLE["en"],
        "description": about.DESCRIPTION["en"],
        "homepage": about.HOMEPAGE,
        "version": __version__,
        "licenses": [
            {
                "name": "CC0-1.0",
                "title": "CC0 1.0 Universal",
                "path": about.LICENCE,
            }
        ],
        "resources": [_resource(table, folder) for table in schema.tables.values()],
    }
    with open(os.path.join(folder, MANIFEST), "w", encoding="utf-8", newline="\n") as stream:
        stream.write(json.dumps(package, ensure_ascii=False, indent=2) + "\n")


def _resource(table: Table, folder: str) -> dict[str, Any]:
    path = os.path.join(folder, f"{table.name}.csv")
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": os.path.getsize(path),
        "hash": f"sha256:{_sha256(path)}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": column.name, "reference": {"resource": column.table, "fields": "id"}}
                for column in table.columns
                if column.table
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "description": column.description,
    }
    if column.property and column.form == "value":
        field["rdfType"] = column.property.value
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.type == "partial":
        constraints["pattern"] = _PARTIAL_DATE
    return field | ({"constraints": constraints} if constraints else {})


def _sha256(path: str) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
