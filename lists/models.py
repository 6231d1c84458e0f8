"""A person's saved views of lists, and the files that a worker makes of long ones."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.urls import reverse


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


class OrderedFile(models.Model):
    """A file of a long list, which a worker makes of what the list's address shows its user.

    `address` is the list's with its filter and sorting.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="av"
    )
    address = models.CharField("lista", max_length=2000)
    title = models.CharField("listans namn", max_length=200)
    kind = models.CharField("format", max_length=4, choices=[("csv", "CSV"), ("xlsx", "Excel")])
    name = models.CharField("filens namn", max_length=200)
    content = models.BinaryField("innehåll", default=b"")
    ordered_at = models.DateTimeField("beställd", auto_now_add=True)
    made_at = models.DateTimeField("gjord", null=True)

    class Meta:
        verbose_name = "beställd fil"
        verbose_name_plural = "beställda filer"
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "address", "kind"],
                condition=Q(made_at=None),
                name="orderedfile_made_one_at_a_time",
                violation_error_message="Samma fil görs redan.",
            ),
            models.CheckConstraint(
                condition=Q(made_at=None, content=b"") | Q(made_at__isnull=False) & ~Q(content=b""),
                name="orderedfile_has_what_was_made",
                violation_error_message="En fil som är gjord har ett innehåll.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_kind_display()})"

    def get_absolute_url(self) -> str:
        """Where it is fetched; before it is made, the list that it was ordered from."""
        return reverse("lists:file", args=[self.pk]) if self.made_at else self.address

    def may_be_read_by(self, user: AbstractBaseUser) -> bool:
        """Only by the one who ordered it: the rights in it are theirs."""
        return bool(self.user_id == user.pk)
