"""The people of a province, made when an election needs them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.synthetic import names
from benchmarks.synthetic.things import Fact, Thing, day, labels, plain, text, year

# Wikidata has given no number so high.
_FIRST_ITEM = 99_000_000_000


class Person:
    """Someone, with the days that matter."""

    __slots__ = ("born", "died", "english", "family", "given", "item", "joined", "name", "russian")

    def __init__(self, english: str, russian: str, given: str, family: str, slug: str) -> None:
        self.english, self.russian = english, russian
        self.given, self.family = given, family
        self.name = f"person:{slug}"
        self.born = self.joined = self.died = date.min
        self.item = 0

    @property
    def slug(self) -> str:
        return self.name[len("person:") :]


class People:
    """Everyone who ever sat in the bureau of one province."""

    def __init__(self, random: Random, place: str, russian: str, number: int) -> None:
        self._random = random
        self._place, self._russian = place, russian
        self._number = number
        self._people: dict[str, Person] = {}

    def someone(self, today: date) -> Person:
        """Make a person of an age to be elected on a day, who will live for a while."""
        person = self._named()
        person.born = today - timedelta(days=self._random.randint(11_000, 18_000))
        person.joined = person.born + timedelta(days=self._random.randint(7_000, 10_000))
        person.died = person.born + timedelta(days=self._random.randint(29_000, 33_000))
        person.item = _FIRST_ITEM + 1000 * self._number + len(self._people)
        self._people[person.slug] = person
        return person

    def things(self) -> Iterator[Thing]:
        for person in self._people.values():
            gender = "female" if person.given in names.WOMEN else "male"
            facts: list[Fact] = [
                *labels(person.english, person.russian),
                ("cpsu:familyName", plain(person.family)),
                ("cpsu:givenName", plain(person.given)),
                ("cpsu:gender", f"cpsu:{gender}"),
                ("cpsu:birthDate", day(person.born)),
                ("cpsu:birthPlace", text(self._place)),
                ("cpsu:partyEntry", year(person.joined)),
                ("cpsu:deathDate", day(person.died)),
                ("skos:exactMatch", f"wd:Q{person.item}"),
            ]
            yield Thing(person.name, "Person", *facts)

    def _named(self) -> Person:
        while True:
            (given, first), (family, last) = names.person(self._random)
            slug = f"{given}-{family}-{self._place}".lower()
            if slug not in self._people:
                english = f"{given} {family} of {self._place}"
                return Person(english, f"{first} {last}, {self._russian}", given, family, slug)
