"""What a part of a document is to hold, and the template that a city begins with. Pure data.

The standard template is our own choice, made of what the city's reports have and the guidance that cities
publish; stadsledningskontoret changes it per year.
"""

from dataclasses import dataclass

from periods.enums import PeriodKind
from reports.enums import Audience, GeneratedPart

_ALL = tuple(PeriodKind.values)
_FOLLOWED_UP = (PeriodKind.TERTIAL_1, PeriodKind.TERTIAL_2, PeriodKind.ANNUAL)
_BODIES = (Audience.COMMITTEE, Audience.COMPANY)
_DECIDING = (*_BODIES, Audience.CITY)
_COUNCIL = "Nämndens ledamöter och kommunstyrelsen"
_ALL_READERS = "Ledamöter, kommunstyrelsen, medarbetare och invånare"


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A part of a document: what belongs in it, why, for whom, and in which documents it stands.

    `part` says what is generated in it, if anything; `takes_text` whether people write in it.
    """

    key: str
    title: str
    guidance: str = ""
    purpose: str = ""
    reader: str = ""
    part: str = ""
    takes_text: bool = True
    is_required: bool = False
    periods: tuple[str, ...] = _ALL
    audiences: tuple[str, ...] = tuple(Audience.values)

    def is_for(self, period_kind: str, audience: str | None) -> bool:
        """Say whether the part stands in the document of the period and the audience."""
        return period_kind in self.periods and audience in self.audiences


STANDARD = (
    SectionPlan(
        "beslut",
        "Förslag till beslut",
        "De första beslutspunkterna skrivs av systemet. Skriv bara det som ska beslutas därutöver, "
        "en punkt per rad, till exempel en begäran om budgetjustering.",
        purpose="Att det är klart vad som beslutas.",
        reader=_COUNCIL,
        part=GeneratedPart.DECISIONS,
        audiences=_DECIDING,
    ),
    SectionPlan(
        "sammanfattning",
        "Sammanfattande analys",
        "Högst en sida, för den som bara läser den. Börja med hur det går som helhet. Säg sedan "
        "vad som avviker från planen, varför, och vad ni gör åt det. Upprepa inte siffror som "
        "redan står i tabellerna.",
        purpose="Att den som bara läser en sida vet hur det går, varför, och vad som görs.",
        reader=_ALL_READERS,
        is_required=True,
        periods=_FOLLOWED_UP,
    ),
    SectionPlan(
        "inledning",
        "Inledning",
        "Vilket uppdrag ni har, vad som är viktigast under året, och vad som är nytt mot förra "
        "året. Högst en sida.",
        purpose="Att läsaren förstår uppdraget och årets inriktning.",
        reader=_ALL_READERS,
        is_required=True,
        periods=(PeriodKind.PLAN,),
    ),
    SectionPlan(
        "avvikelser",
        "Avvikelser",
        purpose="Att det som inte går som planerat syns först.",
        reader=_COUNCIL,
        part=GeneratedPart.DEVIATIONS,
        takes_text=False,
        periods=_FOLLOWED_UP,
    ),
    SectionPlan(
        "mal",
        "Mål",
        purpose="Att visa hur varje mål går, från KF:s mål ner till enhetens åtagande.",
        reader=_ALL_READERS,
        part=GeneratedPart.GOALS,
        takes_text=False,
    ),
    SectionPlan(
        "indikatorer",
        "Indikatorer",
        purpose="Att visa allt som enheten har mätt.",
        reader="Nämndens kansli",
        part=GeneratedPart.INDICATORS,
        takes_text=False,
        audiences=(Audience.UNIT,),
    ),
    SectionPlan(
        "aktiviteter",
        "Aktiviteter",
        purpose="Att visa vad enheten har lovat att göra, när, och hur det går.",
        reader="Nämndens kansli",
        part=GeneratedPart.ACTIVITIES,
        takes_text=False,
        audiences=(Audience.UNIT,),
    ),
    SectionPlan(
        "uppdrag",
        "Uppdrag",
        purpose="Att den som har gett ett uppdrag får svar på det.",
        reader=_COUNCIL,
        part=GeneratedPart.ASSIGNMENTS,
        takes_text=False,
        periods=_FOLLOWED_UP,
        audiences=_DECIDING,
    ),
    SectionPlan(
        "andrade-arsmal",
        "Ändrade årsmål",
        purpose="Att ingen ändring av vad som ska nås passerar osedd.",
        reader=_COUNCIL,
        part=GeneratedPart.CHANGED_TARGETS,
        takes_text=False,
        periods=(PeriodKind.TERTIAL_2, PeriodKind.ANNUAL),
        audiences=_DECIDING,
    ),
    SectionPlan(
        "skillnader",
        "Där bedömning och underlag skiljer sig",
        purpose="Att en bedömning som inte följer siffrorna kan prövas.",
        reader="Kommunstyrelsen och revisorerna",
        part=GeneratedPart.DISAGREEMENTS,
        takes_text=False,
        periods=_FOLLOWED_UP,
        audiences=_DECIDING,
    ),
    SectionPlan(
        "budget",
        "Budget",
        "Hur pengarna fördelas, vad som är nytt mot förra året, och hur satsningar på målen ryms "
        "inom ramen.",
        purpose="Att visa vad planen får kosta, och vad pengarna ska räcka till.",
        reader=_COUNCIL,
        part=GeneratedPart.ECONOMY,
        is_required=True,
        periods=(PeriodKind.PLAN,),
        audiences=_DECIDING,
    ),
    SectionPlan(
        "ekonomi",
        "Ekonomi",
        "Kommentera prognosen mot budgeten. Förklara avvikelser som är större än en procent och "
        "beskriv åtgärder: vad, vem, när och hur stor effekt i mnkr.",
        purpose="Att visa om pengarna räcker, och vad som görs om de inte gör det.",
        reader=_COUNCIL,
        part=GeneratedPart.ECONOMY,
        is_required=True,
        periods=_FOLLOWED_UP,
        audiences=_DECIDING,
    ),
    SectionPlan(
        "ovrigt",
        "Övrigt",
        "Väsentliga händelser efter periodens slut, och annat som den som rapporten lämnas "
        "till behöver veta. Lämna tomt om det inte finns något.",
        purpose="Att det som inte hör hemma någon annanstans ändå kommer fram.",
        reader="Den som rapporten lämnas till",
    ),
    SectionPlan(
        "enheter",
        "Enheternas uppgifter",
        purpose="Att allt som står ovan kan följas till den som rapporterade det.",
        reader="Nämndens ledamöter och revisorerna",
        part=GeneratedPart.UNITS,
        takes_text=False,
        audiences=_BODIES,
    ),
)
