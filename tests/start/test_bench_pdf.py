"""The documents of `bin/bench --pdf` are shaped as frozen copies are, and as long as they are said to be."""

import pytest

from ils.bench.paper import COMMITTEES, COMPANIES, SMALL, appendix, committee_report, everything
from reports.canonical import canonical, checksum
from reports.contents import Content
from reports.enums import Stage
from reports.models import Snapshot
from reports.pdf import render
from reports.rendering import chapters_html


def frozen(content: Content) -> Snapshot:
    text = canonical(content)
    return Snapshot(canonical=text, sha256=checksum(text), stage=Stage.PROPOSAL, number=1)


def test_a_report_can_be_set() -> None:
    assert render(frozen(committee_report(1, SMALL))).pages > 3


def test_bilaga_1_has_every_body_under_every_goal_and_a_change_is_seen_in_one_chapter() -> None:
    before = chapters_html(frozen(appendix(1)))
    after = chapters_html(frozen(appendix(1, [4])))

    rows = sum(html.count('scope="row" rowspan="2">Nämnd 07') for html in before)
    assert rows == 12
    assert COMMITTEES + COMPANIES == 48
    # The last one says how the document was made, with its checksum.
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 2


def test_everything_has_the_goals_and_units_of_all() -> None:
    contents = [committee_report(n, SMALL) for n in range(3)]

    whole = everything(contents)

    assert len(whole["orientations"]) == sum(len(each["orientations"]) for each in contents)
    assert len(whole["units"]) == 3 * SMALL.units
    assert canonical(committee_report(1, SMALL)) == canonical(committee_report(1, SMALL))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_seed_gives_the_same_document(seed: int) -> None:
    assert canonical(appendix(seed)) == canonical(appendix(seed))
