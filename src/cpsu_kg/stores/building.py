"""Building the whole dataset in memory: what was typed, what is derived, and the queries."""

from __future__ import annotations

from pyoxigraph import Store

from cpsu_kg.derive import Facts, derived_quads
from cpsu_kg.queries.entries import entry_quads
from cpsu_kg.stores.loading import read_quads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpsu_kg.resources import Resources


def build(resources: Resources) -> Store:
    """Load the dataset, derive what follows from it, and add the catalogue of its queries.

    Args:
        resources: where the dataset lies.

    Returns:
        A store in memory.

    Raises:
        DataSyntaxError: a data file or the header of a query is not well-formed.
        ResourceError: the dataset is missing or cannot be read.
    """
    store = Store()
    store.bulk_extend(read_quads(resources))
    store.bulk_extend(derived_quads(Facts(store)))
    store.bulk_extend(entry_quads(resources))
    return store
