"""The demo city's organisation: the real one with its life spans, and invented units below it."""

from datetime import date

import pytest

from ils.demo.accounts import ACCOUNTS, PASSWORD
from ils.demo.chance import Dice
from ils.demo.names import unit_names
from organisation.enums import Kind, Role
from organisation.models import Closure, Membership, Organisation, Succession, User
from periods.models import Period

pytestmark = pytest.mark.usefixtures("demo")

PREDECESSORS = {
    "jarva": ({"rinkeby-kista", "spanga-tensta"}, date(2023, 7, 1)),
    "norra-innerstaden": ({"norrmalm", "ostermalm"}, date(2023, 7, 1)),
    "hagersten-alvsjo": ({"alvsjo", "hagersten-liljeholmen"}, date(2020, 1, 1)),
}


def _tree(period: str) -> set[str]:
    """The stadsdelsnämnder of a period's tree, 2026-t2."""
    year, _, kind = period.partition("-")
    found = Closure.objects.filter(
        period=Period.objects.get(year__number=year, kind=kind),
        ancestor__code="stockholm",
        descendant__kind=Kind.DISTRICT_COMMITTEE,
    )
    return set(found.values_list("descendant__code", flat=True))


def test_there_are_11_stadsdelsnamnder_today_and_13_in_2022() -> None:
    today = Organisation.objects.filter(kind=Kind.DISTRICT_COMMITTEE, ended_on=None)

    assert today.count() == 11
    assert len(_tree("2026-tertial_2")) == 11
    assert len(_tree("2022-annual")) == 13
    assert len(_tree("2019-annual")) == 14


def test_predecessors_end_the_day_before_their_successor_begins() -> None:
    for successor, (predecessors, first_day) in PREDECESSORS.items():
        rows = Succession.objects.filter(successor__code=successor)

        assert set(rows.values_list("predecessor__code", flat=True)) == predecessors
        assert {row.on for row in rows} == {first_day}
        assert Organisation.objects.get(code=successor).started_on == first_day
        ends = {row.predecessor.ended_on for row in rows}
        assert {end.toordinal() + 1 for end in ends if end} == {first_day.toordinal()}


def test_trafik_and_avfall_came_of_one_namnd() -> None:
    rows = Succession.objects.filter(predecessor__code="trafik-och-renhallningsnamnden")

    assert set(rows.values_list("successor__code", flat=True)) == {
        "trafiknamnden",
        "avfallsnamnden",
    }


def test_companies_stand_under_the_group_and_others_outside_the_tree() -> None:
    below = Closure.objects.filter(period=None, ancestor__code="stockholm", depth__gt=0)
    in_tree = set(below.values_list("descendant__kind", flat=True))

    assert Organisation.objects.get(code="svenska-bostader").parent.code == "stadshus-ab"
    assert Kind.ASSOCIATED not in in_tree
    assert Kind.COMPARISON not in in_tree
    assert {o.code for o in Organisation.objects.filter(kind=Kind.COMPARISON)} == {
        "huddinge",
        "umearegionens-samordningsforbund",
    }


def test_a_unit_in_jarva_stood_under_a_predecessor_before() -> None:
    unit = Organisation.objects.get(code="forskolan-tallkotten")

    before, now = unit.versions.order_by("valid")

    assert before.parent.code in ("rinkeby-kista-forskola", "spanga-tensta-forskola")
    assert before.valid.upper == date(2023, 7, 1) == now.valid.lower
    assert now.parent.code == "jarva-forskola"


def test_what_is_invented_is_marked() -> None:
    invented = set(Organisation.objects.filter(is_invented=True).values_list("kind", flat=True))

    assert invented == {Kind.ADMINISTRATION, Kind.DEPARTMENT, Kind.UNIT}
    assert not Organisation.objects.filter(kind=Kind.UNIT, is_invented=False).exists()


def test_names_are_the_same_for_the_same_seed() -> None:
    first = list(unit_names("forskola", Dice(7)))

    assert first == list(unit_names("forskola", Dice(7)))
    assert first != list(unit_names("forskola", Dice(8)))
    assert len(first) == len(set(first)) > 900


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_the_accounts_can_sign_in_and_have_their_roles(account) -> None:
    user = User.objects.get(username=account.username)
    rows = Membership.objects.filter(user=user)

    assert user.check_password(PASSWORD)
    assert {(row.organisation.code, row.role) for row in rows} == {
        (code, account.kind) for code in account.organisations
    }
    assert user.is_superuser == (account.kind is Role.ADMINISTRATOR)


def test_authors_of_the_data_can_not_sign_in() -> None:
    shown = [account.username for account in ACCOUNTS]

    for user in User.objects.exclude(username__in=shown):
        assert not user.has_usable_password()
