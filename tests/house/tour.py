"""Everybody opens every page once; the house rules then read what each of them saw."""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.test import Client

from organisation.models import User
from tests.house.no_writes import no_writes
from tests.house.project import Address
from tests.house.visits import Place, Visit, visits


@dataclass(frozen=True)
class Seen:
    """What a user saw at an address."""

    name: str
    user: User
    visit: Visit
    response: HttpResponse

    def __str__(self) -> str:
        return f"{self.name} på {self.visit}: {self.response.status_code}"

    @property
    def status(self) -> int:
        """The status of the answer."""
        return int(self.response.status_code)

    @property
    def is_page(self) -> bool:
        """The answer is a page of HTML."""
        return self.status == 200 and "text/html" in self.response.headers["Content-Type"]

    @property
    def html(self) -> str:
        """The page."""
        return str(self.response.content.decode())


@dataclass
class Tour:
    """Visits each address as everybody, the first time somebody asks for it."""

    place: Place
    seen: dict[str, list[Seen]] = field(default_factory=dict)

    def at(self, address: Address) -> list[Seen]:
        """What everybody saw at the address; nothing may be written on the way."""
        if address.name not in self.seen:
            self.seen[address.name] = [
                Seen(name, user, visit, _get(client, visit))
                for name, user in self.place.world.users.items()
                for client in [signed_in(user)]
                for visit in visits(address, self.place)
            ]
        return self.seen[address.name]


def signed_in(user: User) -> Client:
    """A client in which the user has signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _get(client: Client, visit: Visit) -> HttpResponse:
    """Ask for the page."""
    with no_writes():
        return client.get(visit.url)
