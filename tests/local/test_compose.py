"""docker-compose.yml and Dockerfile agree with the settings, the commands and each other."""

import os
import re
import secrets
import subprocess
import sys
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

import pytest
import yaml
from django.conf import settings

from ils.local.bootstrap import PANGO
from ils.local.launch import services
from ils.local.servers import PROJECT

COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PROGRAM = {name: row for name, row in SERVICES.items() if row.get("image") == "ils"}
LASTING = {name: row for name, row in SERVICES.items() if name != "migrate"}
DOCKERFILE = (PROJECT / "Dockerfile").read_text()


def words(service: dict[str, Any]) -> list[str]:
    return [str(word) for word in service["command"]]


def test_the_services_are_the_servers_and_the_processes_of_a_local_run() -> None:
    local = {service.name for service in services(port=8000)}

    assert set(SERVICES) == {"postgres", "redis", "migrate"} | local


@pytest.mark.parametrize("name", PROGRAM)
def test_every_environment_name_is_read_by_the_settings(name: str) -> None:
    read = (PROJECT / "ils" / "settings.py").read_text()

    assert [key for key in PROGRAM[name]["environment"] if f'"{key}"' not in read] == []


def test_every_name_in_the_settings_is_given_or_has_a_safe_default() -> None:
    read = set(re.findall(r'env(?:\.\w+)?\("(\w+)"', (PROJECT / "ils" / "settings.py").read_text()))

    # Off by default, and must stay off.
    assert read - set(PROGRAM["web"]["environment"]) == {"ILS_DEBUG", "ILS_DEMO"}


def test_every_value_from_the_env_file_is_explained() -> None:
    text = (PROJECT / "docker-compose.yml").read_text()
    explained = (PROJECT / "docs" / "running.md").read_text()

    names = set(re.findall(r"(?<!\$)\$\{(\w+)", text))
    assert [name for name in sorted(names) if f"`{name}`" not in explained] == []


def test_no_secret_stands_in_the_file() -> None:
    secrets = [
        (name, key)
        for name, row in SERVICES.items()
        for key, value in row.get("environment", {}).items()
        if re.search("PASSWORD|SECRET|_URL", key) and key != "REDIS_URL" and "${" not in value
    ]

    assert secrets == []


@pytest.mark.parametrize("name", PROGRAM)
def test_every_command_names_something_that_exists(name: str) -> None:
    command = words(PROGRAM[name])

    assert command[0] == "python"
    if command[1] == "-m":
        assert find_spec(command[2])
    else:
        assert (PROJECT / command[1]).is_file()
    assert find_spec("ils.wsgi")
    assert find_spec("ils.celery")


def test_every_queue_is_consumed() -> None:
    sent = {settings.CELERY_TASK_DEFAULT_QUEUE}
    sent |= {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}

    assert consumed(words(row) for row in PROGRAM.values()) == sent
    assert consumed(service.command for service in services(port=8000)) == sent


def consumed(commands: Any) -> set[str]:
    pairs = [pair for command in commands for pair in pairwise(command)]
    return {queue for option, queues in pairs if option == "-Q" for queue in queues.split(",")}


def test_the_pdf_worker_gives_its_memory_back() -> None:
    limit = ("--max-memory-per-child", "250000")

    assert limit in set(pairwise(words(SERVICES["pdf"])))
    assert any(limit in set(pairwise(service.command)) for service in services(port=8000))


@pytest.mark.parametrize("name", LASTING)
def test_every_lasting_service_has_a_health_check_and_comes_back(name: str) -> None:
    test = LASTING[name]["healthcheck"]["test"]

    assert test[0] in {"CMD", "CMD-SHELL"}
    assert LASTING[name]["restart"] == "unless-stopped"


def test_the_web_is_asked_at_an_address_that_exists() -> None:
    test = SERVICES["web"]["healthcheck"]["test"]

    assert find_spec(test[3])
    assert f":{test[4]}" in " ".join(words(SERVICES["web"]))
    assert test[5] == "/halsa/"


def test_the_program_waits_for_the_migrations_and_they_for_the_database() -> None:
    for name in set(PROGRAM) - {"migrate"}:
        assert PROGRAM[name]["depends_on"]["migrate"] == {
            "condition": "service_completed_successfully"
        }
    assert SERVICES["migrate"]["depends_on"]["postgres"] == {"condition": "service_healthy"}


def test_only_the_migrations_run_as_the_owner_of_the_tables() -> None:
    owners = [
        name for name, row in PROGRAM.items() if "ils_owner" in row["environment"]["DATABASE_URL"]
    ]

    assert owners == ["migrate"]


def test_named_volumes_are_declared_and_used() -> None:
    mounted = [
        volume.split(":")[0] for row in SERVICES.values() for volume in row.get("volumes", [])
    ]

    assert {name for name in mounted if not name.startswith("./")} == set(COMPOSE["volumes"])
    assert [
        name for name in mounted if name.startswith("./") and not (PROJECT / name).exists()
    ] == []


def test_the_image_has_locked_packages_pango_and_an_ordinary_user() -> None:
    assert "--require-hashes -r requirements.lock" in DOCKERFILE
    assert [package for package in PANGO if package not in DOCKERFILE] == []
    assert re.search(r"^USER ils$", DOCKERFILE, re.MULTILINE)
    assert (PROJECT / "requirements.lock").is_file()


def test_the_image_starts_what_the_web_service_starts() -> None:
    found = re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)

    assert found
    image, service = yaml.safe_load(found.group(1)), words(SERVICES["web"])
    assert image[:4] == service[:4]
    # Without a home there is no place for a control socket.
    assert "--no-control-socket" in image
    assert "--no-control-socket" in service


def test_django_finds_nothing_to_say_of_the_installation() -> None:
    given = {"ILS_SECRET_KEY": secrets.token_urlsafe(50), "DATABASE_URL": "postgresql:///ils"}
    # Not what tests are run with: browser tests set DJANGO_ALLOW_ASYNC_UNSAFE in their process.
    ours = ("ILS_", "DJANGO_")
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(ours)}

    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=PROJECT,
        env=inherited | given,
        text=True,
        stderr=subprocess.PIPE,
        check=False,
    )

    assert done.returncode == 0, done.stderr
