"""Static files are collected only when they have changed: hashing and packing them takes seconds."""

from hashlib import sha256
from pathlib import Path

from ils.local.servers import PROJECT, VAR

COLLECT = ("collectstatic", "--noinput", "-v", "0")
STAMP = VAR / "static.stamp"
MANIFEST = VAR / "static" / "staticfiles.json"


def are_collected() -> bool:
    return MANIFEST.is_file() and STAMP.is_file() and STAMP.read_text() == _fingerprint()


def mark_collected() -> None:
    STAMP.write_text(_fingerprint())


def _fingerprint() -> str:
    """Our own files by size and time; those of the packages by the lock file."""
    digest = sha256((PROJECT / "requirements.lock").read_bytes())
    for path in sorted(_files()):
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files() -> list[Path]:
    folders = (PROJECT / "static", *PROJECT.glob("*/static"))
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]
