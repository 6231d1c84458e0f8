"""The contents of documents as large as the city's real ones, from a seed and without a database.

Shaped as frozen copies are (reports/contents.py), with texts as long as people write them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from ils.bench.pieces import indicator, judged, sentence, tally, texts
from organisation.names import code_of
from reports.canonical import RENDERER, SCHEMA
from reports.contents import Content, GoalPart, GoalRow, SectionCell
from reports.enums import GeneratedPart
from reports.texts import blocks_of

COMMITTEES, COMPANIES = 31, 17
KF_GOALS, KF_INDICATORS = 12, 110
_PER_ORIENTATION = 4


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a nämnd's report holds."""

    areas: int
    goals: int
    indicators: int
    units: int


# About 50 pages; and what most of the others have, so that all 48 are about 1,300 pages.
LARGE = Extent(areas=6, goals=1, indicators=3, units=15)
USUAL = Extent(areas=5, goals=1, indicators=2, units=5)
SMALL = Extent(areas=2, goals=1, indicators=1, units=2)


def committee_report(number: int, extent: Extent) -> Content:
    """A nämnd's report of the second tertial."""
    dice = Random(number)
    areas = [_area(dice, number, nth, extent) for nth in range(extent.areas)]
    groups = [areas[n : n + _PER_ORIENTATION] for n in range(0, len(areas), _PER_ORIENTATION)]
    return {
        **_frame("committee_report", "Tertialrapport 2 2026", f"Nämnd {number:02d}"),
        "sections": [
            _section("Sammanfattande analys", "", texts(dice, 4)),
            _section("Mål", GeneratedPart.GOALS, ""),
            _section("Ekonomi", GeneratedPart.ECONOMY, texts(dice, 3)),
            _section("Övrigt", "", texts(dice, 2)),
            _section("Enheternas uppgifter", GeneratedPart.UNITS, ""),
        ],
        "tree": [],
        "submissions": [],
        "unaccepted": [],
        "economy": None,
        "orientations": [
            {"code": f"{nth}", "title": sentence(dice, 8), "areas": group}
            for nth, group in enumerate(groups, start=1)
        ],
        "loose": [],
        "units": [_unit(dice, number, nth) for nth in range(extent.units)],
    }


def everything(contents: Sequence[Content]) -> Content:
    """All the reports as one document: each nämnd's goals and units after the other's."""
    orientations = [part for content in contents for part in content["orientations"]]
    return {
        **contents[0],
        "orientations": [{**part, "code": f"{n}"} for n, part in enumerate(orientations, start=1)],
        "units": [unit for content in contents for unit in content["units"]],
    }


def appendix(seed: int, changed: Iterable[int] = ()) -> Content:
    """The city's bilaga 1; in the goals that are named, a nämnd has changed its judgement."""
    areas = [_city_area(seed, nth, is_changed=nth in set(changed)) for nth in range(KF_GOALS)]
    states = {"kind_word": "nämnd", "submission_word": "inlämnad", "report_word": "beslutad"}
    return {
        **_frame("appendix_1", "Bilaga 1 till tertialrapport 2 2026", "Staden"),
        "bodies": [{"name": name, **states} for name in _bodies()],
        "missing": [],
        "orientations": [
            {**_goal(Random(seed + nth), f"inriktning-{nth}", f"{nth}", 0), "areas": group}
            for nth, group in enumerate(
                (areas[n : n + _PER_ORIENTATION] for n in range(0, KF_GOALS, _PER_ORIENTATION)),
                start=1,
            )
        ],
        "loose": [],
        "disagreements": [
            {"code": area["code"], "title": area["title"], "owner": row["owner"], "at": row["at"]}
            for area in areas
            for row in area["rows"]
            if row["at"]["difference"]
        ],
    }


def _frame(kind: str, title: str, organisation: str) -> Content:
    """What every content begins with."""
    return {
        "schema": SCHEMA,
        "renderer": RENDERER,
        "kind": kind,
        "stage": "proposal",
        "stage_word": "förslag till beslut",
        "number": 1,
        "title": title,
        "organisation": {"name": organisation, "is_company": False, "is_city": kind != "committee_report"},
        "period": {
            "name": "Tertial 2 2026", "year": 2026, "last_day": "2026-08-31", "is_forecast": True,
            "is_invented": True,
        },
        "rules": {"name": "1", "tolerance_percent": "5", "decided_by": "KF", "decided_on": "2025-11-20"},
        "frozen_at": "2026-09-25T12:00:00+00:00",
        "frozen_by": "bänken",
        "verify_at": "https://ils.example.se/rapporter/version/",
        "previous": None,
        "decision": None,
        "decisions": ["Nämnden godkänner tertialrapport 2 för 2026."],
    }  # fmt: skip


