"""The part of the page "Varför denna färg?" that asks what would be if a value were another."""

from dataclasses import dataclass

from django.http import Http404, QueryDict

from goals.forms import WhatIfForm
from goals.queries.readable import Readable
from goals.queries.what_if import TotalParts, WhatIf, total_parts, what_if
from indicators.models import Verdict
from organisation.models import Organisation


@dataclass(frozen=True, slots=True)
class WhatIfPanel:
    """The form, its answer when it has been asked, and how many parts the reader may not see."""

    form: WhatIfForm
    answer: WhatIf | None
    hidden: int


def what_if_panel(
    verdict: Verdict, organisation: Organisation, readable: Readable, asked: QueryDict
) -> WhatIfPanel | None:
    """The panel of a total's light, None for others.

    Raises Http404 for an organisation that is no part of the total, or none that may be seen.
    """
    parts = total_parts(verdict, organisation, readable)
    if parts is None or not (parts.lacking or parts.reported):
        return None
    code = asked.get("enhet", "")
    if code and parts.at(code) is None:
        raise Http404
    form = WhatIfForm(
        asked if "enhet" in asked else None,
        initial={"varde": "0", "taljare": "0"},
        indicator=verdict.goal_indicator.indicator,
        parts=parts,
        auto_id="om-%s",
    )
    return WhatIfPanel(form, _answer(verdict, parts, form), parts.hidden)


def _answer(verdict: Verdict, parts: TotalParts, form: WhatIfForm) -> WhatIf | None:
    """What would be, when the form has been asked something that can be answered."""
    if not (form.is_bound and form.is_valid()):
        return None
    changed = parts.at(form.cleaned_data["enhet"])
    return what_if(verdict, parts, changed, form.cleaned_data["told"]) if changed else None
