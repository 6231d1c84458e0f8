"""The same pages set by others, each in a process of its own: what our own time is compared with."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from django.conf import settings

from reports.models import Snapshot
from reports.pdf_ready import renderer
from reports.rendering import chapters_html, front_html

_BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """How long it took, its own work (seconds), how many pages, the most memory of a process (MB)."""

    seconds: float
    cpu: float
    pages: int
    memory: float


def bare_weasyprint(snapshot: Snapshot, folder: Path) -> Outcome:
    """One untagged document, as WeasyPrint makes it when nothing is asked of it."""
    page = _page(snapshot, folder)
    command = [sys.executable, "-m", "ils.bench.bare", str(page)]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, capture_output=True, check=True, text=True
    )
    return Outcome(**json.loads(done.stdout))


def chromium(snapshot: Snapshot, folder: Path) -> Outcome:
    """Chromium's print to PDF, tagged and with bookmarks as ours; no time when there is no Chromium.

    Its start is counted in. It makes less than we do: no heads and feet, no page numbers (nor in the
    contents), no Swedish hyphens, neither PDF/A nor PDF/UA. Its processes' own work is not known.
    """
    program = shutil.which("chromium")
    if program is None:
        return Outcome(0, 0, 0, 0)
    page, target = _page(snapshot, folder), folder / "chromium.pdf"
    command = [program, *_FLAGS, f"--user-data-dir={folder}/profil", f"--print-to-pdf={target}"]
    start = time.monotonic()
    process = subprocess.Popen(
        [*command, page.as_uri()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    # Not RUSAGE_CHILDREN: it also remembers whoever was made before.
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    with pikepdf.open(target) as made:
        return Outcome(seconds, 0, len(made.pages), usage.ru_maxrss / 1024)


def _page(snapshot: Snapshot, folder: Path) -> Path:
    """The whole document as one HTML file with the same style sheet."""
    sheet = (settings.BASE_DIR / "static" / "pdf" / "report.css").as_uri()
    chapters = "".join(body[1] for html in chapters_html(snapshot) if (body := _BODY.search(html)))
    link = f'<link rel="stylesheet" href="{sheet}"></head>'
    html = (
        front_html(snapshot, {}).replace("</head>", link).replace("</body>", f"{chapters}</body>")
    )
    path = folder / "dokument.html"
    path.write_text(renderer().printable(html), encoding="utf-8")
    return path
