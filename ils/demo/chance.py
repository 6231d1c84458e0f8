"""Chance that always falls the same way: every draw has its own dice, named by what it is for."""

from random import Random


class Dice:
    """The dice of a seed. The same seed and the same name give the same fall, in any order."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def of(self, *name: object) -> Random:
        """The dice for something, by name."""
        return Random("|".join(map(str, (self.seed, *name))))

    def share(self, *name: object) -> float:
        """A number from 0 to 1 for something."""
        return self.of(*name).random()
