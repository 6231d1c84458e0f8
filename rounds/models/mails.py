"""Mails that were sent to a person, and keys to a person's calendar."""

from django.conf import settings
from django.db import models

from rounds.enums import MailKind


class SentMail(models.Model):
    """A mail that was sent to a person about one thing, so that it is never sent twice.

    `about` is the day of a digest, or the submission and its version for what was returned.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="till",
    )
    kind = models.CharField("slag", max_length=10, choices=MailKind.choices)
    about = models.CharField("gäller", max_length=40)
    sent_at = models.DateTimeField("skickat", auto_now_add=True)

    class Meta:
        verbose_name = "utskick"
        verbose_name_plural = "utskick"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "about"],
                name="sentmail_once",
                violation_error_message="Brevet är redan skickat.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.about} till {self.user_id}"


class CalendarKey(models.Model):
    """The key to a person's calendar feed; only its hash is kept, so it can be shown but once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="calendar_key",
        verbose_name="användare",
    )
    token_hash = models.CharField("nyckelns hash", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("gjord")

    class Meta:
        verbose_name = "kalendernyckel"
        verbose_name_plural = "kalendernycklar"
        ordering = ["user"]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.created_at}"
