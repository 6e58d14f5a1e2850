"""The files in which the dataset can be had: where in a release, how large, with which checksum."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, NamedTuple

from cpsu_kg.errors import ResourceError
from cpsu_kg.exports import FORMATS, MANIFEST

if TYPE_CHECKING:
    from cpsu_kg.exports import Format

FOLDER = "dumps"
_STEM = "cpsu-kg"
# What is downloaded of a folder of tables is its description, which names and seals each table.
_PACKAGE = "application/vnd.datapackage+json"


class Dump(NamedTuple):
    """One file in which the whole dataset can be had.

    Attributes:
        format: name of the format.
        path: where it lies in a release, with `/`.
        media_type: what it is.
        summary: what it is good for.
        size: in bytes.
        sha256: checksum, in hexadecimal digits.
    """

    format: str
    path: str
    media_type: str
    summary: str
    size: int
    sha256: str


def dump_path(format: Format) -> str:
    """Tell where the dump in a format lies in a release.

    Args:
        format: the format.

    Returns:
        Path of the file, or of the folder, with `/`.
    """
    return f"{FOLDER}/{_STEM}{format.suffix}" if format.suffix else f"{FOLDER}/{format.name}"


def dumps_of(release: str | os.PathLike[str]) -> list[Dump]:
    """Look at the dumps of a release.

    Args:
        release: its folder.

    Returns:
        The dumps, in the order of the formats.

    Raises:
        ResourceError: one of them is missing or cannot be read.
    """
    return [_dump(format, os.fspath(release)) for format in FORMATS.values()]


def _dump(format: Format, release: str) -> Dump:
    path, media_type = dump_path(format), format.media_type
    if format.shape == "folder":
        path, media_type = f"{path}/{MANIFEST}", _PACKAGE
    size, digest = digest_of(os.path.join(release, *path.split("/")))
    return Dump(format.name, path, media_type, format.summary, size, digest)


def digest_of(path: str) -> tuple[int, str]:
    """Measure a file.

    Args:
        path: the file.

    Returns:
        Its size in bytes and its SHA-256 checksum.

    Raises:
        ResourceError: it is missing or cannot be read.
    """
    digest, size = hashlib.sha256(), 0
    try:
        with open(path, "rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
                size += len(block)
    except OSError as error:
        raise ResourceError(path, error.strerror or str(error)) from error
    return size, digest.hexdigest()
