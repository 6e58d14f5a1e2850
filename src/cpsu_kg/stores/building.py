"""Building the whole dataset in memory: what was typed and what is derived from it."""

from __future__ import annotations

from pyoxigraph import Store

from cpsu_kg.derive import Facts, derived_quads
from cpsu_kg.stores.loading import read_quads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpsu_kg.resources import Resources


def build(resources: Resources) -> Store:
    """Load the dataset and derive what follows from it.

    Args:
        resources: where the dataset lies.

    Returns:
        A store in memory.

    Raises:
        DataSyntaxError: a data file is not well-formed.
        ResourceError: the dataset is missing or cannot be read.
    """
    store = Store()
    store.bulk_extend(read_quads(resources))
    store.bulk_extend(derived_quads(Facts(store)))
    return store
