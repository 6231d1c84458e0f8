"""Who set something is said of the organisation at hand."""

import pytest

from organisation.enums import Kind
from periods.enums import SetBy
from periods.setters import setter


@pytest.mark.parametrize(
    ("set_by", "kind", "word"),
    [
        (SetBy.KF, Kind.UNIT, "kommunfullmäktige"),
        (SetBy.COMMITTEE, Kind.DISTRICT_COMMITTEE, "nämnden"),
        (SetBy.COMMITTEE, Kind.COMPANY, "bolaget"),
        (SetBy.COMMITTEE, Kind.COMPANY_GROUP, "bolaget"),
        (SetBy.COMMITTEE, Kind.UNIT, "nämnden"),
        (SetBy.UNIT, Kind.UNIT, "enheten"),
    ],
)
def test_the_setter_in_words(set_by: SetBy, kind: Kind, word: str) -> None:
    assert setter(set_by, kind) == word
