"""Organisations from a file: life spans, successors, and every fault named."""

from pathlib import Path

import pytest
from django.core.management import call_command

from organisation.models import Organisation
from tests.demo.files import FileOf, refused


@pytest.mark.django_db
def test_an_organisation_comes_with_its_life_span_and_successor(file_of: FileOf) -> None:
    path = file_of(
        "kod;namn;slag;hör till;från;till och med;efterträds av\n"
        "staden;Staden;stad;;;;\n"
        "gamla;Gamla nämnden;facknämnd;staden;;2019-12-31;nya\n"
        "nya;Nya nämnden;facknämnd;staden;2020-01-01;;\n"
    )

    call_command("import_organisation", path)

    old = Organisation.objects.get(code="gamla")
    assert str(old.ended_on) == "2019-12-31"
    assert old.successions.get().successor.code == "nya"


@pytest.mark.django_db
def test_a_bad_organisation_file_names_every_fault_and_writes_nothing(file_of: FileOf) -> None:
    path = file_of(
        "kod,namn,slag,hör till,från,till och med\n"
        "staden,Staden,stad,,,\n"
        "Nämnd A,Nämnd A,facknämnd,staden,,\n"
        "b,,nämd,borta,2020-13-01,\n"
        "c,C,bolag,staden,2021-01-01,2020-01-01\n"
    )

    answer = refused("import_organisation", path)

    assert not Organisation.objects.exists()
    for row, column, words in (
        ("3", "kod", "namnd-a"),
        ("4", "namn", "saknas"),
        ("4", "slag", "”nämd” är okänt"),
        ("4", "hör till", "Ingen organisation har koden ”borta”"),
        ("4", "från", "inget datum"),
        ("5", "till och med", "före den första"),
    ):
        assert any(
            line.split()[:1] == [row] and column in line and words in line
            for line in answer.splitlines()
        ), (row, column, answer)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Filen är tom"),
        ("kod;namn\n", "Kolumnen saknas"),
        ("kod;namn;slag;färg\n", "Kolumnen är okänd"),
        ("kod;namn;slag;slag\n", "två gånger"),
        ("kod;namn;slag\na;A;stad;mer\n", "fler celler"),
        ('kod;namn;slag\na;"A;stad\n', "kan inte läsas"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(file_of: FileOf, text: str, words: str) -> None:
    assert words in refused("import_organisation", file_of(text))


@pytest.mark.django_db
def test_a_file_in_another_encoding_or_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("kod;namn;slag\na;Å;stad\n".encode("latin-1"))

    assert "UTF-8" in refused("import_organisation", path)
    assert "finns inte" in refused("import_organisation", tmp_path / "borta.csv")


@pytest.mark.django_db
def test_a_trial_writes_nothing(file_of: FileOf, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_organisation", file_of("kod;namn;slag\na;A;stad\n"), prova=True)

    assert "felfri" in capsys.readouterr().out
    assert not Organisation.objects.exists()
