"""A year's plan, its values and key figures from files: every fault named, nothing half written."""

from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from activities.models import Assignment
from goals.enums import Level
from goals.models import Addressee, Goal
from indicators.models import GoalIndicator, Indicator, KeyFigure, Target
from jobs.enums import JobKind
from jobs.models import Job
from periods.enums import PeriodKind
from periods.models import Expectation, Submission
from tests.demo.files import FileOf, refused
from tests.factories import World

# Goals


def test_goals_come_with_their_parents_and_addressees(world: World, file_of: FileOf) -> None:
    path = file_of(
        "nummer;nivå;mål;bidrar till;ägare;bidrar till hos;adressater;förväntat resultat\n"
        "9;KF:s inriktningsmål;Nytt;;;;;\n"
        f"9.1;KF:s mål för verksamhetsområdet;Under;9;;;{world.committee.code}*;Mycket\n"
        f"9.1.1;nämndmål;Nämndens;9.1;{world.committee.code};;;\n"
        f"9.1;åtagande;Enhetens;9.1.1;{world.unit.code};{world.committee.code};;\n"
    )

    call_command("import_goals", path, year=2026)

    commitment = Goal.objects.get(level=Level.COMMITMENT, code="9.1")
    assert commitment.parent.parent.code == "9.1"
    assert commitment.parent.parent.expected_result == "Mycket"
    assert Addressee.objects.get(goal__code="9.1", goal__level=Level.OPERATIONAL_AREA).is_lead


def test_what_is_reported_already_is_judged_against_the_new_plan(
    world: World, file_of: FileOf
) -> None:
    path = file_of("nummer;nivå;mål\n9;KF:s inriktningsmål;Nytt\n")

    call_command("import_goals", path, year=2026)

    jobs = Job.objects.filter(kind=JobKind.REJUDGE)
    assert [job.subject for job in jobs] == [world.t2.pk]


def test_bad_goals_are_refused(world: World, file_of: FileOf) -> None:
    before = Goal.objects.count()
    path = file_of(
        "nummer;nivå;mål;bidrar till;ägare;adressater\n"
        "1;KF:s inriktningsmål;Finns redan;;;\n"
        "8.1;KF:s mål för verksamhetsområdet;Utan förälder;8;;\n"
        "8.2;nämndmål;Utan ägare;1.1;;\n"
        "8.3;storslaget mål;Fel nivå;;;borta*\n"
    )

    answer = refused("import_goals", path, year=2026)

    assert "Numret används redan" in answer
    assert "Inget mål hos" in answer
    assert "Ange vilken nämnd" in answer
    assert "”storslaget mål” är okänt" in answer
    assert "”borta”" in answer
    assert Goal.objects.count() == before


@pytest.mark.django_db
def test_a_year_that_is_not_there_is_refused(file_of: FileOf) -> None:
    with pytest.raises(CommandError, match="Året 1999 finns inte"):
        call_command("import_goals", file_of("nummer;nivå;mål\n"), year=1999)


# Uppdrag

_ASSIGNMENT = (
    "nummer;uppdrag;beslutat av;nämnd;beslutat den;mål;startar;återrapporteras senast;adressater\n"
)


def test_uppdrag_come_with_their_addressees(world: World, file_of: FileOf) -> None:
    to = f"{world.committee.code} {world.company.code}"
    path = file_of(
        f"{_ASSIGNMENT}U7;Spara el;kommunfullmäktige;;2025-11-20;1.1;2026-01-01;2026-10-31;{to}\n"
        f"U8;Spara vatten;nämnd;{world.committee.code};2026-02-01;;2026-03-01;2026-10-31;"
        f"{world.other_committee.code}\n"
    )

    call_command("import_assignments", path, year=2026)

    given = Assignment.objects.get(code="U7")
    assert given.goal == world.area_goal
    assert set(given.addressees.values_list("organisation__code", flat=True)) == set(to.split())
    assert Assignment.objects.get(code="U8").giver == world.committee.name


