"""The words of a goal's judgement, and of the computed suggestion beside it.

Glossary: a goal *bedöms uppfyllas* in tertial reports and *har uppfyllts* in the annual one.
"""

from lights import Grey, Light

UNJUDGED = "Ej bedömt"
# Why a row changed when its mark of being ready was taken away, and nothing else.
UNMARKED = "klarmarkeringen togs bort"

_JUDGED = {
    True: {
        Light.GREEN: "Bedöms uppfyllas helt",
        Light.YELLOW: "Bedöms uppfyllas delvis",
        Light.RED: "Bedöms ej uppfyllas",
    },
    False: {
        Light.GREEN: "Har uppfyllts helt",
        Light.YELLOW: "Har uppfyllts delvis",
        Light.RED: "Har ej uppfyllts",
    },
}
_SUGGESTED = {
    True: {
        Light.GREEN: "Beräknas uppfyllas helt",
        Light.YELLOW: "Beräknas uppfyllas delvis",
        Light.RED: "Beräknas ej uppfyllas",
    },
    False: {
        Light.GREEN: "Beräknas ha uppfyllts helt",
        Light.YELLOW: "Beräknas ha uppfyllts delvis",
        Light.RED: "Beräknas ej ha uppfyllts",
    },
}
SHORT = {
    Light.GREEN: "Helt",
    Light.YELLOW: "Delvis",
    Light.RED: "Uppfylls ej",
    Light.GREY: UNJUDGED,
}

# The colours by name, where a list is about colours and not about what is met.
COLOURS = {"green": "grön", "yellow": "gul", "red": "röd", "grey": "grå"}


def judged_word(light: str, *, is_forecast: bool) -> str:
    """How a person's judgement reads in the period; no judgement is "ej bedömt"."""
    return _JUDGED[is_forecast].get(Light(light), UNJUDGED)


def suggested_word(light: str, grey: str, *, is_forecast: bool) -> str:
    """How the computed light of a goal reads in the period."""
    if grey:
        return Grey(grey).word.capitalize()
    return _SUGGESTED[is_forecast][Light(light)]


def basis_word(light: str, grey: str) -> str:
    """The computed light in a word or two, for a column whose head says what it is."""
    return Grey(grey).word.capitalize() if grey else SHORT[Light(light)]


def judged_choices(*, is_forecast: bool) -> list[tuple[str, str]]:
    """The judgements a person can choose between, in words."""
    return [(light.value, word) for light, word in _JUDGED[is_forecast].items()]


def is_greener(light: str, than: str) -> bool:
    """Say whether a judgement is greener than a suggestion (promise 6); grey ranks with red."""
    return Light(light).rank > Light(than).rank
