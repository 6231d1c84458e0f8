"""What the rounds of the demo are played with."""

from dataclasses import dataclass
from typing import Any

from ils.demo.calendar import Calendar
from ils.demo.chance import Dice
from ils.demo.city import City
from ils.demo.files import content
from ils.demo.goals import Goals
from ils.demo.indicators import Plan
from ils.demo.people import People
from organisation.models import Organisation

# Where the tour of the demo goes: nothing is left to chance there.
TOUR = ("forskolan-tallkotten", "forskolan-lingonstigen", "jarva", "svenska-bostader")
WORDS: dict[str, Any] = content("wordings.toml")


@dataclass(slots=True)
class Scene:
    """Everything that a round needs."""

    calendar: Calendar
    city: City
    goals: Goals
    plan: Plan
    people: People
    dice: Dice

    @property
    def units(self) -> list[Organisation]:
        """The units as organisations."""
        return [self.city[unit.code] for unit in self.city.units]

    @property
    def deciding(self) -> list[Organisation]:
        """Today's nämnder, bolag and the group."""
        city = self.city
        return [*city.districts, *city.committees, *city.companies, city["stadshus-ab"]]

    def authors(self, organisations: list[Organisation]) -> dict[int, int | None]:
        """The id of whoever reports for each organisation, by its id."""
        return {one.pk: self.people.author(one.code).pk for one in organisations}

    def say(self, words: list[str], *name: object) -> str:
        """One of some wordings, the same each time for the same name."""
        return str(self.dice.of("say", *name).choice(words))
