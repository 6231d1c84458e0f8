"""Who set something, said of the organisation at hand: nämnden, bolaget or enheten."""

from organisation.enums import COMPANY_KINDS
from periods.enums import SetBy

_WORDS = {SetBy.KF: "kommunfullmäktige", SetBy.UNIT: "enheten"}


def setter(set_by: str, kind: str) -> str:
    """The one who set it; `kind` is the organisation's that set it, or that it is shown at."""
    company = "bolaget" if kind in COMPANY_KINDS else "nämnden"
    return _WORDS.get(SetBy(set_by), company)
