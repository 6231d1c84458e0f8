"""A person's saved views of lists."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class SavedView(models.Model):
    """What a person often asks a list for, under a name of their own.

    `page` is the name of the list's address and `query` what stands after the question mark, so a
    view saved in one period works in the next. The address itself can be mailed to anybody.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="av"
    )
    page = models.CharField("lista", max_length=60)
    name = models.CharField("namn", max_length=60)
    query = models.CharField("urval", max_length=1000, blank=True)

    class Meta:
        verbose_name = "sparad vy"
        verbose_name_plural = "sparade vyer"
        ordering = ["page", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "name"],
                name="savedview_name_once",
                violation_error_message="Du har redan en vy med det namnet. Välj ett annat.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="savedview_has_a_name",
                violation_error_message="Skriv vad vyn ska heta.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
