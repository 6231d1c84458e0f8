"""The open test vectors: the published cases, their schemas and the command that runs them."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import lights
from lights.__main__ import main, parse
from lights.cases import answer

HERE = Path(__file__).parent
SCHEMAS = Path(lights.__file__).parent / "schema"
Json = Any


VECTORS: Json = parse((HERE / "vectors.json").read_bytes())
FAULTS: Json = parse((HERE / "faults.json").read_bytes())


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[[Path], tuple[int, Json, str]]:
    """Run the command on a file; give its status, its verdicts and what it complains about."""

    def command(path: Path) -> tuple[int, Json, str]:
        status = main([str(path)])
        printed = capfd.readouterr()
        return status, json.loads(printed.out) if printed.out else None, printed.err

    return command


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("case", VECTORS, ids=[case["id"] for case in VECTORS])
def test_a_vector_gets_the_verdict_reasoned_by_hand(case: Json) -> None:
    verdict = answer(case)

    assert {"light": verdict.get("light"), "kind": verdict.get("kind")} == case["expect"]


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["fault"] for fault in FAULTS])
def test_a_faulty_case_says_what_is_wrong(fault: Json) -> None:
    verdict = answer(fault["case"])

    assert verdict["id"] == "f"
    assert fault["says"] in str(verdict["error"])


@pytest.mark.parametrize("case", [None, 5, "text", [], {}, {"id": None}, {"id": True}])
def test_a_case_without_a_name_is_faulty(case: object) -> None:
    verdict = answer(case)

    assert verdict["id"] is None
    assert verdict["error"]


def test_the_vectors_follow_the_published_schemas(
    run: Callable[[Path], tuple[int, Json, str]],
) -> None:
    cases = json.loads((HERE / "vectors.json").read_text("utf-8"))

    status, verdicts, _ = run(HERE / "vectors.json")

    validator("cases").validate(cases)
    validator("verdicts").validate(verdicts)
    assert status == 0
    assert [verdict["id"] for verdict in verdicts] == [case["id"] for case in cases]


def test_the_vectors_cover_every_kind_of_light_target_and_grey() -> None:
    lights_seen = {case["expect"]["light"] for case in VECTORS}
    greys_seen = {case["expect"]["kind"] for case in VECTORS} - {None}
    targets_seen = {(case.get("target") or {}).get("kind") for case in VECTORS} - {None}

    assert lights_seen == set(lights.Light)
    assert greys_seen == set(lights.Grey)
    assert targets_seen == set(lights.TargetKind)


SCHEMA_CANNOT_TELL = {
    "intervall upp och ned",
    "tal mot ja/nej-mål",
    "ja mot tal",
    "fler rapporterade än väntade",
    "10^30 som text",
    "NaN",
    "oändligt",
    "för många decimaler",
}


@pytest.mark.parametrize(
    "fault",
    [fault for fault in FAULTS if fault["fault"] not in SCHEMA_CANNOT_TELL],
    ids=lambda fault: fault["fault"],
)
def test_the_schema_refuses_a_faulty_case(fault: Json) -> None:
    case = json.loads(json.dumps(fault["case"], default=float))

    assert not validator("cases").is_valid([case])


def test_a_faulty_case_does_not_stop_the_rest(
    tmp_path: Path, run: Callable[[Path], tuple[int, Json, str]]
) -> None:
    good, source = json.dumps(VECTORS[0], default=str), tmp_path / "cases.json"
    source.write_text(f'[{{"id": 1, "type": "indicator", "value": NaN}}, {good}, 1e999]', "utf-8")

    status, verdicts, _ = run(source)

    validator("verdicts").validate(verdicts)
    assert status == 1
    assert ["error" in verdict for verdict in verdicts] == [True, False, True]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"{}", "ska vara en lista"),
        (b"[1,", "ej giltig JSON vid rad 1"),
        (b"\xff\xfe", "inte UTF-8"),
        (b"[" * 100_000, "för djupt"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(
    content: bytes,
    complaint: str,
    tmp_path: Path,
    run: Callable[[Path], tuple[int, Json, str]],
) -> None:
    source = tmp_path / "cases.json"
    source.write_bytes(content)

    status, verdicts, complaints = run(source)

    assert (status, verdicts) == (2, None)
    assert complaint in complaints


def test_a_missing_file_says_so(
    tmp_path: Path, run: Callable[[Path], tuple[int, Json, str]]
) -> None:
    status, _, complaints = run(tmp_path / "nej.json")

    assert status == 2
    assert "finns inte" in complaints


def test_the_cases_can_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, run: Callable[[Path], tuple[int, Json, str]]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[]")))

    assert run(Path("-")) == (0, [], "")


def test_an_odd_name_comes_back_unharmed(
    tmp_path: Path, run: Callable[[Path], tuple[int, Json, str]]
) -> None:
    source = tmp_path / "cases.json"
    source.write_text('[{"id": "å\\ud800", "type": "indicator"}]', "utf-8")

    status, verdicts, _ = run(source)

    assert status == 0
    assert verdicts[0]["id"] == "å\ud800"
