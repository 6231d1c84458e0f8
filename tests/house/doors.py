"""Who gets in where, said once more and apart from the pages: promise 13 as rules of the tests.

A page that asks for a permission follows the table of rights; a page that reads follows what is
published. A page that decides for itself (it overrides `is_allowed`, or is no `Page`) must stand
in `OWN_DOORS`, so that nobody opens a door without writing here who may pass.
"""

from collections.abc import Callable
from functools import partial

import pytest

from goals.models import Goal
from organisation.enums import DECIDING_KINDS, DELEGATED_ROLES, Kind, Permission
from organisation.queries import can, can_read_drafts, grants_of
from organisation.views import Page
from periods.queries import can_read
from periods.views import PeriodPage
from tests.house.project import Address
from tests.house.tour import Seen
from tests.house.visits import Place

Door = Callable[[Seen, Place], bool]


def has_a_role(seen: Seen, place: Place) -> bool:
    """Whoever has any role."""
    return bool(grants_of(seen.user))


def hands_over(seen: Seen, place: Place) -> bool:
    """Whoever has a role that can be handed over to a substitute."""
    return any(grant.role in DELEGATED_ROLES for grant in grants_of(seen.user))


def has(permission: Permission, seen: Seen, place: Place) -> bool:
    """Whoever has the permission at the organisation."""
    return can(seen.user, permission, seen.visit.organisation)


def reviews_it(seen: Seen, place: Place) -> bool:
    """The nämnd's office reviews units, SLK reviews nämnder and bolag."""
    is_unit = seen.visit.organisation.kind == Kind.UNIT
    permission = Permission.REVIEW_UNITS if is_unit else Permission.REVIEW_COMMITTEES
    return can(seen.user, permission, seen.visit.organisation)


def has_a_list(seen: Seen, place: Place) -> bool:
    """The reviewers, each at the own organisation."""
    lists = {"controller": place.world.committee, "slk": place.world.city}
    return lists.get(seen.name) == seen.visit.organisation


def is_reviewer(seen: Seen, place: Place) -> bool:
    """The reviewers."""
    return seen.name in ("department_head", "controller", "slk")


def is_in_line(seen: Seen, place: Place) -> bool:
    """The organisation's own line reads drafts; none of the reports has been decided."""
    return can_read_drafts(seen.user, seen.visit.organisation)


def follows_the_report(seen: Seen, place: Place) -> bool:
    """The own line follows how a report is written; the city's only those at the city."""
    if seen.visit.organisation == place.world.city:
        return seen.name in ("slk", "reader", "admin")
    return is_in_line(seen, place)


def sets_the_target(seen: Seen, place: Place) -> bool:
    """SLK decides KF's target at the city and each addressee, a nämnd or bolag its own and its units'."""
    world = place.world
    sets = {
        "slk": (world.city, world.committee, world.company),
        "controller": (world.committee, world.unit),
        "company_reporter": (world.company,),
    }
    return seen.visit.organisation in sets.get(seen.name, ())


def reads_its_owner(seen: Seen, place: Place) -> bool:
    """The short address of a goal leads whoever may read at its owner."""
    owner = Goal.objects.get(pk=seen.visit.kwargs["pk"]).owner
    return can_read(seen.user, owner, place.world.t2)


def reads_the_copy(seen: Seen, place: Place) -> bool:
    """The nämnd's proposal is read by its line, the city's appendix by those at the city."""
    if seen.visit.kwargs["pk"] == place.papers.appendix.pk:
        return seen.name in ("slk", "reader", "admin")
    return can_read_drafts(seen.user, place.world.committee)


def follows_the_job(seen: Seen, place: Place) -> bool:
    """Who ordered a job follows it, and whoever may read the proposal that it is about."""
    return can_read_drafts(seen.user, place.world.committee)


def reports_or_imports(seen: Seen, place: Place) -> bool:
    """Who reports there, or brings files from the city's other systems."""
    return has(Permission.RECORD, seen, place) or has(Permission.IMPORT, seen, place)


