"""Kinds of document, stages of a frozen copy, formats of a file."""

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


class Format(TextChoices):
    """The format of a stored file."""

    PDF = "pdf", "PDF"
