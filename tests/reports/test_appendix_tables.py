"""Bilagor 2–6: what each holds, in which row, and counts that add up."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from activities.commands import answer_assignment
from activities.models import AssignmentAnswer
from goals.commands import assess, change_indicator, set_target
from goals.models import Addressee
from indicators.models import Target
from reports.commands import make_appendix
from reports.enums import APPENDICES, ReportKind
from tests.reports.conftest import ADDRESS, set_scene
from tests.reports.tables import record, records, tables, unsummed
from tests.world import World

TABLES = APPENDICES[1:]


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def made(world: World, number: int) -> dict[str, Any]:
    """The content of a bilaga of tertial 2, made now."""
    snapshot, _ = make_appendix(
        period=world.t2, by=world.slk, verify_at=ADDRESS, kind=ReportKind(f"appendix_{number}")
    )
    return snapshot.content


def raise_target(world: World) -> None:
    """The nämnd changes its årsmål for the share from 82 to 79."""
    set_target(
        goal_indicator=world.share, organisation=world.committee, set_by="committee",
        kind="at_least", value=Decimal(79), applies_from=world.t2, decided_by="committee",
        decided_on=date(2026, 8, 20), case_number="JÄR 2026/77", asked_by="KS avstämning",
        reason="Två förskolor har stängt.", by=world.controller,
    )  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
def test_every_sum_is_the_sum_of_its_parts(world: World, kind: ReportKind) -> None:
    set_scene(world)
    raise_target(world)

    content = made(world, kind.number or 0)

    assert tables(content)
    for table in tables(content):
        assert not [*unsummed(table)]
        for row in table["rows"]:
            assert len(row["cells"]) == len(table["columns"])
    for chapter in content["chapters"]:
        for words in chapter["paragraphs"]:
            _adds_up(words)


def _adds_up(words: str) -> None:
    """In "Av 12 … är 5 … och 7 …" the parts sum to the whole; what stands in brackets is apart."""
    for sentence in re.findall(r"Av (?:kommunfullmäktiges )?\d+ [^.]*\.", words):
        counted = re.sub(r"\([^)]*\)|(?:tertial|från|för) \d+", "", sentence)
        whole, *parts = map(int, re.findall(r"(?<![\w%])\d+", counted))
        assert sum(parts) == whole, sentence


def test_2_has_each_indicator_at_each_body_with_its_values(world: World) -> None:
    set_scene(world)

    content = made(world, 2)

    (of_city,) = tables(content, "Staden")
    assert records(of_city)[0]["Indikator"] == "Andel nöjda föräldrar (%)"
    share = next(
        table for table in tables(content, "Nämnder och bolag") if "nöjda" in table["caption"]
    )
    row = record(share, "Järva stadsdelsnämnd")
    assert row["Prognos helår"]["exact"] == "70.4"
    assert row["Årsmål"] == "minst 82\N{NO-BREAK SPACE}%"
    assert row["KF:s årsmål"] == "minst 80\N{NO-BREAK SPACE}%"
    assert row["Mot årsmålet"]["light"] == "red"
    assert row["mark"] == "preliminärt"
    assert share["foot"] == "Årsmålet: helt 0, delvis 0, ej 1, kan inte bedömas 3, summa 4"


def test_2_of_a_plan_has_the_arsmal_and_claims_no_light(world: World) -> None:
    snapshot, _ = make_appendix(
        period=world.plan, by=world.slk, verify_at=ADDRESS, kind=ReportKind.APPENDIX_2
    )

    (table,) = tables(snapshot.content, "Årsmål")
    assert (
        record(table, "1.1 Andel nöjda föräldrar")["KF:s årsmål"] == "minst 80\N{NO-BREAK SPACE}%"
    )
    assert record(table, "1.1 Andel behöriga")["KF:s årsmål"] == ""
    assert snapshot.content["chapters"][0]["paragraphs"] == [
        "Av 3 KF-indikatorer är 2 med ett årsmål från KF och 1 utan. I planen har inget mätts än."
    ]


def test_2_counts_in_brief_what_the_tables_show(world: World) -> None:
    content = made(world, 2)

    (brief,) = tables(content, "I korthet")
    by_caption = {table["caption"]: table for table in tables(content, "Nämnder och bolag")}
    for each in records(brief):
        table = by_caption[each["KF-mål och indikator"].removeprefix("1.1 ")]
        assert each["Summa"] == len(table["rows"])


def test_3_tells_a_changed_target_with_its_decision(world: World) -> None:
    set_scene(world)
    raise_target(world)

    (table,) = tables(made(world, 3), "Årsmål")

    row = record(table, "1.1 Andel nöjda föräldrar")
    assert (row["Gäller"], row["Tidigare"], row["Nu"]) == (
        "Järva stadsdelsnämnd", "minst 82\N{NO-BREAK SPACE}%", "minst 79\N{NO-BREAK SPACE}%",
    )  # fmt: skip
    assert (row["Beslutat av"], row["Diarienummer"], row["Beslutsdag"]) == (
        "nämnden", "JÄR 2026/77", "2026-08-20",
    )  # fmt: skip
    assert row["Från"] == "Tertial 2 2026"
    assert "KS avstämning" in row["note"]
    assert "Två förskolor har stängt." in row["note"]


def test_3_leaves_a_target_of_a_later_period_out(world: World) -> None:
    raise_target(world)
    Target.objects.filter(reason="Två förskolor har stängt.").update(applies_from=world.annual)

    assert not tables(made(world, 3), "Årsmål")


def test_3_tells_a_changed_definition_and_a_changed_responsible(world: World) -> None:
    indicator = world.share.indicator
    indicator.definition, indicator.responsible = "Andel som svarar 4 eller 5.", "Anna Ek"
    change_indicator(indicator=indicator, by=world.slk)
    Addressee.objects.filter(organisation=world.committee).update(is_lead=False)

    content = made(world, 3)

    (definitions,) = tables(content, "Indikatorer")
    changed = record(definitions, "Andel nöjda föräldrar", Vad="definition")
    assert changed["Nu"] == "Andel som svarar 4 eller 5."
    assert changed["Ändrat av"] == str(world.slk)
    (responsible,) = tables(content, "Ansvariga")
    assert record(responsible, "Andel nöjda föräldrar")["Nu"] == "Anna Ek"
    lead = record(responsible, "1.1 Målet 1.1")
    assert lead["Vad"] == "Huvudansvar: Järva stadsdelsnämnd"
    assert (lead["Tidigare"], lead["Nu"]) == ("ja", "nej")


def test_4_counts_units_activities_at_their_committee(world: World) -> None:
    status = world.status()
    status.state, status.deviation = "cancelled", "Ingen sökte."
    status.save()

    (brief,) = tables(made(world, 4), "I korthet")

    row = record(brief, "Järva stadsdelsnämnd")
    assert (row["Avbrutna"], row["Ej rapporterade"], row["Summa"]) == (1, 1, 2)


def test_4_lists_the_committees_own(world: World) -> None:
    status = world.status()
    status.activity.level = "committee"
    status.activity.save()
    status.state, status.deviation = "ongoing", "Tog längre tid."
    status.save()

    (table,) = tables(made(world, 4), "Aktiviteter")

    row = record(table, "Utbilda personalen 1")
    assert row["Ansvarig"] == world.unit.name
    assert row["Läge"].startswith("Pågår")
    assert row["note"] == "Avvikelse: Tog längre tid."


def answer(world: World) -> None:
    """The nämnd has carried out KF's uppdrag; the bolag is late with it; the other nämnd is silent."""
    for at, state, text, deviation in (
        (world.committee, "done", "Planen är antagen.", ""),
        (world.company, "ongoing", "Halva planen.", "Remissen drog ut."),
    ):
        answer_assignment(
            answer=world.answer(at), version=1, state=state, text=text, deviation=deviation,
            new_end_on=None, by=world.controller,
        )  # fmt: skip


