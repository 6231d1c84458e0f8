"""Pages of periods: the base of a page about an organisation in a period, dates and locks."""

from periods.views.base import PeriodPage

__all__ = ["PeriodPage"]