OWN_DOORS: dict[str, Door] = {
    "lists:save": has_a_role,
    "lists:change": lambda seen, place: seen.name == "controller",
    "lists:order": has_a_role,
    "lists:file": lambda seen, place: seen.name == "controller",
    "start": lambda seen, place: True,
    "indicators:key_figures": has_a_role,
    "indicators:comparison": has_a_role,
    "indicators:indicator": has_a_role,
    "indicators:past": has_a_role,
    "economy:file": lambda seen, place: seen.name == "slk",
    "goals:goal_home": reads_its_owner,
    "goals:decide_target": sets_the_target,
    "goals:own_targets_list": has_a_role,
    "goals:own_targets": has_a_role,
    "goals:forecasts": has_a_role,
    "goals:goal_dialogue": is_in_line,
    "goals:value_dialogue": is_in_line,
    "goals:green": has_a_role,
    "goals:values": has_a_role,
    "goals:rules": has_a_role,
    "reports:ask_completion": reviews_it,
    "rounds:todo": has_a_role,
    "rounds:entry": partial(has, Permission.RECORD),
    "rounds:burden": has_a_role,
    "rounds:calendar": has_a_role,
    "rounds:revoke_calendar": has_a_role,
    "rounds:substitutes": hands_over,
    "rounds:seen": hands_over,
    "rounds:end_substitution": hands_over,
    "rounds:import_file": reports_or_imports,
    "rounds:import": lambda seen, place: seen.name == "unit_manager",
    "rounds:review_home": is_reviewer,
    "rounds:review": has_a_list,
    "rounds:review_sheet": has_a_list,
    "rounds:review_submission": reviews_it,
    "rounds:returns": is_in_line,
    "rounds:accept": reviews_it,
    "rounds:return": reviews_it,
    "reports:city": has_a_role,
    "reports:chain": has_a_role,
    **dict.fromkeys(
        (f"goals:{name}" for name in ("efforts", "timeline", "assignments", "assignment")),
        has_a_role,
    ),
    "reports:report": follows_the_report,
    "reports:compare": follows_the_report,
    "reports:snapshot": reads_the_copy,
    "reports:pdf": reads_the_copy,
    "reports:download": reads_the_copy,
    **dict.fromkeys(
        (f"reports:{name}" for name in ("docx", "xlsx", "csv", "json", "archive")), reads_the_copy
    ),
    "jobs:job": follows_the_job,
}
# What is about nobody but the user: a stranger to the other organisations has these too.
PERSONAL = {
    "lists:save",
    "lists:change",
    "lists:order",
    "lists:file",
    "rounds:calendar",
    "rounds:revoke_calendar",
    "rounds:substitutes",
    "rounds:seen",
    "rounds:end_substitution",
}
# There is nothing to see at these, for anyone: only nämnder and bolag have dates and targets of their own.
NOTHING_THERE: dict[str, Door] = {
    "periods:own_dates": lambda seen, place: seen.visit.organisation.kind not in DECIDING_KINDS,
    "goals:comment_target": lambda seen, place: seen.visit.organisation.kind not in DECIDING_KINDS,
}


def may_enter(address: Address, seen: Seen, place: Place) -> bool:
    """Say whether the user may be let in at the address."""
    if NOTHING_THERE.get(address.name, lambda seen, place: False)(seen, place):
        return False
    return _door(address)(seen, place)


def _door(address: Address) -> Door:
    """The rule of an address."""
    page = address.page
    if address.name in OWN_DOORS:
        return OWN_DOORS[address.name]
    if not (isinstance(page, type) and issubclass(page, Page)) or _decides_itself(page):
        pytest.fail(
            f"{address} avgör själv vem som får komma in: skriv i OWN_DOORS i tests/house/doors.py."
        )
    if page.permission is Permission.READ and issubclass(page, PeriodPage):
        return lambda seen, place: can_read(seen.user, seen.visit.organisation, place.world.t2)
    return partial(has, page.permission)


def _decides_itself(page: type[Page]) -> bool:
    """The page has its own answer to who may see it; those of reports only for reading."""
    default = page.is_allowed in (Page.is_allowed, PeriodPage.is_allowed)
    return not default and page.permission is Permission.READ
