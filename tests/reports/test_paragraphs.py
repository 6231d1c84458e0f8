"""The generated paragraph says how many, in words that fit the number, and the counts add up."""

import re

import pytest

from lights import Light
from reports.paragraphs import (
    COMMITMENTS,
    COMMITTEES,
    COMPANIES,
    OWN_GOALS,
    Activities,
    GoalCounts,
    Noun,
    Tally,
    activities,
    below,
    bodies,
    goal_paragraph,
    indicators,
    overall,
    tally,
)
from reports.sentences import answered

T2, ANNUAL = True, False


@pytest.mark.parametrize(
    ("light", "is_forecast", "words"),
    [
        (Light.GREEN, T2, "Målet bedöms uppfyllas helt."),
        (Light.YELLOW, T2, "Målet bedöms uppfyllas delvis."),
        (Light.RED, T2, "Målet bedöms ej uppfyllas."),
        (Light.GREEN, ANNUAL, "Målet har uppfyllts helt."),
        (Light.YELLOW, ANNUAL, "Målet har uppfyllts delvis."),
        (Light.RED, ANNUAL, "Målet har ej uppfyllts."),
        (Light.GREY, T2, "Målet är ej bedömt."),
        (Light.GREY, ANNUAL, "Målet är ej bedömt."),
    ],
)
def test_the_whole_judgement(light: Light, is_forecast: bool, words: str) -> None:
    assert overall(light, is_forecast=is_forecast) == words


@pytest.mark.parametrize(
    ("counts", "greys", "is_forecast", "words"),
    [
        (Tally(), (), T2, "Målet har inga indikatorer."),
        (
            Tally(green=1), (), T2,
            "Målet har 1 indikator. Enligt helårsprognosen uppnås årsmålet helt.",
        ),
        (Tally(red=1), (), ANNUAL, "Målet har 1 indikator. Årsmålet uppnås ej."),
        (
            Tally(grey=1), ("not_reported",), T2,
            "Målet har 1 indikator, som kan inte bedömas (ej rapporterad).",
        ),
        (
            Tally(4, 2, 0, 1), ("no_target",), T2,
            "Målet har 7 indikatorer. Enligt helårsprognosen uppnås årsmålet helt för 4, delvis "
            "för 2 och ej för 0, och 1 kan inte bedömas (årsmål saknas).",
        ),
        (
            Tally(0, 0, 0, 3), ("no_target", "not_reported", "not_reported"), ANNUAL,
            "Målet har 3 indikatorer. Årsmålet uppnås helt för 0, delvis för 0 och ej för 0, och "
            "3 kan inte bedömas (ej rapporterad: 2, årsmål saknas: 1).",
        ),
        (
            Tally(2, 0, 0, 0), (), ANNUAL,
            "Målet har 2 indikatorer. Årsmålet uppnås helt för 2, delvis för 0 och ej för 0, och "
            "0 kan inte bedömas.",
        ),
    ],
)  # fmt: skip
def test_indicators(counts: Tally, greys: tuple[str, ...], is_forecast: bool, words: str) -> None:
    assert indicators(counts, greys, is_forecast=is_forecast) == words


@pytest.mark.parametrize(
    ("noun", "counts", "is_forecast", "words"),
    [
        (COMMITMENTS, Tally(), T2, "Inga åtaganden bidrar till målet."),
        (OWN_GOALS, Tally(green=1), T2, "Det enda nämndmålet bedöms uppfyllas helt."),
        (OWN_GOALS, Tally(red=1), ANNUAL, "Det enda nämndmålet har ej uppfyllts."),
        (COMMITMENTS, Tally(grey=1), T2, "Det enda åtagandet är ej bedömt."),
        (
            COMMITMENTS, Tally(8, 3, 0, 1), T2,
            "Av 12 åtaganden bedöms 8 uppfyllas helt, 3 delvis och 0 ej, och 1 är ej bedömt.",
        ),
        (
            OWN_GOALS, Tally(0, 0, 0, 2), ANNUAL,
            "Av 2 nämndmål har 0 uppfyllts helt, 0 delvis och 0 ej, och 2 är ej bedömda.",
        ),
    ],
)  # fmt: skip
def test_goals_below(noun: Noun, counts: Tally, is_forecast: bool, words: str) -> None:
    assert below(noun, counts, is_forecast=is_forecast) == words


