"""The datasets that links lead into."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit


class Target(NamedTuple):
    """Another dataset.

    Attributes:
        slug: short name, for IRIs.
        title: what people call it.
        homepage: where it introduces itself.
    """

    slug: str
    title: str
    homepage: str


_KNOWN = {
    "http://www.wikidata.org/entity/": ("wikidata", "Wikidata"),
    "http://viaf.org/viaf/": ("viaf", "Virtual International Authority File"),
    "https://d-nb.info/gnd/": ("gnd", "Integrated Authority File (GND)"),
    "https://en.wikipedia.org/wiki/": ("enwiki", "English Wikipedia"),
    "https://ru.wikipedia.org/wiki/": ("ruwiki", "Russian Wikipedia"),
}


def target(space: str) -> Target:
    """Tell whose a namespace is.

    Args:
        space: the namespace.

    Returns:
        The dataset; one named by its host if the authority is not known.
    """
    host = urlsplit(space).hostname or space
    homepage = f"https://{host}/"
    slug, title = _KNOWN.get(space, (host.replace(".", "-"), host))
    return Target(slug, title, homepage)
