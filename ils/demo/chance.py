"""Chance that always falls the same way: every draw has its own dice, named by what it is for."""

from random import Random

_YEARS = 20


class Dice:
    """The dice of a seed. The same seed and the same name give the same fall, in any order."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._courses: dict[tuple[str, str], list[float]] = {}

    def of(self, *name: object) -> Random:
        """The dice for something, by name."""
        return Random("|".join(map(str, (self.seed, *name))))

    def share(self, *name: object) -> float:
        """A number from 0 to 1 for something."""
        return self.of(*name).random()

    def course(self, series: str, organisation: str) -> list[float]:
        """How an organisation stands in a series: its lasting level, then a wobble a year."""
        key = (series, organisation)
        if key not in self._courses:
            chance = self.of("course", *key)
            wobbles = [chance.gauss(0, 0.45) for _ in range(_YEARS)]
            self._courses[key] = [chance.gauss(0, 0.75), *wobbles]
        return self._courses[key]