def test_4_has_each_uppdrag_with_every_answer_and_counts_that_add_up(world: World) -> None:
    answer(world)

    content = made(world, 4)

    (brief,) = tables(content, "Uppdrag i korthet")
    row = record(brief, "U1 Ta fram plan 1 mot ensamhet")
    assert [row[name] for name in ("Genomförda", "Pågår", "Ej besvarade", "Summa")] == [1, 1, 1, 3]
    assert row["Varav försenade"] == 2
    assert row["mark"] == "kommunfullmäktige"
    (answers,) = tables(content, "Svar på uppdrag")
    assert record(answers, "Järva stadsdelsnämnd")["note"] == "Svar: Planen är antagen."
    late = record(answers, "Bostäder AB")
    assert late["Läge"] == "Pågår, försenat"
    assert late["note"] == "Svar: Halva planen. Avvikelse: Remissen drog ut."
    assert record(answers, "Skarpnäck stadsdelsnämnd")["Läge"] == "Ej besvarat, försenat"
    chapter = next(one for one in content["chapters"] if one["key"] == "uppdrag-1")
    assert chapter["paragraphs"] == [
        "Gett av kommunfullmäktige. Av 3 svar är 1 genomfört, 1 pågående och "
        "1 ej besvarat. 2 av dem är försenade."
    ]


def test_4_of_a_period_without_uppdrag_says_so(world: World) -> None:
    AssignmentAnswer.objects.filter(period=world.t2).delete()

    content = made(world, 4)

    chapter = next(one for one in content["chapters"] if one["key"] == "uppdrag")
    assert chapter["paragraphs"] == ["Inga uppdrag besvaras i perioden."]
    assert not chapter["tables"]


def test_5_has_the_key_figures_of_the_city(world: World) -> None:
    (table,) = tables(made(world, 5), "Nyckeltal")

    row = records(table)[0]
    assert row["Nyckeltal"] == "Andel nöjda föräldrar (%)"
    assert "Källa: " in row["note"]


def test_6_lists_a_judgement_that_is_greener_than_its_figures(world: World) -> None:
    set_scene(world)

    content = made(world, 6)

    (differences,) = tables(content, "Skillnader")
    row = record(differences, "1.1.1 Målet jarva 1")
    assert row["Bedömt av"] == "Järva stadsdelsnämnd"
    assert (row["Bedömning"]["word"], row["Bedömning"]["light"]) == ("Helt", "green")
    assert "Hösten ser bättre ut." in row["note"]
    (counts,) = tables(content, "Bedömningar")
    assert record(counts, "Järva stadsdelsnämnd")["Ej bedömda"] == 1


def test_6_does_not_list_a_judgement_as_its_figures(world: World) -> None:
    set_scene(world)
    assess(
        goal=world.committee_goal, organisation=world.committee, period=world.t2, light="red",
        rationale="", decided_by="", version=1, by=world.controller,
    )  # fmt: skip

    (counts,) = tables(made(world, 6), "Bedömningar")

    row = record(counts, "Järva stadsdelsnämnd")
    assert row["Grönare"] == row["Utan underlag"] == 0


def test_the_last_chapter_says_what_is_missing(world: World) -> None:
    set_scene(world)

    (table,) = tables(made(world, 2), "Nämnder och bolag, läge")

    row = record(table, "Järva stadsdelsnämnd")
    assert (row["Uppgifter"], row["Rapport"]) == ("Utkast", "Ej påbörjad")
    assert row["Ej bedömda mål"] == 1