def test_bad_uppdrag_are_refused(world: World, file_of: FileOf) -> None:
    path = file_of(
        f"{_ASSIGNMENT}"
        f"U1;Finns redan;kommunfullmäktige;;2025-11-20;;2026-01-01;2026-10-31;{world.company.code}\n"
        f"U7;Till en enhet;kommunfullmäktige;;2025-11-20;;2026-01-01;2026-10-31;{world.unit.code}\n"
        "U8;Till ingen;kommunfullmäktige;;2025-11-20;;2026-01-01;2026-10-31;borta\n"
        "U9;Av vem;riksdagen;;i går;9.9;2026-01-01;2026-10-31;borta\n"
    )

    answer = refused("import_assignments", path, year=2026)

    assert "Året har redan ett uppdrag med det numret." in answer
    assert "Uppdrag riktas till nämnder och bolag" in answer
    assert "”borta”" in answer
    assert "”riksdagen” är okänt" in answer
    assert Assignment.objects.count() == 1


# Indicators and targets

_INDICATOR = (
    "kod;indikator;enhet;decimaler;tolerans;toleransvärde;läggs ihop som;mål;satt av;"
    "kf:s årsmål gäller;rapporteras av\n"
)


def test_an_indicator_comes_with_its_goal_and_reporters(world: World, file_of: FileOf) -> None:
    path = file_of(
        f"{_INDICATOR}ny;Ny indikator;%;1;i indikatorns enhet;0,5;medelvärde;1.1;"
        f"kommunfullmäktige;varje nämnd och bolag;{world.committee.code}\n"
    )

    call_command("import_indicators", path, year=2026)

    link = GoalIndicator.objects.get(indicator__code="ny")
    assert link.indicator.tolerance_value == Decimal("0.5")
    assert link.goal == world.area_goal
    plan = Expectation.objects.get(goal_indicator=link)
    assert (plan.organisation, plan.period.kind) == (world.committee, PeriodKind.PLAN)


def test_bad_indicators_are_refused(world: World, file_of: FileOf) -> None:
    path = file_of(
        f"{_INDICATOR}a;A;%;fem;ingen;;summa;1.1;;;\n"
        "b;B;%;9;ibland;-1;summa;7.7;kommunfullmäktige;;borta\n"
    )

    answer = refused("import_indicators", path, year=2026)

    assert "”fem” är inte ett tal" in answer
    assert "Ange vem som har satt indikatorn" in answer
    assert "Högst 4 decimaler" in answer
    assert "Toleransen kan inte vara negativ" in answer
    assert "Inget mål hos" in answer
    assert not Indicator.objects.filter(code__in="ab").exists()


_TARGET = "indikator;mål;organisation;satt av;slag;värde;lägst;högst;gäller från;beslutat av;beslutat den\n"


def test_bad_targets_are_refused(world: World, file_of: FileOf) -> None:
    code, city = world.share.indicator.code, world.city.code
    rest = "kommunfullmäktige;2025-11-20"
    path = file_of(
        f"{_TARGET}{code};1.1;{city};kommunfullmäktige;minst;åttio;;;t2;{rest}\n"
        f"{code};1.1;{city};kommunfullmäktige;mellan;;5;4;t2;{rest}\n"
        f"{code};1.1;{city};kommunfullmäktige;minst;;;;t1;{rest}\n"
        f"borta;1.1;{city};kommunfullmäktige;minst;1;;;t2;kungen;igår\n"
    )
    before = Target.objects.count()

    answer = refused("import_targets", path, year=2026)

    assert "”åttio” är inte ett tal" in answer
    assert "lägsta värdet är högre" in answer
    assert "är stängd" in answer
    assert "Ingen indikator har koden ”borta”" in answer
    assert "”kungen” är okänt" in answer
    assert "”igår” är inget datum" in answer
    assert Target.objects.count() == before


# Measurements

_MEASUREMENT = (
    "indikator;organisation;slag;värde;täljare;nämnare;varför tomt;skäl till tomt;källa\n"
)


