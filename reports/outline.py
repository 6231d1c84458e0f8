"""What a report is called, and the parts of it that people write."""

from dataclasses import dataclass

from organisation.enums import COMPANY_KINDS, Kind
from organisation.names import code_of
from periods.enums import PeriodKind
from reports.enums import ReportKind, Stage

_REPORT_NAMES = {
    PeriodKind.PLAN: "Verksamhetsplan {year}",
    PeriodKind.TERTIAL_1: "Tertialrapport 1 {year}",
    PeriodKind.TERTIAL_2: "Tertialrapport 2 {year}",
    PeriodKind.ANNUAL: "Verksamhetsberättelse {year}",
}
_CITY_NAMES = {**_REPORT_NAMES, PeriodKind.ANNUAL: "Årsredovisning {year}"}
# How a decision names it: "godkänner tertialrapport 2 för 2026".
_DECIDED_NAMES = {
    PeriodKind.PLAN: "verksamhetsplan för {year}",
    PeriodKind.TERTIAL_1: "tertialrapport 1 för {year}",
    PeriodKind.TERTIAL_2: "tertialrapport 2 för {year}",
    PeriodKind.ANNUAL: "verksamhetsberättelse för {year}",
}
_STAGE_WORDS = {
    Stage.PROPOSAL: "forslag",
    Stage.DECIDED: "beslut",
    Stage.CORRECTION: "rattelse",
}


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A part that people write: its place among the parts, and what belongs in it."""

    key: str
    title: str
    guidance: str
    is_optional: bool = False


SECTIONS = (
    SectionPlan(
        "sammanfattning",
        "Sammanfattande analys",
        "Högst en sida, för den som bara läser den. Börja med hur det går som helhet. Säg sedan "
        "vad som avviker från planen, varför, och vad ni gör åt det. Upprepa inte siffror som "
        "redan står i tabellerna.",
    ),
    SectionPlan(
        "ekonomi",
        "Ekonomi",
        "Kommentera prognosen mot budgeten. Förklara avvikelser som är större än en procent och "
        "beskriv åtgärder: vad, vem, när och hur stor effekt i mnkr.",
    ),
    SectionPlan(
        "ovrigt",
        "Övrigt",
        "Svar på uppdrag, väsentliga händelser efter periodens slut, och annat som "
        "kommunstyrelsen behöver veta. Lämna tomt om det inte finns något.",
        is_optional=True,
    ),
)
SECTION_OF = {plan.key: plan for plan in SECTIONS}


def report_name(kind: str, period_kind: str, year: int) -> str:
    """The title of a document: "Tertialrapport 2 2026"."""
    names = _REPORT_NAMES if kind == ReportKind.COMMITTEE_REPORT else _CITY_NAMES
    name = names[PeriodKind(period_kind)].format(year=year)
    if kind == ReportKind.COMMITTEE_REPORT:
        return name
    return f"Bilaga 1 till {name[0].lower()}{name[1:]}"


def file_name(name: str, organisation: str, stage: str, number: int, ending: str) -> str:
    """A name that says what the file is wherever it ends up."""
    which = f"-{number}" if stage != Stage.DECIDED else ""
    words = [name, organisation, _STAGE_WORDS[Stage(stage)] + which]
    return "-".join(_short(word) for word in words if word) + f".{ending}"


def _short(words: str) -> str:
    """The words as they can stand in a file name; a body's kind says nothing there."""
    for kind in (" stadsdelsnämnd", "nämnden"):
        words = words.removesuffix(kind)
    return code_of(words)


def decider(organisation_kind: str) -> str:
    """Who decides the report: the nämnd, the bolag's board, or for the city kommunstyrelsen."""
    if organisation_kind == Kind.CITY:
        return "Kommunstyrelsen"
    return "Bolagsstyrelsen" if organisation_kind in COMPANY_KINDS else "Nämnden"


def proposed_decisions(organisation_kind: str, period_kind: str, year: int) -> list[str]:
    """The points that the body is asked to decide, in order."""
    who = decider(organisation_kind)
    name = _DECIDED_NAMES[PeriodKind(period_kind)].format(year=year)
    return [
        f"{who} godkänner {name}.",
        f"{who} överlämnar rapporten till kommunstyrelsen.",
    ]
