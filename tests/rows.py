"""Single rows, by factory: what the row is stands in its class's sentence."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from activities.models import Activity, Assignment
from economy.models import EconomyLine
from goals.models import Goal
from indicators.enums import Aggregation, MeasurementKind, TargetScope
from indicators.models import GoalIndicator, Indicator, KeyFigure, Measurement, Target
from organisation.enums import Kind
from organisation.models import Membership, Organisation, User
from periods.enums import LockLevel, PeriodKind, SetBy
from periods.models import Period, RuleSet, Submission, Year

PASSWORD = "lösenord-för-test"
LONG_AGO = date(2020, 1, 1)
OPENED = datetime(2026, 8, 17, 8, 0, tzinfo=UTC)


class UserFactory(DjangoModelFactory):
    """A person without any role."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person{n}")
    first_name = "Per"
    last_name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.invalid")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


class OrganisationFactory(DjangoModelFactory):
    """An organisation outside the tree; `make_city` builds the tree."""

    class Meta:
        model = Organisation

    code = factory.Sequence(lambda n: f"organisation-{n}")
    name = factory.Sequence(lambda n: f"Organisation {n}")
    kind = Kind.UNIT


class MembershipFactory(DjangoModelFactory):
    """A role since long ago."""

    class Meta:
        model = Membership

    valid_from = LONG_AGO


class RuleSetFactory(DjangoModelFactory):
    """The limits that a year begins with."""

    class Meta:
        model = RuleSet

    name = factory.Sequence(lambda n: f"2026:{n}")
    decided_by = "kommunstyrelsen"
    decided_on = date(2025, 12, 1)
    reason = "stadens första gränser"


class YearFactory(DjangoModelFactory):
    """A budget year."""

    class Meta:
        model = Year

    number = 2026
    rules = factory.SubFactory(RuleSetFactory)


class PeriodFactory(DjangoModelFactory):
    """Tertial 2, opened and not locked."""

    class Meta:
        model = Period

    year = factory.SubFactory(YearFactory)
    kind = PeriodKind.TERTIAL_2
    last_day = date(2026, 8, 31)
    due_on = date(2026, 9, 4)
    committee_due_on = date(2026, 9, 18)
    city_due_on = date(2026, 10, 15)
    opened_at = OPENED


class GoalFactory(DjangoModelFactory):
    """A goal; give year, owner, level, code and parent."""

    class Meta:
        model = Goal

    title = factory.LazyAttribute(lambda goal: f"Målet {goal.code}")


class IndicatorFactory(DjangoModelFactory):
    """A share in per cent, reported every tertial, pooled as a mean."""

    class Meta:
        model = Indicator

    code = factory.Sequence(lambda n: f"ind-{n}")
    name = factory.Sequence(lambda n: f"Andel nöjda {n}")
    definition = "Så många som svarar 4 eller 5, delat med alla svar."
    unit = "%"
    decimals = 1
    aggregation = Aggregation.MEAN
    lowest = Decimal(0)
    highest = Decimal(100)


class GoalIndicatorFactory(DjangoModelFactory):
    """KF's indicator, whose target applies to each addressee."""

    class Meta:
        model = GoalIndicator

    set_by = SetBy.KF
    target_scope = factory.LazyAttribute(
        lambda link: TargetScope.EACH_ADDRESSEE if link.set_by == SetBy.KF else ""
    )


class TargetFactory(DjangoModelFactory):
    """At least 80, decided by KF."""

    class Meta:
        model = Target

    set_by = SetBy.KF
    kind = "at_least"
    value = Decimal(80)
    decided_by = "kf"
    decided_on = date(2025, 11, 20)
    case_number = "KS 2025/100"


class MeasurementFactory(DjangoModelFactory):
    """An outcome of 82."""

    class Meta:
        model = Measurement

    kind = MeasurementKind.OUTCOME
    value = Decimal(82)


class SubmissionFactory(DjangoModelFactory):
    """A draft."""

    class Meta:
        model = Submission

    level = LockLevel.UNIT


class KeyFigureFactory(DjangoModelFactory):
    """One year of a series outside the goal chain."""

    class Meta:
        model = KeyFigure

    year = 2025
    value = Decimal("71.5")
    source = "Kolada"


class ActivityFactory(DjangoModelFactory):
    """A unit's activity of the spring, which is late by September unless done."""

    class Meta:
        model = Activity

    level = SetBy.UNIT
    title = factory.Sequence(lambda n: f"Utbilda personalen, omgång {n}")
    start_on = date(2026, 2, 1)
    end_on = date(2026, 6, 30)


class AssignmentFactory(DjangoModelFactory):
    """KF's uppdrag of the budget, to be reported back in June; late by September unless done."""

    class Meta:
        model = Assignment

    code = factory.Sequence(lambda n: f"U{n}")
    title = factory.Sequence(lambda n: f"Ta fram en plan, del {n}")
    decided_by = "kf"
    decided_on = date(2025, 11, 20)
    case_number = "KS 2025/100"
    start_on = date(2026, 1, 1)
    end_on = date(2026, 6, 30)


class EconomyLineFactory(DjangoModelFactory):
    """The economy of an area, in millions of kronor."""

    class Meta:
        model = EconomyLine

    area = "Förskola"
    budget = Decimal("120.000")
    outcome = Decimal("78.500")
    forecast = Decimal("119.000")
