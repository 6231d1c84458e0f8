"""The archive's package: everything in it, described and summed, and the same bytes each time."""

from hashlib import sha256
from io import BytesIO
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

import pytest
import time_machine

from reports.exporting import write_archive
from reports.models import Snapshot
from tests.reports.conftest import Scene, set_scene
from tests.world import World

PDF = b"%PDF-1.7 ett prov"
METS = "{http://www.loc.gov/METS/}"
HREF = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def snapshot(world: World) -> Snapshot:
    return Scene.propose(set_scene(world))


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a package."""
    with ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_it_holds_the_pdf_the_tables_and_the_copy(snapshot: Snapshot) -> None:
    files = unpacked(write_archive(snapshot, PDF))

    name = "tertialrapport-2-2026-jarva-forslag-1"
    assert files[f"{name}.pdf"] == PDF
    assert files[f"{name}.json"].decode() == snapshot.canonical
    assert sha256(files[f"{name}.json"]).hexdigest() == snapshot.sha256
    tables = [path for path in files if path.startswith("tabeller/")]
    assert "tabeller/03-mal-i-korthet.csv" in tables
    assert all(files[path].startswith(b"\xef\xbb\xbf") for path in tables)


def test_the_checksums_hold(snapshot: Snapshot) -> None:
    files = unpacked(write_archive(snapshot, PDF))

    lines = files.pop("kontrollsummor.sha256").decode().splitlines()
    assert dict(line.split("  ", 1)[::-1] for line in lines) == {
        path: sha256(content).hexdigest() for path, content in files.items()
    }


def test_the_mets_describes_every_file(snapshot: Snapshot) -> None:
    files = unpacked(write_archive(snapshot, PDF))

    root = Xml.fromstring(files["mets.xml"])
    assert root.tag == f"{METS}mets"
    assert [child.tag.removeprefix(METS) for child in root] == ["metsHdr", "fileSec", "structMap"]
    assert root.get("OBJID") == f"urn:sha256:{snapshot.sha256}"
    head = root.find(f"{METS}metsHdr")
    assert head is not None
    assert head.get("CREATEDATE") == "2026-09-01T08:00:00Z"
    described = root.findall(f"{METS}fileSec/{METS}fileGrp/{METS}file")
    found = {}
    for each in described:
        place = each.find(f"{METS}FLocat")
        assert place is not None
        assert each.get("CHECKSUMTYPE") == "SHA-256"
        assert each.get("MIMETYPE") in ("application/pdf", "text/csv", "application/json")
        found[place.get(HREF)] = (each.get("CHECKSUM"), each.get("SIZE"))
    packed = {
        path: files[path] for path in files if path not in ("mets.xml", "kontrollsummor.sha256")
    }
    assert found == {
        path: (sha256(content).hexdigest(), str(len(content))) for path, content in packed.items()
    }
    ids = [each.get("ID") for each in described]
    pointers = [each.get("FILEID") for each in root.iter(f"{METS}fptr")]
    assert sorted(pointers) == sorted(ids)
    assert len({*ids}) == len(ids)


def test_the_same_copy_gives_the_same_bytes(
    snapshot: Snapshot, today: time_machine.Traveller
) -> None:
    first = write_archive(snapshot, PDF)

    today.move_to("2028-02-29 23:59 +0000")

    assert write_archive(Snapshot.objects.get(pk=snapshot.pk), PDF) == first
