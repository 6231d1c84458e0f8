"""Everybody opens every visit of an address once; the house rules then read what each of them saw."""

from dataclasses import dataclass

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
    client: Client
    visit: Visit
    response: HttpResponse

    def __str__(self) -> str:
        return f"{self.name} på {self.visit}: {self.status}"

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

    def post_nothing(self) -> int:
        """Post an empty form that the user may not post: nothing may be written; give the status."""
        with no_writes():
            return int(self.client.post(self.visit.url, {}).status_code)

    def post_without_token(self) -> int:
        """Post as another site's page would: nothing may be written; give the status."""
        self.client.handler.enforce_csrf_checks = True
        try:
            return self.post_nothing()
        finally:
            self.client.handler.enforce_csrf_checks = False


@dataclass(frozen=True)
class Tour:
    """What everybody saw at an address."""

    address: Address
    place: Place
    seen: list[Seen]

    @property
    def pages(self) -> list[Seen]:
        """Those who saw a page of HTML."""
        return [seen for seen in self.seen if seen.is_page]


def tour(address: Address, place: Place) -> Tour:
    """Visit an address as everybody; nothing may be written on the way."""
    clients = {name: signed_in(user) for name, user in place.world.users.items()}
    seen = [
        Seen(name, place.world.users[name], client, visit, get(client, visit))
        for visit in visits(address, place)
        for name, client in clients.items()
    ]
    return Tour(address, place, seen)


def signed_in(user: User) -> Client:
    """A client in which the user has signed in."""
    client = Client()
    client.force_login(user)
    return client


def get(client: Client, visit: Visit) -> HttpResponse:
    """Ask for the page; nothing may be written on the way."""
    with no_writes():
        return client.get(visit.url)
