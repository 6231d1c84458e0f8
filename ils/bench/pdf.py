"""The lines of `bin/bench --pdf`: real jobs, real workers, and the same pages set by others beside."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from os import getloadavg
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone

from ils.bench.paper import LARGE, SMALL, USUAL, appendix, committee_report, everything
from ils.bench.peers import Outcome, bare_weasyprint, chromium
from ils.bench.usage import Usage
from jobs.enums import JobState
from jobs.models import Job
from organisation.enums import Kind
from organisation.models import Organisation, User
from periods.commands import create_period, create_year
from periods.enums import PeriodKind
from periods.models import Period, RuleSet
from reports.canonical import canonical, checksum
from reports.chapters import forget_chapters
from reports.commands import order_pdf
from reports.contents import Content
from reports.enums import ReportKind, Stage
from reports.models import Chapter, Document, Report, Snapshot

_PATIENCE = 900.0  # seconds
_PAUSE = 0.05
_BODIES = 48
_PEERS = {"enbart WeasyPrint, ej taggad": bare_weasyprint, "Chromium": chromium}


@dataclass(frozen=True, slots=True)
class PdfLine:
    """What was made, by whom, how long it took, and the most memory of one process (MB).

    `cpu` is the seconds of the processes' own work, which others on the machine do not prolong;
    `load` is how many processes wanted a core meanwhile, those of others counted in.
    """

    name: str
    seconds: float
    cpu: float
    pages: int
    memory: float
    load: float
    to_reach: float | None = None  # seconds
    pace: float | None = None  # pages a second to reach

    @property
    def goal(self) -> str:
        """What is to be reached, in words."""
        if self.to_reach is not None:
            return f"< {self.to_reach:.0f} s"
        return "" if self.pace is None else f">= {self.pace:.0f} sidor/s"

    @property
    def is_reached(self) -> bool | None:
        """It was as quick as it has to be; None when there is nothing to reach."""
        if self.to_reach is not None:
            return self.seconds < self.to_reach
        return None if self.pace is None else self.pages / self.seconds >= self.pace


class PdfBench:
    """Documents of the city's size, made by two worker processes as in the real installation."""

    def __init__(self, *, workers: int, peers: bool, is_small: bool) -> None:
        self._workers, self._peers, self._is_small = workers, peers, is_small
        self._by = User.objects.create(username="bänk")
        self._period = _period()
        self._made = 0
        self._usage = Usage(0)

    def lines(self) -> Iterator[PdfLine]:
        """All of them, the small documents first."""
        with _celery(self._workers) as worker:
            self._usage = Usage(worker.pid)
            self._order([committee_report(n, SMALL) for n in range(4)])  # the workers wake up
            yield from self._committee()
            yield from self._appendix()
            if not self._is_small:
                yield from self._all_reports()
                yield from self._everything()

    def _committee(self) -> Iterator[PdfLine]:
        """A large nämnd's report."""
        content = committee_report(1, LARGE)
        yield self._line("nämnd", [content], to_reach=5)
        yield from self._beside("nämnd", content)

    def _appendix(self) -> Iterator[PdfLine]:
        """The city's bilaga 1, from nothing and after changes."""
        yield self._line("bilaga 1", [appendix(1)], to_reach=15)
        yield self._line("bilaga 1, en nämnd ändrad i ett mål", [appendix(1, [4])], to_reach=3)
        every = range(12)
        yield self._line("bilaga 1, en nämnd ändrad i alla mål", [appendix(1, every)])
        yield from self._beside("bilaga 1", appendix(1))

    def _all_reports(self) -> Iterator[PdfLine]:
        """The reports of all nämnder and bolag, ordered at once."""
        self._forget()
        yield self._line("alla 48 rapporter", _reports(), pace=18)

    def _everything(self) -> Iterator[PdfLine]:
        """All of that as one document."""
        self._forget()
        whole = everything(_reports())
        yield self._line("allt i ett", [whole], to_reach=110)
        yield self._line("allt i ett, kapitlen gjorda", [whole], to_reach=15)
        yield from self._beside("allt i ett", whole)

    def _line(self, name: str, contents: Sequence[Content], **limits: float) -> PdfLine:
        """Make documents, and tell how it went."""
        self._usage.begin()
        start = time.monotonic()
        documents = self._order(contents)
        seconds = time.monotonic() - start
        pages = sum(document.pages or 0 for document in documents)
        usage = self._usage
        return PdfLine(
            name, seconds, usage.cpu, pages, usage.memory, getloadavg()[0], **limits
        )  # fmt: skip

    def _order(self, contents: Sequence[Content]) -> list[Document]:
        """Freeze the contents, order their PDFs, and wait for them."""
        jobs = [order_pdf(snapshot=self._frozen(content), by=self._by) for content in contents]
        until = time.monotonic() + _PATIENCE
        while unfinished := Job.objects.filter(pk__in=[job.pk for job in jobs]).exclude(
            state=JobState.DONE
        ):
            failed = unfinished.filter(state=JobState.FAILED).first()
            if failed or time.monotonic() > until:
                raise RuntimeError(failed.message if failed else "Det tog för lång tid.")
            self._usage.look()
            time.sleep(_PAUSE)
        return list(
            Document.objects.defer("content").filter(snapshot__in=[job.subject for job in jobs])
        )

    def _frozen(self, content: Content) -> Snapshot:
        """A frozen copy with the content, newer than every other."""
        self._made += 1
        at = datetime(2026, 9, 25, 12, 0, self._made % 60, tzinfo=UTC).isoformat()
        text = canonical({**content, "frozen_at": at, "number": self._made})
        report, _ = Report.objects.get_or_create(
            organisation=_organisation(content["organisation"]["name"]),
            period=self._period,
            kind=ReportKind(content["kind"]),
        )
        return Snapshot.objects.create(
            report=report,
            stage=Stage.PROPOSAL,
            number=self._made,
            canonical=text,
            sha256=checksum(text),
            created_at=timezone.now(),
            created_by=self._by,
        )

    def _beside(self, name: str, content: Content) -> Iterator[PdfLine]:
        """The same HTML set by bare WeasyPrint as one untagged document, and by Chromium."""
        if not self._peers:
            return
        text = canonical({**content, "number": 1})
        snapshot = Snapshot(canonical=text, sha256=checksum(text), stage=Stage.PROPOSAL, number=1)
        with TemporaryDirectory() as folder:
            for who, make in _PEERS.items():
                made: Outcome = make(snapshot, Path(folder))
                yield PdfLine(
                    f"  {name}: {who}", made.seconds, made.cpu, made.pages, made.memory,
                    getloadavg()[0],
                )  # fmt: skip

    def _forget(self) -> None:
        """Throw away every chapter."""
        forget_chapters()
        Chapter.objects.all().delete()


