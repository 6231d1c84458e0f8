"""The template of a year's documents: its parts, which stadsledningskontoret changes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from history.models import Versioned, tracked
from periods.enums import PeriodKind
from periods.models import Year
from reports.enums import Audience, GeneratedPart
from reports.plans import SectionPlan


@tracked
class TemplateSection(Versioned):
    """A part of the year's documents. A year without parts of its own follows the year before."""

    year = models.ForeignKey(
        Year, on_delete=models.RESTRICT, related_name="template_sections", verbose_name="år"
    )
    key = models.SlugField("nyckel", max_length=40)
    title = models.CharField("rubrik", max_length=200)
    order = models.PositiveSmallIntegerField("ordning")
    guidance = models.TextField("anvisning", blank=True)
    purpose = models.CharField("syfte", max_length=300, blank=True)
    reader = models.CharField("läsare", max_length=200, blank=True)
    part = models.CharField("skapas av", max_length=20, blank=True, choices=GeneratedPart.choices)
    takes_text = models.BooleanField("skrivs av människor", default=True)
    is_required = models.BooleanField("måste skrivas", default=False)
    periods = ArrayField(
        models.CharField(max_length=10, choices=PeriodKind.choices), verbose_name="dokument"
    )
    audiences = ArrayField(
        models.CharField(max_length=10, choices=Audience.choices), verbose_name="för vilka"
    )

    class Meta:
        verbose_name = "mallavsnitt"
        verbose_name_plural = "mallavsnitt"
        ordering = ["-year__number", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "key"],
                name="templatesection_once",
                violation_error_message="Årets mall har redan ett avsnitt med den nyckeln.",
            ),
            models.CheckConstraint(
                condition=Q(takes_text=True) | ~Q(part=""),
                name="templatesection_holds_something",
                violation_error_message="Ett avsnitt ska skrivas eller skapas av uppgifterna, eller båda.",
            ),
            models.CheckConstraint(
                condition=Q(takes_text=True) | Q(is_required=False),
                name="templatesection_required_is_written",
                violation_error_message="Bara det som människor skriver kan krävas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.year}"

    @property
    def plan(self) -> SectionPlan:
        """What the part is to hold."""
        return SectionPlan(
            key=self.key,
            title=self.title,
            guidance=self.guidance,
            purpose=self.purpose,
            reader=self.reader,
            part=self.part,
            takes_text=self.takes_text,
            is_required=self.is_required,
            periods=tuple(self.periods),
            audiences=tuple(self.audiences),
        )
