"""Reads of the template: what the documents of a year are to hold."""

from django.db.models import F, QuerySet, Subquery

from organisation.enums import Kind
from organisation.models import Organisation
from periods.models import Period, Year
from reports.enums import AUDIENCE_OF
from reports.models import Section, TemplateSection
from reports.plans import STANDARD, SectionPlan


def template_rows(year: Year) -> QuerySet[TemplateSection]:
    """The parts that apply to the year: its own, or those of the nearest year before that has any."""
    before = TemplateSection.objects.filter(year__number__lte=year.number).order_by()
    nearest = before.values(of=F("year__number")).order_by("-of")[:1]
    rows = TemplateSection.objects.filter(year__number=Subquery(nearest))
    return rows.select_related("year", "changed_by").order_by("order", "pk")


def template_of(year: Year) -> list[SectionPlan]:
    """What the documents of the year are to hold, in order; one query."""
    return [row.plan for row in template_rows(year)] or list(STANDARD)


def plans_of(organisation: Organisation, period: Period) -> list[SectionPlan]:
    """What the organisation's document of the period is to hold, in order; one query."""
    audience = AUDIENCE_OF.get(Kind(organisation.kind))
    return [plan for plan in template_of(period.year) if plan.is_for(period.kind, audience)]


def plans_with(plans: list[SectionPlan], sections: dict[str, Section]) -> list[SectionPlan]:
    """The plans, and last those that somebody wrote in and the template has no more: no text is lost."""
    known = {plan.key for plan in plans}
    left = [each for each in sections.values() if each.key not in known and each.text.strip()]
    return [*plans, *(SectionPlan(each.key, each.title, each.guidance) for each in left)]
