"""The start page, which leads each role to its work, and the page that says the program is well."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from goals.queries.dialogue import count_waiting
from goals.queries.rules import last_checks
from ils.start import blocks_of
from jobs.queries import oldest_queued_age
from organisation.enums import Kind
from organisation.models import Organisation
from organisation.queries import grants_of
from organisation.views import Page
from periods.queries import current_period


class Start(Page, TemplateView):
    """The start page: what is next in each of the user's roles."""

    template_name = "start.html"

    def load(self) -> None:
        """Stand in the city; before there is one the page still greets."""
        city = Organisation.objects.filter(kind=Kind.CITY).first()
        self.organisation = city or Organisation(kind=Kind.CITY)

    def is_allowed(self) -> bool:
        """Everyone who has signed in is greeted, also who has no role yet."""
        return True

    def get_page_title(self) -> str:
        """A greeting."""
        return f"Hej {self.user.first_name or self.user.username}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The blocks of the user's roles."""
        roles = [grant.role.label for grant in grants_of(self.user)]
        period = current_period() if roles else None
        return super().get_context_data(
            roles=", ".join(dict.fromkeys(roles)),
            period=period,
            waiting=count_waiting(self.user) if roles else 0,
            blocks=blocks_of(self.user, self.organisation, period),
            **kwargs,
        )


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers; say how long the queue waits, and how the lights are.

    A worker can stop listening while its process lives: the age of the oldest queued job tells,
    the process does not. The control is the latest of each period, and the moment the oldest of them.
    """
    age = oldest_queued_age()
    checks = last_checks()
    return JsonResponse(
        {
            "status": "frisk",
            "äldsta köade jobb (sekunder)": round(age.total_seconds()) if age else 0,
            "ljusen kontrollerades": min((check.checked_at for check in checks), default=None),
            "avvikande ljus då": sum(check.drifted for check in checks),
        }
    )
