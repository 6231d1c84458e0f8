"""Kinds of document, stages of a frozen copy, states of a report, formats of a file."""

from django.db.models import TextChoices


class ReportKind(TextChoices):
    """What a document is."""

    COMMITTEE_REPORT = "committee_report", "Rapport"
    APPENDIX_1 = "appendix_1", "Bilaga 1: måluppfyllelse per KF-mål"


class Stage(TextChoices):
    """At which moment a copy was frozen."""

    PROPOSAL = "proposal", "förslag till beslut"
    DECIDED = "decided", "beslut"
    CORRECTION = "correction", "rättelse"


class ReportState(TextChoices):
    """How far a nämnd or bolag has come with its report; read from its frozen copies."""

    NOT_STARTED = "not_started", "ej påbörjad"
    DRAFT = "draft", "utkast"
    PROPOSAL = "proposal", "förslag"
    DECIDED = "decided", "beslutad"


class Format(TextChoices):
    """The format of a stored file."""

    PDF = "pdf", "PDF"
