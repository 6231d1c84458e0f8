"""The lines of the bench that open pages: server time, through the whole of Django."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ils.bench.city import CITY, LARGEST_UNIT, USUAL, WIDEST
from ils.bench.lines import Line, measure
from ils.collecting import collect_rarely
from indicators.models import Indicator, Measurement
from organisation.enums import Role
from organisation.models import Membership, Organisation, User
from periods.models import Period

TIMES = 20
_DAY = "2020-01-01"


def page_lines(period: Period) -> list[Line]:
    """The pages with a time to reach."""
    collect_rarely()  # As in a server process.
    manager = _client_of(Role.UNIT_MANAGER, LARGEST_UNIT)
    entry = reverse("rounds:entry", args=[period.slug, LARGEST_UNIT])
    # All of it was reported a moment ago: each row says who wrote there.
    busy = _line("registreringssidan, en annan skrev nyss i varje rad", manager, entry)
    _let_time_pass(period)
    return [
        busy,
        _line("registreringssidan, 60 indikatorer", manager, entry, to_reach=80),
        *_reviewing_lines(period),
    ]


def _let_time_pass(period: Period) -> None:
    """The largest unit's figures were reported the day before."""
    rows = Measurement.objects.filter(period=period, organisation__code=LARGEST_UNIT)
    rows.update(changed_at=timezone.now() - timedelta(days=1))


def _reviewing_lines(period: Period) -> list[Line]:
    """The pages of those who review; each line's rows are the bytes that are sent."""
    office = _client_of(Role.CONTROLLER, WIDEST)
    city = _client_of(Role.CITY_OFFICER, CITY)

    def of(name: str, code: str) -> str:
        return reverse(f"goals:{name}", args=[period.slug, code])

    matrix = of("matrix", WIDEST)
    indicator = reverse("indicators:indicator", args=[Indicator.objects.all()[0].code])
    return [
        _line("läget för en nämnd", city, of("dashboard", USUAL), to_reach=50),
        _line("läget för nämnden med flest enheter", office, of("dashboard", WIDEST)),
        _line("läget för staden", city, of("dashboard", CITY), to_reach=100),
        _line("matris, indikatorer x nämndens 100 enheter", office, matrix, to_reach=250),
        _line("matris, mål x nämndens 100 enheter", office, f"{matrix}?visa=mal", to_reach=250),
        _line("matris, indikatorer x stadens nämnder", city, of("matrix", CITY), to_reach=250),
        _line("en indikators alla år, staden", city, indicator, to_reach=60),
        _line(
            "en indikators alla år, en enhet", city, f"{indicator}?org={LARGEST_UNIT}", to_reach=60
        ),
        _line("kontroll av stadens målkedja", city, of("alignment", CITY)),
        _line("alla stadens värden, en sida med 50", city, of("values", CITY), to_reach=60),
        _line("en nämnds värden, en sida med 50", office, of("values", WIDEST), to_reach=60),
    ]


def _client_of(role: Role, code: str) -> Client:
    """A browser in which somebody with the role has signed in."""
    user = User.objects.create(username=f"{role}-{code}")
    organisation = Organisation.objects.get(code=code)
    Membership.objects.create(user=user, organisation=organisation, role=role, valid_from=_DAY)
    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    client.force_login(user)
    return client


def _line(name: str, client: Client, url: str, *, to_reach: float | None = None) -> Line:
    """Open the page some times. Raises RuntimeError when it does not answer with a page."""

    def open_page() -> int:
        answer = client.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} svarar {answer.status_code}.")
        return len(answer.content)

    open_page()  # The first one fills caches of templates and translations.
    return measure(name, open_page, times=TIMES, to_reach=to_reach)
