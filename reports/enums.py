"""Kinds of document and their parts, stages of a frozen copy, states of a report, formats of a file."""

from django.db.models import TextChoices

from organisation.enums import COMMITTEE_KINDS, COMPANY_KINDS, Kind


class ReportKind(TextChoices):
    """What a document is."""

    COMMITTEE_REPORT = "committee_report", "Rapport"
    APPENDIX_1 = "appendix_1", "Bilaga 1: måluppfyllelse per KF-mål"
    APPENDIX_2 = "appendix_2", "Bilaga 2: KF:s indikatorer per nämnd och bolag"
    APPENDIX_3 = "appendix_3", "Bilaga 3: ändrade indikatorer, årsmål och ansvariga"
    APPENDIX_4 = "appendix_4", "Bilaga 4: aktiviteter och uppdrag"
    APPENDIX_5 = "appendix_5", "Bilaga 5: nyckeltal"
    APPENDIX_6 = "appendix_6", "Bilaga 6: bedömning mot underlag, och prognosernas träffsäkerhet"

    @property
    def number(self) -> int | None:
        """Which of the city's bilagor it is; None for a report."""
        return int(self.value[-1]) if self in APPENDICES else None

    @property
    def subject(self) -> str:
        """What a bilaga is about: the label without its number, with a capital."""
        words = self.label.partition(": ")[2]
        return words[:1].upper() + words[1:]


# The city's bilagor, in order.
APPENDICES = tuple(kind for kind in ReportKind if kind.value.startswith("appendix"))


class Audience(TextChoices):
    """Whose documents a part of the template is for."""

    COMMITTEE = "committee", "nämnd"
    COMPANY = "company", "bolag"
    UNIT = "unit", "enhet"
    CITY = "city", "staden"


AUDIENCE_OF = {
    **dict.fromkeys(COMMITTEE_KINDS, Audience.COMMITTEE),
    **dict.fromkeys(COMPANY_KINDS, Audience.COMPANY),
    Kind.UNIT: Audience.UNIT,
    Kind.CITY: Audience.CITY,
}


class GeneratedPart(TextChoices):
    """What a part of a document is generated from; never typed."""

    DECISIONS = "decisions", "beslutspunkter"
    COUNTS = "counts", "räknat stycke om alla mål"
    DEVIATIONS = "deviations", "avvikelser"
    GOALS = "goals", "mål med räknat stycke, indikatorer, aktiviteter och analys"
    INDICATORS = "indicators", "indikatortabell"
    ACTIVITIES = "activities", "aktivitetstabell"
    ASSIGNMENTS = "assignments", "uppdrag med svar"
    CHANGED_TARGETS = "changed_targets", "ändrade årsmål"
    DISAGREEMENTS = "disagreements", "skillnader mellan bedömning och underlag"
    ECONOMY = "economy", "ekonomitabell"
    UNITS = "units", "enheternas uppgifter"


class Stage(TextChoices):
    """At which moment a copy was frozen."""

    PROPOSAL = "proposal", "förslag till beslut"
    DECIDED = "decided", "beslut"
    CORRECTION = "correction", "rättelse"
    COMPLETION = "completion", "komplettering"


class CorrectionKind(TextChoices):
    """Who wants a decided report to have a new version."""

    CORRECTION = "correction", "rättelse"
    COMPLETION = "completion", "komplettering"

    @property
    def going_on(self) -> str:
        """What is said of the decided report while it goes on."""
        return "komplettering begärd" if self is CorrectionKind.COMPLETION else "rättas"

    @property
    def anew(self) -> str:
        """What the version that it becomes is called."""
        return "kompletterade" if self is CorrectionKind.COMPLETION else "rättade"


class ReportState(TextChoices):
    """How far a nämnd or bolag has come with its report; read from its frozen copies."""

    NOT_STARTED = "not_started", "ej påbörjad"
    DRAFT = "draft", "utkast"
    PROPOSAL = "proposal", "förslag"
    DECIDED = "decided", "beslutad"


class Format(TextChoices):
    """The format of a file that is made from a frozen copy."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"
    JSON = "json", "JSON"
    ARCHIVE = "archive", "Arkivpaket"

    @property
    def ending(self) -> str:
        """What the file's name ends with."""
        return "zip" if self is Format.ARCHIVE else self.value

    @property
    def mime(self) -> str:
        """What the file is, as the web says it."""
        return _MIME[self.value]


_WORD = "application/vnd.openxmlformats-officedocument"
_MIME = {
    "pdf": "application/pdf",
    "docx": f"{_WORD}.wordprocessingml.document",
    "xlsx": f"{_WORD}.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "archive": "application/zip",
}
