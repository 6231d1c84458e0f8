"""The lights of a row of the entry page, each with its reason and the way to why it has its colour."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from indicators.enums import Missing
from indicators.models import Verdict
from indicators.queries import ExplainedLight, light_of
from organisation.addresses import row_address
from organisation.templatetags.ils import plain_light as draw_light


@dataclass(frozen=True, slots=True)
class Light:
    """A light of a row; `beside` says that it is against KF's target beside the own one."""

    shown: ExplainedLight
    beside: bool
    why_url: str

    @property
    def drawn(self) -> SafeString:
        """The light's component; the one beside is small and leaves the reason to the other."""
        return draw_light(
            self.shown.light,
            self.shown.word,
            reason="" if self.beside else self.shown.reason,
            forecast=self.shown.forecast,
            small=self.beside,
            url=self.why_url,
        )


def lights_of(
    applying: list[Verdict], beside: list[Verdict], formers: dict[int, str]
) -> Iterator[Light]:
    """The row's different lights: by the target that applies first, then by KF's."""
    different: dict[ExplainedLight, Verdict] = {}
    for verdict in applying:
        different.setdefault(_with_former(plain_light(verdict), formers[verdict.pk]), verdict)
    for shown, verdict in different.items():
        yield Light(shown, False, why_url(verdict))
    for verdict in beside:
        shown = light_of(verdict)
        if not shown.grey:
            yield Light(shown, True, why_url(verdict))


def why_url(verdict: Verdict) -> str:
    """The page that explains a light; have the verdict's period and organisation selected."""
    place, period = verdict.organisation, verdict.period
    return row_address("goals:why", period.slug, place.code, pk=verdict.pk)


def _with_former(shown: ExplainedLight, former: str) -> ExplainedLight:
    """Let the reason say what the light would have been with the year's first target."""
    return replace(shown, reason=f"{shown.reason} {former}") if former else shown


def plain_light(verdict: Verdict) -> ExplainedLight:
    """The light with its reason; that nothing is reported needs no sentence beside the empty input."""
    shown = light_of(verdict)
    return replace(shown, reason="") if shown.grey == Missing.NOT_REPORTED else shown