def _bodies() -> list[str]:
    """The names of all nämnder and bolag."""
    committees = [f"Nämnd {n:02d}" for n in range(COMMITTEES)]
    return [*committees, *(f"Bolaget {n:02d} AB" for n in range(COMPANIES))]


def _section(title: str, part: str, text: str) -> SectionCell:
    """A part of a report that people write, or that is generated."""
    return {
        "key": code_of(title),
        "title": title,
        "part": str(part),
        "takes_text": True,
        "is_required": not part,
        "text": text,
        "blocks": blocks_of(text),
        "paragraphs": [],
        "tables": [],
    }


def _area(dice: Random, number: int, nth: int, extent: Extent) -> GoalPart:
    """KF's goal at a nämnd, with the nämnd's own goals."""
    part = _goal(dice, f"mal-{number}-{nth}", f"{nth + 1}", extent.indicators)
    part["below"] = [
        _own_goal(dice, f"{part['key']}-{n}", f"{nth + 1}.{n + 1}", extent)
        for n in range(extent.goals)
    ]
    return part


def _own_goal(dice: Random, key: str, code: str, extent: Extent) -> GoalPart:
    """A nämnd's goal with its units' åtaganden."""
    part = _goal(dice, key, code, extent.indicators)
    part["rows"] = [_row(dice, f"Enhet {unit}", 12) for unit in range(min(extent.units, 10))]
    part["rows_title"] = "Enheternas åtaganden"
    return part


def _city_area(seed: int, nth: int, *, is_changed: bool) -> GoalPart:
    """KF's goal in bilaga 1, with a row for each nämnd and bolag."""
    dice = Random(seed * 100 + nth)
    indicators = KF_INDICATORS // KF_GOALS + (nth < KF_INDICATORS % KF_GOALS)
    rows = [_row(dice, name, 70) for name in _bodies()]
    if is_changed:
        rows[3]["at"]["rationale"] += " Ändrat efter ny prognos."
    return {
        **_goal(dice, f"kf-{nth}", f"1.{nth + 1}", indicators, words=220),
        "rows": rows,
        "rows_title": "Nämndernas och bolagens bedömningar",
    }


def _goal(dice: Random, key: str, code: str, indicators: int, words: int = 70) -> GoalPart:
    """A goal with its indicators and what was written of it."""
    titles = ("Resultat", "Analys", "Utveckling")
    return {
        "key": key,
        "level": "operational_area",
        "level_word": "mål",
        "code": code,
        "title": sentence(dice, 7),
        "aim": sentence(dice, 25),
        "owner": "Staden",
        "at": judged(dice, 30),
        "paragraph": f"{sentence(dice, 30)} {sentence(dice, 25)}",
        "tally": tally(dice),
        "indicators": [indicator(dice) for _ in range(indicators)],
        "rows_title": "",
        "rows": [],
        "below": [],
        "activities": [],
        "analysis": [(title, texts(dice, 2, words // 2)) for title in titles],
    }


def _unit(dice: Random, number: int, nth: int) -> Content:
    """A unit's own figures and texts."""
    key = f"enhet-{number}-{nth}"
    return {
        "code": f"{number}-{nth}",
        "name": f"Enhet {nth}",
        "state_word": "godkänd",
        "is_self_reviewed": False,
        "indicators": [indicator(dice) for _ in range(4)],
        "commitments": [_goal(dice, f"{key}-{n}", f"{n + 1}", 0, words=25) for n in range(3)],
        "activities": [],
    }


def _row(dice: Random, owner: str, words: int) -> GoalRow:
    """A goal at an organisation as a row."""
    return {
        "code": "1",
        "title": sentence(dice, 7),
        "owner": owner,
        "is_lead": False,
        "is_preliminary": dice.random() < 0.3,
        "at": judged(dice, words),
        "indicators": tally(dice),
    }
