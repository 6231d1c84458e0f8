"""The chain of frozen copies: whole when nothing is touched, and every touch is found."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection

from reports.commands import make_appendix, store_document
from reports.gathering.frame import Decision
from reports.queries import chain
from tests.reports.conftest import ADDRESS, Scene, SignIn


@contextmanager
def as_database_owner() -> Iterator[None]:
    """Switch the triggers off, as somebody with every right to the database could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("reports_snapshot", "reports_document"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield


@pytest.fixture
def three(scene: Scene) -> Scene:
    """Two proposals and the city's bilaga: three links."""
    scene.propose()
    scene.write("Vi når det mesta.")
    store_document(snapshot=scene.propose(), content=b"%PDF-1.7", pages=1)
    make_appendix(period=scene.world.t2, by=scene.world.slk, verify_at=ADDRESS)
    return scene


def test_a_chain_that_nobody_touched_holds(three: Scene, client_of: SignIn) -> None:
    assert [link.fault for link in chain()] == ["", "", ""]

    page = client_of(three.world.reader).get("/rapporter/version/").content.decode()
    assert "Kedjan är hel" in page


def test_an_empty_chain_says_so_and_has_nothing_to_search(scene: Scene, client_of: SignIn) -> None:
    page = client_of(scene.world.reader).get("/rapporter/version/").content.decode()

    assert "Inget är fryst än" in page
    assert "Kontrollsumma i dokumentets fot" not in page


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        (
            "UPDATE reports_snapshot SET canonical = replace(canonical, '79,5', '99,5') WHERE number = 2",
            "Innehållet stämmer inte",
        ),
        ("UPDATE reports_document SET content = 'annan fil'", "En fil stämmer inte"),
        (
            "UPDATE reports_snapshot SET canonical = '{}', sha256 = encode(sha256('{}'), 'hex') "
            "WHERE number = 2",
            "Kopplingen till föregående",
        ),
    ],
)
def test_what_is_touched_is_found(three: Scene, client_of: SignIn, sql: str, fault: str) -> None:
    with as_database_owner(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert any(fault in link.fault for link in chain())
    page = client_of(three.world.reader).get("/rapporter/version/").content.decode()
    assert "Kedjan är bruten" in page
    assert fault in page


def test_a_copy_taken_out_of_the_chain_is_missed(three: Scene) -> None:
    with as_database_owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reports_snapshot SET previous_id = NULL WHERE previous_id IS NOT NULL"
            " AND id = (SELECT max(id) FROM reports_snapshot)"
        )

    assert not all(link.is_linked for link in chain())


def test_a_printed_sum_finds_its_copy(three: Scene, client_of: SignIn) -> None:
    link = chain()[1]
    client = client_of(three.world.outsider)

    found = client.get("/rapporter/version/", {"summa": link.snapshot.sha256[:16]})
    none = client.get("/rapporter/version/", {"summa": "0123456789abcdef"})

    assert "En fryst version har kontrollsumman" in found.content.decode()
    assert "Ingen fryst version har kontrollsumman" in none.content.decode()


def test_who_has_no_role_sees_nothing(three: Scene, client_of: SignIn) -> None:
    assert client_of(three.world.nobody).get("/rapporter/version/").status_code == 404


def test_what_is_decided_is_opened_from_the_chain(scene: Scene, client_of: SignIn) -> None:
    scene.accept_all()
    proposal = scene.propose()
    decided = scene.decide(Decision(date(2026, 9, 1), "12", "JÄR 2026/415"))

    page = client_of(scene.world.outsider).get("/rapporter/version/").content.decode()

    assert f'href="{decided.get_absolute_url()}"' in page
    assert f'href="{proposal.get_absolute_url()}"' not in page
