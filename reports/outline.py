"""What a document is called, who decides it, and what is proposed."""

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
_CITY_DECIDED_NAMES = {**_DECIDED_NAMES, PeriodKind.ANNUAL: "årsredovisning för {year}"}
_HANDED = {True: "verksamhetsplanen", False: "rapporten"}
_STAGE_WORDS = {
    Stage.PROPOSAL: "forslag",
    Stage.DECIDED: "beslut",
    Stage.CORRECTION: "rattelse",
    Stage.COMPLETION: "komplettering",
}


def report_name(kind: str, period_kind: str, year: int, organisation_kind: str) -> str:
    """The title of a document: "Tertialrapport 2 2026"; the city's annual one is its årsredovisning."""
    names = _CITY_NAMES if organisation_kind == Kind.CITY else _REPORT_NAMES
    name = names[PeriodKind(period_kind)].format(year=year)
    if kind == ReportKind.COMMITTEE_REPORT:
        return name
    return f"Bilaga {ReportKind(kind).number} till {name[0].lower()}{name[1:]}"


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
    """Who decides the report: nämnd, bolag's board, kommunstyrelsen for the city, head of a unit."""
    if organisation_kind == Kind.CITY:
        return "Kommunstyrelsen"
    if organisation_kind == Kind.UNIT:
        return "Enhetschefen"
    return "Bolagsstyrelsen" if organisation_kind in COMPANY_KINDS else "Nämnden"


def proposed_decisions(
    organisation_kind: str, period_kind: str, year: int, *, anew: str = ""
) -> list[str]:
    """The points that the body is asked to decide, in order; the head of a unit is asked nothing.

    `anew` is what a new version of a decided document is called: "rättade".
    """
    if organisation_kind == Kind.UNIT:
        return []
    who = decider(organisation_kind)
    is_city = organisation_kind == Kind.CITY
    names = _CITY_DECIDED_NAMES if is_city else _DECIDED_NAMES
    above = "kommunfullmäktige" if is_city else "kommunstyrelsen"
    name = names[PeriodKind(period_kind)].format(year=year)
    return [
        f"{who} godkänner {f'den {anew} versionen av ' if anew else ''}{name}.",
        f"{who} överlämnar {_HANDED[period_kind == PeriodKind.PLAN]} till {above}.",
    ]
