"""What stands in the head of every page: period, navigation, who is signed in."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import ResolverMatch

from ils.demo.accounts import ACCOUNTS, PASSWORD
from indicators.chain import goal_years_of
from organisation.addresses import kept_address
from organisation.enums import GRANTS, Permission, Role
from organisation.models import User
from organisation.queries import grants_of
from periods.enums import PeriodKind
from periods.models import Period
from periods.queries import opened_periods

# A plan has no lights to explain.
_WHY = "goals:goal_why"
# What an address may name and still exist in another period, and in another year.
_KEPT_IN_YEAR = {"period", "organisation", "goal"}
_KEPT = {"period", "organisation"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the head of the page."""

    label: str
    url: str
    is_current: bool
    state_label: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The head of the page."""

    period_label: str
    periods: list[Link]
    navigation: list[Link]
    user_name: str
    role_label: str
    is_demo: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template `frame` (None when nobody is signed in), the demo accounts and the open view."""
    user = getattr(request, "user", None)
    signed_in = isinstance(user, User)
    return {
        "frame": _frame(request, user) if signed_in and isinstance(user, User) else None,
        "demo_accounts": ACCOUNTS if settings.DEMO and not signed_in else [],
        "demo_password": PASSWORD if settings.DEMO and not signed_in else "",
        "has_open_view": settings.PUBLIC_VIEW,
    }


def _frame(request: HttpRequest, user: User) -> Frame:
    """Build the head for a signed-in user."""
    match = request.resolver_match
    periods = opened_periods(request)
    current = _current(match, periods)
    return Frame(
        period_label=str(current) if current else "",
        periods=[_period_link(request, period, current) for period in periods],
        navigation=_navigation(request, user, current),
        user_name=str(user),
        role_label=", ".join(dict.fromkeys(Role(g.role).label for g in grants_of(user))),
        is_demo=settings.DEMO,
    )


def _current(match: ResolverMatch | None, periods: list[Period]) -> Period | None:
    """The period of the address, else the one that is reported in now, else the newest."""
    slug = match.kwargs.get("period") if match else None
    named = (period for period in periods if period.slug == slug)
    open_now = (p for p in periods if p.unit_locked_at is None and p.kind != "plan")
    return next(named, None) or next(open_now, None) or next(iter(periods), None)


def _period_link(request: HttpRequest, period: Period, current: Period | None) -> Link:
    """The same page in another period; what does not exist there leads to its organisation."""
    url = _in_period(request, period, current)
    return Link(str(period), url, period == current, _state(period))


def _in_period(request: HttpRequest, period: Period, current: Period | None) -> str:
    """Where the reader comes in another period: a goal stays within its year, the rest further."""
    kept = request.resolver_match.kwargs if request.resolver_match else {}
    same_year = current is not None and current.year_id == period.year_id
    if same_year and period.kind == PeriodKind.PLAN and _view_name(request) == _WHY:
        return kept_address("goals:goal", period.slug, kept["organisation"], kept["goal"])
    if "period" in kept and set(kept) <= (_KEPT_IN_YEAR if same_year else _KEPT):
        return request.path.replace(f"/{kept['period']}/", f"/{period.slug}/", 1)
    if "organisation" in kept:
        return kept_address("goals:organisation", period.slug, kept["organisation"])
    return kept_address("goals:city", period.slug)


def _view_name(request: HttpRequest) -> str:
    """The name of the page's address."""
    return request.resolver_match.view_name if request.resolver_match else ""


def _state(period: Period) -> str:
    """How far the period has been locked."""
    if period.city_locked_at:
        return "låst"
    return "stängd för enheter" if period.unit_locked_at else "öppen"


def _navigation(request: HttpRequest, user: User, period: Period | None) -> list[Link]:
    """The main navigation: only what the user's roles have use for."""
    allowed = {permission for grant in grants_of(user) for permission in GRANTS[grant.role]}
    links: list[tuple[str, str, list[str], str]] = [("Start", "start", [], "start")]
    if Permission.RECORD in allowed:
        links.append(("Att göra", "rounds:todo", [], "todo"))
    if period and allowed:
        links.append(("Mål", "goals:city", [period.slug], "goals"))
        if allowed & {Permission.REVIEW_UNITS, Permission.REVIEW_COMMITTEES}:
            links.append(("Granska", "rounds:review_home", [], "review"))
        links.append(("Rapporter", "reports:city", [period.slug], "reports"))
        links.append(("Nyckeltal", "indicators:key_figures", [], "indicators"))
    if Permission.ADMINISTER in allowed:
        links.append(("Administration", "admin:index", [], "admin"))
    here = _view_name(request)
    if period and period.year_id in goal_years_of(request):
        here = "goals"
    return [Link(label, kept_address(n, *a), _is_here(here, word)) for label, n, a, word in links]


def _is_here(view_name: str, word: str) -> bool:
    """Say whether a page belongs to an item of the navigation."""
    if view_name == "rounds:burden":  # read by everyone, also by those who have nothing to do
        return False
    if view_name.startswith("rounds:"):
        return word == ("review" if "review" in view_name else "todo")
    return view_name == word or view_name.split(":", maxsplit=1)[0] == word
