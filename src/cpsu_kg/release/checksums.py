"""SHA256SUMS: what `sha256sum -c` checks, for every file of a release."""

from __future__ import annotations

import os
import re

from cpsu_kg.description.dumps import digest_of
from cpsu_kg.errors import ResourceError
from cpsu_kg.resources import walk

CHECKSUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def write(folder: str) -> None:
    """Seal a folder.

    Args:
        folder: the folder, complete.
    """
    names = sorted(name for name, _ in walk(folder) if name != CHECKSUMS)
    lines = [f"{digest_of(_path(folder, name))[1]}  {name}\n" for name in names]
    with open(os.path.join(folder, CHECKSUMS), "w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(lines)


def read(path: str) -> dict[str, str]:
    """Read a list of checksums.

    Args:
        path: the file.

    Returns:
        Checksums by path of the file they belong to.

    Raises:
        ResourceError: the file is missing, cannot be read or is no such list.
    """
    try:
        with open(path, encoding="utf-8") as stream:
            lines = [_LINE.fullmatch(line.rstrip("\n")) for line in stream]
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(path, getattr(error, "strerror", None) or str(error)) from error
    if not lines or not all(lines):
        raise ResourceError(path, "it is no list of SHA-256 checksums")
    return {line[2]: line[1] for line in lines if line}


def listed(path: str) -> set[str]:
    """Tell which files a list of checksums names.

    Args:
        path: the list.

    Returns:
        Their paths; none if it cannot be read.
    """
    try:
        return set(read(path))
    except ResourceError:
        return set()


def check(folder: str, name: str) -> str:
    """Make sure that a file of a release is as it was sealed.

    Args:
        folder: the release.
        name: path of the file in it.

    Returns:
        The whole path of the file.

    Raises:
        ResourceError: the folder is no release, or the file is missing or damaged.
    """
    sums = read(os.path.join(folder, CHECKSUMS))
    path = _path(folder, name)
    if name not in sums:
        raise ResourceError(path, f"{CHECKSUMS} does not name it")
    if digest_of(path)[1] != sums[name]:
        raise ResourceError(path, f"it is not what {CHECKSUMS} says")
    return path


def _path(folder: str, name: str) -> str:
    return os.path.join(folder, *name.split("/"))