def test_measurements_come_with_their_source_and_are_judged(world: World, file_of: FileOf) -> None:
    share, ratio, unit = world.share.indicator, world.qualified.indicator, world.unit
    path = file_of(
        f"{_MEASUREMENT}{share.code};{unit.code};helårsprognos;81,5;;;;;enkäten\n"
        f"{ratio.code};{unit.code};helårsprognos;;45;90;;;registret\n"
        f"{share.code};{unit.code};utfall;;;;mäts ej;Stängt;\n"
    )

    call_command("import_measurements", path, year=2026, period="t2")

    forecast = world.measurement()
    assert (forecast.value, forecast.source) == (Decimal("81.5"), "enkäten")
    assert world.measurement(world.qualified).value == Decimal(50)
    assert forecast.verdicts.exists()


def test_bad_measurements_are_refused(world: World, file_of: FileOf) -> None:
    share, ratio = world.share.indicator.code, world.qualified.indicator.code
    unit = world.unit.code
    path = file_of(
        f"{_MEASUREMENT}{share};{unit};helårsprognos;8,1,5;;;;;\n"
        f"{share};{unit};helårsprognos;101;;;;;\n"
        f"{ratio};{unit};helårsprognos;;45;;;;\n"
        f"{ratio};{unit};utfall;;45;0;;;\n"
        f"{share};borta;utfall;1;;;;;\n"
        f"{share};{world.second_unit.code};utfall;;;;sekretess/få svar;;\n"
        f"{share};{world.other_unit.code};utfall;;;;;;\n"
        f"{share};{world.other_unit.code};gissning;1;;;;;\n"
    )

    answer = refused("import_measurements", path, year=2026, period="t2")

    assert "fler än ett decimaltecken" in answer
    assert "Värdet får inte vara över 100" in answer
    assert "Värdet finns redan i en tidigare rad" in answer
    assert "Ange både täljare och nämnare" in answer
    assert "Nämnaren måste vara större än noll" in answer
    assert "”borta”" in answer
    assert "Ange varför värdet saknas" in answer
    assert "Ange ett värde, eller varför det saknas" in answer
    assert "”gissning” är okänt" in answer
    assert world.measurement().value != Decimal(101)


def test_a_locked_period_and_what_is_handed_in_take_no_values(
    world: World, file_of: FileOf
) -> None:
    row = f"{world.share.indicator.code};{world.unit.code};helårsprognos;50;;;;;\n"
    path = file_of(_MEASUREMENT + row)

    assert "är låst" in refused("import_measurements", path, year=2026, period="t1")
    Submission.objects.filter(organisation=world.unit, period=world.t2).update(
        state="submitted", submitted_at="2026-09-01T08:00Z"
    )
    assert "inlämnade" in refused("import_measurements", path, year=2026, period="t2")
    assert world.measurement().value != Decimal(50)


# Key figures

_FIGURE = "kod;indikator;organisation;år;utfall;riktning;årsmål;källa\n"


def test_key_figures_keep_their_source(world: World, file_of: FileOf) -> None:
    path = file_of(f"{_FIGURE}x;X;{world.city.code};2019;1 234,5;minska;1000;https://x.se\n")

    call_command("import_key_figures", path)

    figure = KeyFigure.objects.get(indicator__code="x")
    assert figure.value == Decimal("1234.5")
    assert (figure.target_kind, figure.source) == ("at_most", "https://x.se")


def test_bad_key_figures_are_refused(world: World, file_of: FileOf) -> None:
    city = world.city.code
    path = file_of(
        f"{_FIGURE}x;X;{city};19;ett;;5;\n"
        f"x;Y;{city};2019;1;uppåt;;k\n"
        f"x;X;borta;2019;;;;k\n"
        f"z;Z;{city};2019;1;;;k\n"
        f"z;Z;{city};2019;2;;;k\n"
    )
    before = KeyFigure.objects.count()

    answer = refused("import_key_figures", path)

    assert "fyra siffror" in answer
    assert "”ett” är inte ett tal" in answer
    assert "Ange om årsmålet är" in answer
    assert "Koden ”x” är redan ”X”" in answer
    assert "”uppåt” är okänt" in answer
    assert "”borta”" in answer
    assert "finns redan för året" in answer
    assert KeyFigure.objects.count() == before