@pytest.mark.parametrize(
    ("noun", "counts", "is_forecast", "words"),
    [
        (COMPANIES, Tally(), T2, ""),
        (COMMITTEES, Tally(yellow=1), T2, "Den enda nämnden bedömer att målet uppfylls delvis."),
        (COMPANIES, Tally(grey=1), T2, "Det enda bolaget har ej bedömt målet."),
        (
            COMMITTEES, Tally(8, 2, 1, 3), T2,
            "Av 14 nämnder bedömer 8 att målet uppfylls helt, 2 delvis och 1 ej, och 3 har ej "
            "bedömt det.",
        ),
        (
            COMPANIES, Tally(1, 1, 0, 0), ANNUAL,
            "Av 2 bolag bedömer 1 att målet har uppfyllts helt, 1 delvis och 0 ej, och 0 har ej "
            "bedömt det.",
        ),
    ],
)  # fmt: skip
def test_committees_and_companies(noun: Noun, counts: Tally, is_forecast: bool, words: str) -> None:
    assert bodies(noun, counts, is_forecast=is_forecast) == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Activities(), ""),
        (Activities(done=1), "Den enda aktiviteten är genomförd."),
        (Activities(ongoing=1, late=1), "Den enda aktiviteten är pågående och försenad."),
        (Activities(done=0, ongoing=2), "Av 2 aktiviteter är 0 genomförda och 2 pågående."),
        (
            Activities(2, 1, 1, 1, 1, 2),
            "Av 6 aktiviteter är 2 genomförda, 1 pågående, 1 ej påbörjad, 1 avbruten och 1 ej "
            "rapporterad. 2 av dem är försenade.",
        ),
        (
            Activities(1, 0, 2, 2, 3, 1),
            "Av 8 aktiviteter är 1 genomförd, 2 ej påbörjade, 2 avbrutna och 3 ej rapporterade. "
            "1 av dem är försenad.",
        ),
    ],
)
def test_activities(counts: Activities, words: str) -> None:
    assert activities(counts) == words


def test_the_parts_sum_to_the_whole_in_every_sentence() -> None:
    text = goal_paragraph(
        GoalCounts(
            judged=Light.YELLOW,
            is_forecast=True,
            indicators=Tally(4, 2, 3, 5),
            below=((COMMITMENTS, Tally(8, 3, 2, 7)),),
            bodies=((COMMITTEES, Tally(6, 1, 1, 2)),),
            activities=Activities(2, 1, 4, 1, 3),
        )
    )

    for sentence in re.findall(
        r"(?:har|Av) \d+ .*?\.(?= [A-Z]|$)(?: Enligt.*?\.(?= [A-Z]|$))?", text
    ):
        whole, *parts = map(int, re.findall(r"\d+", sentence))
        assert sum(parts) == whole, sentence


def test_lights_are_counted() -> None:
    assert tally(["green", "grey", "red", "green"]) == Tally(2, 0, 1, 1)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Activities(), ""),
        (Activities(done=1), "Det enda svaret är genomfört."),
        (Activities(unreported=1, late=1), "Inget svar är lämnat, och det är försenat."),
        (Activities(unreported=4, late=2), "Ingen av 4 har svarat. 2 av dem är försenade."),
        (Activities(ongoing=3), "Alla 3 svar är pågående."),
        (Activities(done=2, cancelled=1), "Av 3 svar är 2 genomförda och 1 avbrutet."),
    ],
)
def test_answers_to_uppdrag_are_counted_without_what_none_has(
    counts: Activities, words: str
) -> None:
    assert answered(counts) == words
