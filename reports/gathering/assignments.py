"""Uppdrag with what nämnder and bolag have answered: lines, and the tables that are made of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from activities.enums import ASSIGNMENT_STATES
from activities.models import AssignmentAnswer
from periods.models import Period
from reports.blocks import Chapter, ColumnKind, Row, Table, chapter, columns, row, summed, table
from reports.canonical import clean
from reports.contents import AssignmentLine
from reports.gathering.activities import counted
from reports.gathering.cells import day
from reports.sentences import answered

_COUNTS = (
    "Genomförda", "Pågår", "Ej påbörjade", "Avbrutna", "Ej besvarade", "Summa", "Varav försenade",
)  # fmt: skip
# Seven counts leave no room for a column of who gave it: that stands beside the name.
_BRIEF = columns(
    (ColumnKind.NAME, "Uppdrag"),
    (ColumnKind.DAY, "Sista dag"),
    *((ColumnKind.COUNT, word) for word in _COUNTS),
)
_BY_OWNER = columns(
    (ColumnKind.NAME, "Nämnd eller bolag"),
    (ColumnKind.TEXT, "Läge"),
    (ColumnKind.DAY, "Nytt slut"),
)
_LATE = columns(
    (ColumnKind.NAME, "Uppdrag"),
    (ColumnKind.TEXT, "Nämnd eller bolag"),
    (ColumnKind.DAY, "Sista dag"),
    (ColumnKind.DAY, "Nytt slut"),
    (ColumnKind.TEXT, "Läge"),
)
_OWN = columns(
    (ColumnKind.NAME, "Uppdrag"),
    (ColumnKind.TEXT, "Gett av"),
    (ColumnKind.DAY, "Sista dag"),
    (ColumnKind.DAY, "Nytt slut"),
    (ColumnKind.TEXT, "Läge"),
)


def assignment_lines(
    period: Period, organisations: Iterable[int] | None = None
) -> list[AssignmentLine]:
    """The answers of some organisations, or of all, by number and name; one query."""
    found = AssignmentAnswer.objects.filter(period=period).select_related(
        "assignment__committee", "organisation"
    )
    if organisations is not None:
        found = found.filter(organisation_id__in=[*organisations])
    in_order = found.order_by("assignment__code", "assignment_id", "organisation__name_sort", "pk")
    return [_line(answer, period) for answer in in_order]


def _line(answer: AssignmentAnswer, period: Period) -> AssignmentLine:
    """One answer; late is computed against the period's last day, not against today."""
    assignment = answer.assignment
    return {
        "code": assignment.code,
        "title": assignment.title,
        "giver": assignment.giver,
        "owner": answer.organisation.name,
        "end_on": day(assignment.end_on),
        "new_end_on": day(answer.new_end_on),
        "state": answer.state,
        "word": ASSIGNMENT_STATES[answer.state],
        "text": clean(answer.text),
        "deviation": clean(answer.deviation),
        "is_late": answer.is_late(period.last_day),
    }


def own_table(lines: Sequence[AssignmentLine]) -> Table:
    """The uppdrag of one nämnd or bolag, with its answers under them."""
    rows = (
        row(
            _name(line), line["giver"], line["end_on"], line["new_end_on"], _state(line),
            note=_written(line),
        )
        for line in lines
    )  # fmt: skip
    return table("Uppdrag", "Uppdrag och svar", _OWN, rows)


def late_table(lines: Iterable[AssignmentLine]) -> Table:
    """The answers to uppdrag whose last day has passed, with who is to answer."""
    rows = (
        row(
            _name(line), line["owner"], line["end_on"], line["new_end_on"],
            line["word"].capitalize(), note=_written(line),
        )
        for line in lines
        if line["is_late"]
    )  # fmt: skip
    return table("Försenade uppdrag", "Försenade uppdrag", _LATE, rows)


def brief_table(lines: Iterable[AssignmentLine]) -> Table:
    """Each uppdrag with its answers counted, and the sum of all."""
    rows = [_counted_row(group) for group in _by_code(lines)]
    return summed("Uppdrag i korthet", "Uppdrag och hur de är besvarade", _BRIEF, rows)


def _by_code(lines: Iterable[AssignmentLine]) -> list[list[AssignmentLine]]:
    """The answers to each uppdrag; the lines come in the order of the uppdrag."""
    return [list(found) for _, found in groupby(lines, key=lambda line: line["code"])]


def assignment_chapters(lines: Sequence[AssignmentLine]) -> Iterator[Chapter]:
    """All uppdrag counted, and then each with every answer; the counts are those of the tables."""
    words = answered(counted(lines)) or "Inga uppdrag besvaras i perioden."
    yield chapter(1, "uppdrag", "Uppdrag", [words], [brief_table(lines)])
    for place, group in enumerate(_by_code(lines), start=1):
        first = group[0]
        given = f"Gett av {first['giver']}."
        answers = table(
            "Svar på uppdrag", f"Svar på {first['code']}", _BY_OWNER, map(_answer_row, group)
        )
        sentences = [f"{given} {answered(counted(group))}"]
        yield chapter(2, f"uppdrag-{place}", _name(first), sentences, [answers])


def _counted_row(group: Sequence[AssignmentLine]) -> Row:
    """An uppdrag with its answers counted."""
    counts, first = counted(group), group[0]
    numbers = (
        counts.done, counts.ongoing, counts.not_started, counts.cancelled, counts.unreported,
        counts.total, counts.late,
    )  # fmt: skip
    return row(_name(first), first["end_on"], *numbers, mark=first["giver"])


def _answer_row(line: AssignmentLine) -> Row:
    """What one of those addressed has answered."""
    return row(line["owner"], _state(line), line["new_end_on"], note=_written(line))


def _name(line: AssignmentLine) -> str:
    """The number and the name."""
    return f"{line['code']} {line['title']}"


def _state(line: AssignmentLine) -> str:
    """How far it has come, and that it is late."""
    return line["word"].capitalize() + (", försenat" if line["is_late"] else "")


def _written(line: AssignmentLine) -> str:
    """What has been written of it."""
    said = (("Svar", line["text"]), ("Avvikelse", line["deviation"]))
    return " ".join(f"{title}: {words}" for title, words in said if words)