def _reports() -> list[Content]:
    """One large nämnd and the others."""
    return [committee_report(n, LARGE if n == 0 else USUAL) for n in range(_BODIES)]


def _organisation(name: str) -> Organisation:
    """The organisation of the name, made the first time."""
    city = Kind.CITY if name == "Staden" else Kind.COMMITTEE
    found, _ = Organisation.objects.get_or_create(
        code=name.lower().replace(" ", "-").replace("ä", "a"),
        defaults={"name": name, "name_sort": name.lower(), "kind": city, "is_invented": True},
    )
    return found


def _period() -> Period:
    """The second tertial of 2026."""
    day = datetime(2026, 8, 31, tzinfo=UTC).date()
    rules = RuleSet.objects.create(
        name="bänk", decided_by="bänken", decided_on=day, reason="mätning"
    )
    year = create_year(number=2026, rules=rules, by=None)
    return create_period(
        year=year, kind=PeriodKind.TERTIAL_2, last_day=day, due_on=day, committee_due_on=day,
        city_due_on=day, by=None,
    )  # fmt: skip


@contextmanager
def _celery(processes: int) -> Iterator[subprocess.Popen[bytes]]:
    """The PDF worker as the program starts it."""
    command = [
        "celery", "-q", "-A", "ils", "worker", "-Q", "pdf", "--pool", "prefork",
        "--concurrency", str(processes), "--max-memory-per-child", "250000",
        "--without-gossip", "--without-mingle", "--loglevel", "ERROR",
    ]  # fmt: skip
    worker = subprocess.Popen([sys.executable, "-m", *command], cwd=settings.BASE_DIR)
    try:
        yield worker
    finally:
        worker.terminate()
        worker.wait()
