"""The kinds of slips, by what they are made in. Importing a module registers its slips."""

from mutants.slips import (
    choices,
    dates,
    happenings,
    identity,
    links,
    names,
    sources,
    syntax,
    values,
    world,
)

_MODULES = (choices, dates, happenings, identity, links, names, sources, syntax, values, world)

KINDS = tuple(each.__name__.rpartition(".")[2] for each in _MODULES)
