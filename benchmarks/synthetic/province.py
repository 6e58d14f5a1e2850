"""One province: what happened there, in the order of its days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.synthetic import names
from benchmarks.synthetic.organs import OFFICES, organs
from benchmarks.synthetic.people import People, Person
from benchmarks.synthetic.things import Fact, Thing, day, labels, month, text, year

_SEATS = {"full": 7, "candidate": 4}


class Seat:
    """A place in the bureau or an office that someone holds, as far as it is known by now."""

    __slots__ = ("begun", "event", "mode", "person", "rank")

    def __init__(self, person: Person, rank: str, begun: date, event: str, mode: str) -> None:
        self.person, self.rank, self.begun, self.event, self.mode = person, rank, begun, event, mode


class Province:
    """A small party-state from its first election to its dissolution."""

    def __init__(self, random: Random, number: int, until: int) -> None:
        self._random = random
        self.name, self._russian = names.province(number)
        self.slug = self.name.lower()
        self._people = People(random, self.name, self._russian, number)
        self._bureau: list[Seat] = []
        self._offices: dict[str, Seat] = {}
        self._lost: dict[str, tuple[date, str]] = {}
        self._things: list[Thing] = []
        self._live(until)

    def things(self) -> Iterator[Thing]:
        yield from self._people.things()
        yield from self._things

    def _live(self, until: int) -> None:
        today = date(1919, 3, 1) + timedelta(days=self._random.randrange(700))
        founded = today
        while today.year < until - 3:
            self._elect(today)
            after = today + timedelta(days=self._random.randint(1000, 1900))
            if self._random.random() < 0.35:
                self._die(today + timedelta(days=self._random.randint(30, 900)))
            today = after
        last = min(today, date(1991, 8, 29))
        self._dissolve(last)
        self._things += organs(self.name, self._russian, founded, last)

    def _elect(self, today: date) -> None:
        event = f"event:{self.slug}-election-{today.year}"
        removed = self._seats_lost(today, event)
        elected = self._seats_won(today, event)
        for slug, title, _, _ in OFFICES:
            self._fill(slug, title, today, event)
        facts: list[Fact] = [
            *labels(f"Election of the Bureau of {self.name}, {today.year}",
                    f"Выборы бюро, {self._russian}, {today.year}"),
            ("cpsu:start", day(today)),
            *(("cpsu:elected", each.name) for each in elected),
            *(("cpsu:removed", each.name) for each in removed),
        ]  # fmt: skip
        self._things.append(Thing(event, "Election", *facts))
        for rank in _SEATS:
            self._count(rank, today)

    def _seats_lost(self, today: date, event: str) -> list[Person]:
        removed = []
        for seat in list(self._bureau):
            chance = self._random.random()
            if chance < 0.22 or today.year - seat.person.born.year > 72:
                removed.append(seat.person)
                self._leave(seat, today, event, "byNonReelection")
            elif seat.rank == "candidate" and chance < 0.5 and self._room("full"):
                self._leave(seat, today, event, "byPromotion")
                self._bureau.append(Seat(seat.person, "full", today, event, "byPromotionToRank"))
        return removed

    def _seats_won(self, today: date, event: str) -> list[Person]:
        elected = []
        for rank in _SEATS:
            while self._room(rank):
                person = self._people.someone(today)
                elected.append(person)
                self._bureau.append(Seat(person, rank, today, event, "byElection"))
        return elected

    def _room(self, rank: str) -> bool:
        return sum(seat.rank == rank for seat in self._bureau) < _SEATS[rank]

    def _fill(self, slug: str, title: str, today: date, event: str) -> None:
        seat = self._offices.get(slug)
        sitting = [each.person for each in self._bureau if each.rank == "full"]
        if seat and seat.mode != "byActingSuccession" and seat.person in sitting:
            if self._random.random() < 0.7:
                return
            sitting.remove(seat.person)
        if seat:
            self._vacate(slug, title, today, event, "byResignation")
        if slug in self._lost:
            self._stand_vacant(slug, title, today, event)
        person = self._random.choice(sitting)
        self._offices[slug] = Seat(person, "substantive", today, event, "byElection")

    def _die(self, today: date) -> None:
        person = self._random.choice(self._bureau).person
        event = f"event:{person.slug}-death-{today.year}"
        person.died = today
        facts: list[Fact] = [
            *labels(f"Death of {person.english}", f"Смерть: {person.russian}"),
            ("cpsu:start", day(today)),
            ("cpsu:deceased", person.name),
        ]
        self._things.append(Thing(event, "Death", *facts))
        for seat in [each for each in self._bureau if each.person is person]:
            self._leave(seat, today, event, "byDeath")
        for slug, title, _, _ in OFFICES:
            if slug in self._offices and self._offices[slug].person is person:
                self._vacate(slug, title, today, event, "byDeath")
                self._lost[slug] = today, event
                if self._random.random() < 0.5:
                    acting = self._random.choice(self._bureau).person
                    mode = "byActingSuccession"
                    self._offices[slug] = Seat(acting, "acting", today, event, mode)

    def _dissolve(self, today: date) -> None:
        event = f"event:{self.slug}-dissolution-{today.year}"
        for seat in list(self._bureau):
            self._leave(seat, today, event, "byDissolution")
        for slug, title, _, _ in OFFICES:
            if slug in self._offices:
                self._vacate(slug, title, today, event, "byDissolution")
            if slug in self._lost:
                self._stand_vacant(slug, title, today, event)
        facts = labels(f"Dissolution of {self.name}", f"Роспуск: {self._russian}")
        self._things.append(Thing(event, "Dissolution", *facts, ("cpsu:start", day(today))))

    def _leave(self, seat: Seat, today: date, event: str, mode: str) -> None:
        self._bureau.remove(seat)
        person, rank = seat.person, seat.rank
        infix = "-candidate" if rank == "candidate" else ""
        # Of some the sources know the month or the year only.
        vague = self._random.choices((day, month, year), (85, 7, 8))[0]
        member = "candidate member" if infix else "member"
        span = f"{seat.begun.year}-{today.year}"
        facts: list[Fact] = [
            ("rdfs:label", text(f"{person.english}, {member} of the Bureau, {span}")),
            ("cpsu:holder", person.name),
            ("cpsu:body", f"body:{self.slug}-bureau"),
            ("cpsu:rank", f"cpsu:{rank}"),
            *_boundaries(seat, today, event, mode, vague),
        ]
        name = f"tenure:{person.slug}-{self.slug}-bureau{infix}-{seat.begun.year}"
        self._things.append(Thing(name, "BodyMembership", *facts))

    def _vacate(self, slug: str, title: str, today: date, event: str, mode: str) -> None:
        seat = self._offices.pop(slug)
        person = seat.person
        span = f"{seat.begun.year}-{today.year}"
        facts: list[Fact] = [
            ("rdfs:label", text(f"{person.english}, {title} of {self.name}, {span}")),
            ("cpsu:holder", person.name),
            ("cpsu:office", f"office:{slug}-{self.slug}"),
            ("cpsu:capacity", f"cpsu:{seat.rank}"),
            *_boundaries(seat, today, event, mode, day),
        ]
        name = f"tenure:{person.slug}-{slug}-{self.slug}-{seat.begun:%Y-%m-%d}"
        self._things.append(Thing(name, "OfficeTenure", *facts))
        if seat.rank == "substantive" and self._random.random() < 0.2:
            self._things.append(self._leadership(seat, slug, today))

    def _leadership(self, seat: Seat, slug: str, today: date) -> Thing:
        facts: list[Fact] = [
            ("rdfs:label", text(f"{seat.person.english} as leader")),
            ("cpsu:leader", seat.person.name),
            ("cpsu:leadershipOf", f"body:{self.slug}"),
            ("cpsu:start", year(seat.begun)),
            ("cpsu:end", year(today)),
        ]
        name = f"leadership:{seat.person.slug}-{slug}-leader-{seat.begun.year}"
        return Thing(name, "Leadership", *facts)

    def _stand_vacant(self, slug: str, title: str, today: date, event: str) -> None:
        begun, began = self._lost.pop(slug)
        name = f"vacancy:{slug}-{self.slug}-{begun}"
        facts: list[Fact] = [
            ("rdfs:label", text(f"{title} of {self.name}, vacant from {begun}")),
            ("cpsu:ofOffice", f"office:{slug}-{self.slug}"),
            ("cpsu:start", day(begun)),
            ("cpsu:end", day(today)),
            ("cpsu:startedBy", began),
            ("cpsu:endedBy", event),
            ("cpsu:vacancyReason", text("The holder died before the next election")),
        ]
        self._things.append(Thing(name, "Vacancy", *facts))

    def _count(self, rank: str, today: date) -> None:
        size = sum(seat.rank == rank for seat in self._bureau)
        facts: list[Fact] = [
            ("rdfs:label", text(f"Bureau of {self.name}, {rank}, {today}")),
            ("cpsu:body", f"body:{self.slug}-bureau"),
            ("cpsu:rank", f"cpsu:{rank}"),
            ("cpsu:asOf", day(today)),
            ("cpsu:size", str(size)),
        ]
        name = f"headcount:{self.slug}-bureau-{rank}-{today}"
        self._things.append(Thing(name, "Headcount", *facts))


def _boundaries(
    seat: Seat, today: date, event: str, mode: str, precision: Callable[[date], str]
) -> list[Fact]:
    return [
        ("cpsu:start", day(seat.begun)),
        ("cpsu:startedBy", seat.event),
        ("cpsu:startMode", f"cpsu:{seat.mode}"),
        ("cpsu:end", precision(today)),
        ("cpsu:endedBy", event),
        ("cpsu:endMode", f"cpsu:{mode}"),
    ]
