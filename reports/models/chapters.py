"""The chapters that documents are joined from, and which job waits for which.

Not for reading a document: what was decided is in `documents.Snapshot` and its files.
"""

from django.db import models
from django.db.models import Q

from jobs.models import Job


class Chapter(models.Model):
    """A part of a document, typeset once for every document with the same words and looks.

    Computed: it may be thrown away at any time, and is made again when it is asked for.
    """

    key = models.CharField("nyckel", max_length=64, unique=True)
    html = models.TextField("underlag", blank=True)
    content = models.BinaryField("innehåll", null=True)
    pages = models.PositiveIntegerField("sidor", null=True)
    marks = models.JSONField("rubriker och länkmål", default=dict)
    attempts = models.PositiveSmallIntegerField("försök", default=0)
    sent_at = models.DateTimeField("skickat", null=True)
    used_at = models.DateTimeField("senast använt")

    class Meta:
        verbose_name = "kapitel"
        verbose_name_plural = "kapitel"
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(content__isnull=True, pages__isnull=True)
                | Q(content__isnull=False, pages__isnull=False, html=""),
                name="chapter_whole_or_not_at_all",
                violation_error_message="Ett kapitel är antingen helt eller inte gjort.",
            ),
        ]

    def __str__(self) -> str:
        return self.key[:12]


class OrderedChapter(models.Model):
    """A chapter that a job's document is made of."""

    job = models.ForeignKey(
        Job, on_delete=models.CASCADE, related_name="chapters", verbose_name="jobb"
    )
    chapter = models.ForeignKey(
        Chapter, on_delete=models.RESTRICT, related_name="orders", verbose_name="kapitel"
    )
    position = models.PositiveIntegerField("plats")

    class Meta:
        verbose_name = "beställt kapitel"
        verbose_name_plural = "beställda kapitel"
        ordering = ["job", "position"]
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="orderedchapter_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.job_id}: {self.position}"
