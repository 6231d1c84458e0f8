"""The small pieces of the bench's documents: words, numbers, lights, judgements, indicators."""

from random import Random

from reports.contents import IndicatorLine, JudgedCell, LightCell, Number, TallyCell

_TEXT = """
arbetet barnen brukarna enheterna förskolan hemtjänsten insatser kvaliteten medarbetarna målet
nämnden omsorgen personalen prognosen resultatet samverkan skolan staden stödet tryggheten utfallet
utvecklingen verksamheten året andelen har är blir minskar ökar förbättras följs når planeras
genomförs påverkas bedöms visar fler färre jämfört med under efter genom för och att som där samt
inte även tidigare åtgärder handlingsplan sjukfrånvaron kompetensförsörjning digitalisering
"""
_WORDS = _TEXT.split()
_LIGHTS = (
    ("green", "Bedöms uppfyllas helt", "Uppnås helt"),
    ("yellow", "Bedöms uppfyllas delvis", "Uppnås delvis"),
    ("red", "Bedöms ej uppfyllas", "Uppnås ej"),
    ("grey", "Ej bedömt", "Kan inte bedömas"),
)


def judged(dice: Random, words: int) -> JudgedCell:
    """A judgement with its reasons."""
    return {
        "judged": light(dice, is_goal=True),
        "suggested": light(dice, is_goal=True),
        "difference": "Grönare än underlaget" if dice.random() < 0.2 else "",
        "moved": False,
        "rationale": sentence(dice, words),
        "decided_by": "nämnden",
        "assessed_by": "Anna Andersson",
        "assessed_on": "2026-09-20",
    }


def indicator(dice: Random) -> IndicatorLine:
    """An indicator with every number."""
    return {
        "code": "i",
        "name": sentence(dice, 8),
        "unit": "%",
        "goal_code": "1",
        "set_by": "KF",
        "outcome": number(dice),
        "women": number(dice),
        "men": number(dice),
        "previous": number(dice),
        "forecast": number(dice),
        "target": {
            "words": "minst 82 %", "decided_by": "KF", "decided_on": "2025-11-20", "case_number": "",
            "asked_by": "", "reason": "", "replaced": "",
        },
        "kf_target": None,
        "light": light(dice, is_goal=False),
        "kf_light": None,
        "reported": 10,
        "expected": 12,
        "is_preliminary": False,
        "comment": sentence(dice, 22),
        "action": None,
    }  # fmt: skip


def light(dice: Random, *, is_goal: bool) -> LightCell:
    """A light, green more often than not."""
    light, goal, indicator = dice.choices(_LIGHTS, weights=(6, 3, 1, 1))[0]
    return {
        "light": light,
        "word": goal if is_goal else indicator,
        "reason": sentence(dice, 18),
        "forecast": True,
        "grey": "",
        "rules": "1/1",
    }


def tally(dice: Random) -> TallyCell:
    """Counted lights."""
    green, yellow, red, grey = (dice.randrange(4) for _ in range(4))
    return {
        "green": green,
        "yellow": yellow,
        "red": red,
        "grey": grey,
        "total": green + yellow + red + grey,
    }


def number(dice: Random) -> Number:
    """A number between 40 and 95."""
    value = f"{dice.randrange(400, 950) / 10}"
    return {"exact": value, "shown": value.replace(".", ",")}


def texts(dice: Random, paragraphs: int, words: int = 70) -> str:
    """Some paragraphs."""
    return "\n\n".join(sentence(dice, words) for _ in range(paragraphs))


def sentence(dice: Random, words: int) -> str:
    """As many words, with a capital and full stops."""
    text = " ".join(dice.choice(_WORDS) + (". Det" if n % 14 == 13 else "") for n in range(words))
    return f"{text[0].upper()}{text[1:]}."
