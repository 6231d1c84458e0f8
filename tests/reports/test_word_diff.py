"""What differs between two texts, word by word."""

import pytest

from reports.word_diff import Change, compared


def said(before: str, now: str) -> str:
    marks = {Change.SAME: "", Change.ADDED: "+", Change.REMOVED: "-"}
    return "|".join(f"{marks[piece.change]}{piece.text}" for piece in compared(before, now))


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("", "", ""),
        ("Lika.", "Lika.", "Lika."),
        ("", "Nytt.", "+Nytt."),
        ("Gammalt.", "", "-Gammalt."),
        ("Vi når målet.", "Vi når nästan målet.", "Vi når |+nästan |målet."),
        ("Vi når 3 mål.", "Vi når 4 mål.", "Vi når |-3|+4| mål."),
        ("Ett två tre fyra.", "Ett fem sex fyra.", "Ett |-två tre|+fem sex| fyra."),
        ("A.\n\nB.\n\nC.", "A.\n\nC.", "A.\n\n|-B.\n\n|C."),
        ("Rad ett\nRad två", "Rad ett\nRad tre", "Rad ett\n|Rad |-två|+tre"),
    ],
)
def test_words_are_compared(before: str, now: str, expected: str) -> None:
    assert said(before, now) == expected


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("a b c d e f", "a x c y e z"),
        ("En rad.\nOch en till.", "En annan rad.\n\nOch en till. Slut."),
        ("ord " * 50, "ord " * 20 + "nytt " + "ord " * 30),
    ],
)
def test_both_texts_can_be_read_out_of_it(before: str, now: str) -> None:
    pieces = compared(before, now)

    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == before
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == now


def test_a_very_long_text_is_compared_in_no_time() -> None:
    long = "\n".join(f"Rad {n} med några ord till." for n in range(2_000))

    pieces = compared(long, long.replace("Rad 1000 ", "Rad tusen "))

    assert [p.text for p in pieces if p.change is not Change.SAME] == ["1000", "tusen"]


def test_two_long_texts_with_little_in_common_are_told_apart_by_sentences() -> None:
    before = " ".join(f"Mening {n} är skriven så här." for n in range(1_000))
    now = " ".join(f"Mening {n} är skriven {'om' if n % 2 else 'så här'}." for n in range(1_000))

    pieces = compared(before, now)

    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == before
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == now
    assert "Mening 1 är skriven om." in [p.text for p in pieces if p.change is Change.ADDED]
