"""The authorities that the dataset links to, and how their names for a thing are written."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote, urlsplit


class Authority(NamedTuple):
    """Who issues identifiers, or describes things under addresses of its own.

    Attributes:
        name: its short name, also the prefix of its compact names.
        title: its name in full.
        namespace: what its IRIs begin with.
        pages: whether its IRIs are those of pages about a thing, not of the thing.
    """

    name: str
    title: str
    namespace: str
    pages: bool = False


AUTHORITIES = (
    Authority("wikidata", "Wikidata", "http://www.wikidata.org/entity/"),
    Authority("viaf", "Virtual International Authority File", "http://viaf.org/viaf/"),
    Authority("gnd", "Integrated Authority File (GND)", "https://d-nb.info/gnd/"),
    Authority("enwiki", "English Wikipedia", "https://en.wikipedia.org/wiki/", pages=True),
    Authority("ruwiki", "Russian Wikipedia", "https://ru.wikipedia.org/wiki/", pages=True),
)


def authority_of(iri: str) -> Authority | None:
    """Find whose an IRI is.

    Args:
        iri: an IRI, or the namespace itself.

    Returns:
        The authority, None if it is not one of those known.
    """
    return next((each for each in AUTHORITIES if iri.startswith(each.namespace)), None)


def identifier(iri: str) -> tuple[str, str]:
    """Split the name that an authority gives a thing.

    Args:
        iri: the IRI that stands for the thing there.

    Returns:
        The authority's short name, or the host if it is not known, and the identifier.
    """
    authority = authority_of(iri)
    if authority:
        return authority.name, iri.removeprefix(authority.namespace)
    parts = urlsplit(iri)
    return parts.netloc, parts.path.rpartition("/")[2] or iri


def page_title(iri: str) -> str | None:
    """Tell how a page about a thing is called.

    Args:
        iri: its address.

    Returns:
        The title, None if the IRI is not that of a page of a known authority.
    """
    authority = authority_of(iri)
    if authority is None or not authority.pages:
        return None
    return unquote(iri.removeprefix(authority.namespace)).replace("_", " ")
