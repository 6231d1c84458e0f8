"""Files that are not what they seem are refused in words, before anything of them is kept."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client, override_settings

from organisation.models import User
from rounds.models import Import, ImportRow
from tests.excel.filling import SHEET, download, fill, read_in, replace, upload
from tests.world import World

ClientOf = Callable[[User], Client]
HEAD = "organisation;indikator;slag;värde\n"


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def bomb() -> bytes:
    """A workbook whose one part grows to 100 megabytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<workbook/>")
        packed.writestr(SHEET, b" " * 100_000_000)
    return out.getvalue()


def lying_bomb() -> bytes:
    """The same, but its directory says that the part is small."""
    honest = bomb()
    size = (100_000_000).to_bytes(4, "little")
    return honest.replace(size, (1000).to_bytes(4, "little"))


def far_away(sheet: bytes) -> bytes:
    """A sheet with a cell in its very last corner: read as a rectangle it takes all memory."""
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(BytesIO(sheet)) as packed:
        return replace(sheet, SHEET, packed.read(SHEET).replace(b"</sheetData>", cell))


def repeated_text(sheet: bytes) -> bytes:
    """A sheet in which ten thousand cells share one text of 32,000 letters."""
    cells = b'<c t="s"><v>0</v></c>' * 10_000
    with zipfile.ZipFile(BytesIO(sheet)) as packed:
        xml = packed.read(SHEET)
    xml = xml.replace(b"</sheetData>", b'<row r="900">' + cells + b"</row></sheetData>")
    long = b"<sst><si><t>" + b"a" * 32_000 + b"</t></si>" + b"<si><t>b</t></si>" * 500 + b"</sst>"
    return replace(replace(sheet, SHEET, xml), "xl/sharedStrings.xml", long)


def test_nothing_of_a_refused_file_is_kept(world: World, client_of: ClientOf) -> None:
    response = upload(client_of(world.unit_manager), world, b"\x00\x01\x02" * 100, "a.csv")

    assert response.status_code == 422
    assert 'class="error-summary"' in response.content.decode()
    assert not Import.objects.exists()
    assert not ImportRow.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "Filen är tom"),
        ("a.csv", b"\r\n\r\n", "Filen är tom"),
        ("a.csv", HEAD.encode(), "Filen har inga rader"),
        ("a.csv", b"\x00\x01\x02\x03" * 500, "Filen är ingen textfil"),
        ("a.csv", b"\x89PNG\r\n", "Det är en bild"),
        ("a.csv", b"%PDF-1.7", "Det är en PDF"),
        ("a.csv", b"PK\x03\x04", "Filen är packad"),
        ("a.csv", b"a;b\n1;2\n", "Filens form känns inte igen"),
        ("a.csv", b"a" + b";b" * 5000, "Är det rätt fil?"),
        ("a.csv", "organisation;indikator;värde\n".encode(), "Kolumnen ”slag” saknas"),
        ("a.csv", f"{HEAD[:-1]};vinst\n".encode(), "Kolumnen ”vinst” är okänd"),
        ("a.csv", f'{HEAD}"a;b;c\n'.encode(), "Saknas ett citattecken?"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "gammal Excelfil"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "fil med lösenord"),
        ("a.xlsx", b"a;b", "Filen heter .xlsx men är ingen Excelfil"),
        ("a.xlsx", b"PK\x03\x04skadad", "Excelfilen är skadad"),
        ("a.xlsm", b"PK", "Filen kan innehålla makron"),
        ("a.ods", b"PK", "Filer som heter .ods läses inte"),
        ("a.exe", b"MZ", "Välj en fil som heter .xlsx, .csv eller .txt"),
        ("a.xlsx", bomb(), "orimligt stor"),
        ("a.xlsx", lying_bomb(), "Excelfilen är skadad"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) > 6 else "fil",
)
def test_what_can_not_be_read_is_refused_in_words(
    world: World, client_of: ClientOf, name: str, content: bytes, words: str
) -> None:
    response = upload(client_of(world.unit_manager), world, content, name)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_macros_are_refused_also_under_another_name(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    sheet = replace(download(client, world), "xl/vbaProject.bin", b"Sub Auto_Open()")

    response = upload(client, world, sheet)

    assert "Filen innehåller makron" in response.content.decode()


@pytest.mark.parametrize("spoil", [far_away, repeated_text])
def test_a_sheet_that_would_take_all_memory_is_refused(
    world: World, client_of: ClientOf, spoil: Callable[[bytes], bytes]
) -> None:
    client = client_of(world.unit_manager)

    response = upload(client, world, spoil(download(client, world)))

    assert "Bladet är för stort" in response.content.decode()


def test_entities_in_the_xml_are_refused(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    evil = b'<!DOCTYPE a [<!ENTITY x "y">]><worksheet/>'

    response = upload(client, world, replace(download(client, world), SHEET, evil))

    assert "sådant som inte hör dit" in response.content.decode()


def test_a_formulas_result_is_read_and_a_written_formula_refused(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)
    sheet = fill(download(client, world), world.measurement(), värde="=HYPERLINK(1)")

    batch = read_in(client, world, sheet)

    assert batch.faulty == 1
    assert "Cellen innehåller en formel" in batch.lines.get(state="faulty").fault


@override_settings(LARGEST_UPLOAD=1000)
def test_a_file_that_is_too_large_is_refused_at_the_field(
    world: World, client_of: ClientOf
) -> None:
    response = upload(client_of(world.unit_manager), world, b"a" * 1001, "a.csv")

    assert response.status_code == 422
    assert "Filen är större än" in response.content.decode()


@override_settings(LARGEST_UPLOAD=1000)
def test_a_gigabyte_is_refused_before_it_is_read(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)

    response = client.post(
        f"/att-gora/2026-t2/{world.unit.code}/inlasning/",
        b"a" * 5000,
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="1000000000",
    )

    assert response.status_code == 413
    assert "Filen är för stor" in response.content.decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_usual_encodings_and_delimiters_are_understood(
    world: World, client_of: ClientOf, encoding: str, delimiter: str
) -> None:
    text = f"{HEAD}{world.unit.code};nojda;helårsprognos;80\n".replace(";", delimiter)

    batch = read_in(client_of(world.unit_manager), world, text.encode(encoding), "a.csv")

    assert (batch.rows, batch.new) == (1, 1)


def test_the_file_is_said_by_its_checksum(world: World, client_of: ClientOf) -> None:
    text = f"{HEAD}{world.unit.code};nojda;helårsprognos;80\n"

    batch = read_in(client_of(world.unit_manager), world, text, "a.csv")

    assert len(batch.sha256) == 64
    assert batch.size == len(text.encode())
