"""Loads the whole demo city in one transaction, step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from goals.commands import open_period
from ils.demo.activities import make_activities
from ils.demo.assignments import make_assignments
from ils.demo.calendar import THIS_YEAR, make_calendar, set_moments
from ils.demo.chance import Dice
from ils.demo.city import build_city
from ils.demo.goals import make_goals
from ils.demo.indicators import break_series, make_indicators, make_targets
from ils.demo.past import load_forecasts, load_past, load_real_year, lock_all
from ils.demo.people import make_people
from ils.demo.plans import budget_plan, decide_plan
from ils.demo.rounds import hand_in_plans, play_t1, play_t2
from ils.demo.scene import Scene
from ils.demo.sizes import SIZES
from ils.demo.target_changes import change_targets
from organisation.models import Organisation

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What demo is wanted: its size, its seed, and the day it is loaded on."""

    size: str
    seed: int
    today: date


def is_loaded() -> bool:
    """There is an organisation in the database already."""
    return Organisation.objects.exists()


@transaction.atomic
def load_demo(wish: Wish, say: Say) -> None:
    """Make the city, its years and its rounds."""
    _check_keys_at_once()
    dice = Dice(wish.seed)
    say("Organisationen")
    city = build_city(size=SIZES[wish.size], dice=dice, today=wish.today)
    say(f"  {len(city.organisations)} organisationer, varav {len(city.units)} påhittade enheter")
    people = make_people(city, dice)
    calendar = make_calendar(wish.today)
    say("År 2022 och alla publicerade serier")
    load_real_year(calendar, people.slk)
    say(f"År {THIS_YEAR}: mål, indikatorer och årsmål")
    goals = make_goals(year=calendar.years[THIS_YEAR], city=city, dice=dice)
    plan = make_indicators(calendar=calendar, city=city, goals=goals)
    make_targets(calendar=calendar, city=city, goals=goals, plan=plan, dice=dice)
    break_series(plan)
    make_activities(calendar=calendar, city=city, goals=goals, dice=dice)
    make_assignments(calendar.years[THIS_YEAR])
    say("Tio tidigare års utfall, och prognoserna i de senaste årens tertialer")
    load_forecasts(calendar=calendar, city=city, plan=plan, dice=dice, by=people.slk)
    load_past(calendar=calendar, city=city, plan=plan, dice=dice, by=people.slk)
    year_plan = calendar[THIS_YEAR, "vp"]
    open_period(period=year_plan, by=people.slk)
    scene = Scene(calendar, city, goals, plan, people, dice)
    budget_plan(scene)
    hand_in_plans(scene)
    decide_plan(scene)
    lock_all(year_plan, people.slk)
    say("Tertial 1: rapporterad, bedömd och låst")
    change_targets(calendar=calendar, city=city, plan=plan)
    play_t1(scene)
    say("Tertial 2: öppen, hälften rapporterad")
    play_t2(scene)
    set_moments(calendar, people.slk)


def _check_keys_at_once() -> None:
    """Check foreign keys after each statement and not at the end.

    A queue of a hundred thousand waiting checks makes every trigger slower, several times over.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
