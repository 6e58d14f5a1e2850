"""A slip: a kind of mistake, the rule it breaks, and a way to make it in the data."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, Triple

from cpsu_kg.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mutants.data import Data, Term

    Maker = Callable[["Data", Random], Iterable["Edit"]]


class Mutant(NamedTuple):
    """The data with one slip in it.

    `right` says why the data is still right by the written rules, if it is; `broken` why a file
    can no longer be read.
    """

    kind: str
    about: NamedNode
    removed: frozenset[Triple]
    added: frozenset[Triple]
    right: str = ""
    broken: str = ""


class Slip(NamedTuple):
    """A kind of slip: its name, the rule of data/README.md it breaks, what makes it."""

    name: str
    rule: str
    make: Maker


SLIPS: dict[str, Slip] = {}


def slip(rule: str) -> Callable[[Maker], Maker]:
    """Register a kind of slip under the name of the function that makes it.

    Args:
        rule: the written rule that it breaks, in words.

    Returns:
        A decorator that leaves the function as it is.
    """

    def register(make: Maker) -> Maker:
        name = make.__name__.replace("_", "-")
        SLIPS[name] = Slip(name, rule, make)
        return make

    return register


class Edit:
    """One change of the data, built up triple by triple."""

    def __init__(self, data: Data, about: NamedNode, right: str = "") -> None:
        self.data, self.about, self.right, self.broken = data, about, right, ""
        self.removed: set[Triple] = set()
        self.added: set[Triple] = set()

    def drop(
        self, subject: NamedNode, property: str | NamedNode, value: Term | None = None
    ) -> Edit:
        """Take out one value of a property, or all."""
        node = term(property) if isinstance(property, str) else property
        for each in [value] if value is not None else self.data.values(subject, node):
            self.removed.add(Triple(subject, node, each))
        return self

    def put(self, subject: NamedNode, property: str | NamedNode, value: Term) -> Edit:
        """Add a value."""
        node = term(property) if isinstance(property, str) else property
        self.added.add(Triple(subject, node, value))
        return self

    def swap(self, subject: NamedNode, property: str | NamedNode, old: Term, new: Term) -> Edit:
        """Put one value in the place of another."""
        return self.drop(subject, property, old).put(subject, property, new)

    def forget(self, subject: NamedNode) -> Edit:
        """Take out everything that is said with a subject."""
        self.removed.update(self.data.about(subject))
        return self

    def erase(self, thing: NamedNode) -> Edit:
        """Take out a thing with its attestations and adjudications."""
        self.forget(thing)
        for each in self.data.mentions(thing):
            if each.predicate in (term("attests"), term("adjudicates")):
                self.forget(each.subject)
        return self

    def rename(self, old: NamedNode, new: NamedNode) -> Edit:
        """Give a thing another IRI, wherever it is named."""
        for each in self.data.about(old) + self.data.mentions(old):
            self.removed.add(each)
            swapped = (new if node == old else node for node in each)
            self.added.add(Triple(*swapped))
        return self

    def everywhere(self, thing: NamedNode, property: str, new: Term) -> Edit:
        """Accept a value and have all sources state it, as when a whole entry was misread.

        What an adjudication has set aside is left alone.
        """
        node = term(property)
        for subject in (thing, *self.data.affirmations(thing)):
            stated = self.data.values(subject, node)
            aside = subject != thing and self.data.is_set_aside(subject, node)
            if (stated or subject == thing) and not aside:
                self.drop(subject, node)
                self.put(subject, node, new)
        return self

    def agree(self, thing: NamedNode, property: str, value: Term) -> Edit:
        """Add a value, and have a source state it."""
        for each in (thing, *self.data.affirmations(thing)[:1]):
            self.put(each, property, value)
        return self

    def nowhere(self, thing: NamedNode, *properties: str) -> Edit:
        """Take properties off a thing and off its attestations."""
        for subject in (thing, *self.data.affirmations(thing)):
            for each in properties:
                self.drop(subject, each)
        return self

    def mutant(self, name: str) -> Mutant:
        """Give the finished change."""
        both = self.removed & self.added
        removed, added = frozenset(self.removed - both), frozenset(self.added - both)
        return Mutant(name, self.about, removed, added, self.right, self.broken)


def make(data: Data, *, seed: int, each: int, only: Iterable[str] = ()) -> Iterator[Mutant]:
    """Make mutants of every kind.

    Args:
        data: the data.
        seed: what the choice of places hangs on; the same seed gives the same mutants.
        each: how many of one kind at most.
        only: the kinds; none for all.

    Yields:
        The mutants, kind by kind.
    """
    names = list(only) or list(SLIPS)
    for name in names:
        random = Random(f"{seed} {name}")
        edits = list(SLIPS[name].make(data, random))
        random.shuffle(edits)
        made = 0
        for edit in edits:
            mutant = edit.mutant(name)
            if made < each and (mutant.removed or mutant.added or mutant.broken):
                made += 1
                yield mutant
