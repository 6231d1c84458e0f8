"""What a light would have been with the year's first target, where that has been replaced (promise 4)."""

from collections.abc import Iterable

from django.db.models import Q

from indicators.models import Target, Verdict
from lights import Light

# A light is greener for a moved target when it ranks higher than the one the first target would
# have given; grey ranks with red, so a light that could not be judged before counts too.
TURNED_GREENER = Q(light=Light.GREEN, former_light__in=["yellow", "red", "grey"]) | Q(
    light=Light.YELLOW, former_light__in=["red", "grey"]
)
COLOURS = {"green": "grönt", "yellow": "gult", "red": "rött", "grey": "grått"}

# A place of a target: goal indicator, organisation and the level that set it.
_Place = tuple[int, int, str]


class FirstTargets:
    """The year's first targets where they have been replaced; one query, none where none has.

    Have the verdicts' targets selected.
    """

    def __init__(self, verdicts: Iterable[Verdict]) -> None:
        moved = [verdict for verdict in verdicts if verdict.former_light]
        self._firsts: dict[_Place, Target] = {}
        if moved:
            found = Target.objects.filter(
                goal_indicator__in={verdict.goal_indicator_id for verdict in moved},
                replaces__isnull=True,
                replaced_by__isnull=False,
            )
            self._firsts = {_place(target): target for target in found.order_by()}

    def of(self, verdict: Verdict) -> Target | None:
        """The first target at the place of the one that judged."""
        return self._firsts.get(_place(verdict.target)) if verdict.target else None

    def sentence(self, verdict: Verdict) -> str:
        """Say so when the light is greener because its target moved; else nothing."""
        first, former = self.of(verdict), verdict.former_light
        if first is None or not former or Light(verdict.light).rank <= Light(former).rank:
            return ""
        indicator = verdict.goal_indicator.indicator
        words = first.words(indicator.decimals, indicator.unit)
        return f"Med det ursprungliga årsmålet, {words}, hade ljuset varit {COLOURS[former]}."


def _place(target: Target) -> _Place:
    """Where a target stands."""
    return target.goal_indicator_id, target.organisation_id, target.set_by
