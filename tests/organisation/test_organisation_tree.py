"""The tree as it stood on a day: versions in time, one organisation after another."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from organisation.commands import VersionRow, build_tree, succeed, write_versions
from organisation.enums import Kind
from organisation.models import Closure, Organisation, OrganisationVersion, Succession
from organisation.names import code_of, sort_key
from organisation.queries import path_of
from tests.factories import make_city

pytestmark = pytest.mark.django_db


def _below(organisation: Organisation) -> set[str]:
    """The codes of today's tree under an organisation."""
    rows = Closure.objects.filter(period=None, ancestor=organisation, depth__gt=0)
    return set(rows.values_list("descendant__code", flat=True))


def test_a_path_leads_from_the_city_to_the_unit() -> None:
    tree = make_city()

    assert [step.code for step in path_of(tree.units[0])] == [
        "staden", "jarva", "jarva-forvaltning", "jarva-avdelning", "jarva-enhet-1",
    ]  # fmt: skip


def test_the_tree_has_every_pair_once_and_itself_at_no_distance() -> None:
    tree = make_city()

    assert Closure.objects.filter(depth=0).count() == len(tree.all)
    assert _below(tree.committee) == {
        "jarva-forvaltning", "jarva-avdelning", "jarva-enhet-1", "jarva-enhet-2",
    }  # fmt: skip
    assert len(_below(tree.city)) == len(tree.all) - 1


def test_a_merger_is_in_the_tree_from_its_day_on() -> None:
    make_city()
    merger = date(2023, 7, 1)
    last = date(2023, 6, 30)
    known = write_versions(
        rows=[
            VersionRow("kista", "Rinkeby-Kista", Kind.DISTRICT_COMMITTEE, "staden", None, last),
            VersionRow("nya", "Nya Järva", Kind.DISTRICT_COMMITTEE, "staden", merger),
            VersionRow("parken", "Parken", Kind.UNIT, "kista", None, last),
            VersionRow("parken", "Förskolan Parken", Kind.UNIT, "nya", merger),
        ],
        by=None,
    )
    succeed(predecessor=known["kista"], successor=known["nya"], on=merger, by=None)

    build_tree(day=last)
    assert _below(known["kista"]) == {"parken"}
    assert _below(known["nya"]) == set()

    build_tree(day=merger)
    assert _below(known["nya"]) == {"parken"}
    assert not Closure.objects.filter(descendant=known["kista"]).exists()


def test_an_organisation_carries_its_last_version() -> None:
    last, first = date(2023, 6, 30), date(2023, 7, 1)
    known = write_versions(
        rows=[
            VersionRow("staden", "Staden", Kind.CITY, None),
            VersionRow("parken", "Parken", Kind.UNIT, "staden", date(2020, 1, 1), last),
            VersionRow("parken", "Förskolan Parken", Kind.UNIT, "staden", first),
        ],
        by=None,
    )

    parken = Organisation.objects.get(code="parken")

    assert (parken.name, parken.started_on, parken.ended_on) == (
        "Förskolan Parken", date(2020, 1, 1), None,
    )  # fmt: skip
    assert known["parken"].versions.count() == 2


def test_two_versions_can_not_overlap_but_may_follow_each_other() -> None:
    unit = make_city().units[0]
    version = OrganisationVersion(organisation=unit, name="Ny", kind=Kind.UNIT)

    version.valid = (date(2026, 1, 1), None)
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


def test_a_succession_written_twice_is_one() -> None:
    one, two, *_ = make_city(units=2).units

    for _ in range(2):
        succeed(predecessor=one, successor=two, on=date(2026, 7, 1), by=None)

    assert Succession.objects.count() == 1


def test_names_sort_in_the_swedish_order() -> None:
    names = ["Östermalm", "Ärla", "Åkeshov", "Zinkensdamm", "Älvsjö", "Vällingby"]

    assert sorted(names, key=sort_key) == [
        "Vällingby", "Zinkensdamm", "Åkeshov", "Älvsjö", "Ärla", "Östermalm",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Järva stadsdelsnämnd", "jarva-stadsdelsnamnd"),
        ("Stockholms Stadshus AB", "stockholms-stadshus-ab"),
        ("  Förskolan »Eken« nr 2 ", "forskolan-eken-nr-2"),
        ("x" * 60, "x" * 40),
    ],
)
def test_a_name_gives_a_plain_code(name: str, code: str) -> None:
    assert code_of(name) == code
