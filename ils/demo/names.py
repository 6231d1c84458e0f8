"""Invented names of units and people. None is meant to be a real one."""

from collections.abc import Iterator

from ils.demo.chance import Dice
from ils.demo.files import content

_WORDS = content("words.toml")
_FIRST_PARTS = _WORDS["first_parts"].split()
_LAST_PARTS = _WORDS["last_parts"].split()
# Joined to the first part without the ending that stands alone.
_STEM = {"Mossa": "Moss", "Hare": "Har", "Tranan": "Tran", "Svalan": "Sval", "Måne": "Mån"}
# The two förskolor of the account "enhetschef", the same whatever the seed.
FIXED = {"forskola": ("Förskolan Tallkotten", "Förskolan Lingonstigen")}
TEMPLATES = {
    "forskola": "Förskolan {}",
    "vardboende": "{}s vård- och omsorgsboende",
    "hemtjanst": "Hemtjänsten {}",
    "gruppbostad": "Gruppbostaden {}",
    "fritidsgard": "Fritidsgården {}",
    "skola": "Grundskolan {}",
    "simhall": "Simhallen {}",
    "bibliotek": "Biblioteket {}",
    "jobbtorg": "Jobbtorg {}",
    "stodboende": "Stödboendet {}",
}
_SOCIAL = (
    "Barn- och familjeenheten",
    "Enheten för ekonomiskt bistånd",
    "Vuxenenheten",
    "Mottagningsenheten",
    "Enheten för unga",
    "Öppenvårdsenheten",
    "Familjerättsenheten",
    "Relationsvåldsenheten",
)
_OFFICES = ("Planeringsenheten", "Enheten för drift och kundservice", "Utvecklingsenheten")
_GIVEN = _WORDS["given"].split()
_FAMILY = _WORDS["family"].split()


def unit_names(sort: str, dice: Dice, district: str = "") -> Iterator[str]:
    """Names for units of a sort, as many as there are words for."""
    if sort == "socialtjanst":
        yield from (f"{name}, {district}" for name in _SOCIAL)
    elif sort == "kontor":
        yield from (f"{name}, {district}" for name in _OFFICES)
    else:
        for word in _words(sort, dice):
            yield TEMPLATES[sort].format(word)


def person_name(dice: Dice, username: str) -> tuple[str, str]:
    """An invented given name and family name."""
    chance = dice.of("person", username)
    return chance.choice(_GIVEN), chance.choice(_FAMILY)


def _words(sort: str, dice: Dice) -> list[str]:
    """All compounds of two words, shuffled for the sort."""
    words = [_STEM.get(a, a) + b for a in _FIRST_PARTS for b in _LAST_PARTS]
    dice.of("names", sort).shuffle(words)
    taken = {name.rpartition(" ")[2] for name in FIXED.get(sort, ())}
    return [word for word in words if word not in taken]
