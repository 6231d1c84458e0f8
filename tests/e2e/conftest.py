"""What every browser test has: a demo city of its own, Chromium, and pages with a signed-in user."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ils.demo.accounts import PASSWORD
from tests.e2e.site import Site, copy_database, drop_database, load_demo_city, run_site

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 400, "height": 850}
# The desktop enlarged to 200 %: half as many of the page's own pixels.
ZOOMED = {"width": 640, "height": 450}

SignIn = Callable[..., Page]


# First: pytest-xdist reads the group in the same hook.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All browser tests are marked, and share one worker: they share one broker."""
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("e2e"))


@pytest.fixture(scope="session")
def demo_city() -> Iterator[str]:
    """The address of a database with the demo city, which tests copy."""
    # Static files of their own: whoever else collects meanwhile would remove them under our feet.
    with TemporaryDirectory(prefix="ils-static-") as static, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ILS_STATIC_ROOT", static)
        url = load_demo_city(os.environ["DATABASE_URL"], f"ils_demo_{os.getpid()}")
        yield url
        drop_database(url)


@pytest.fixture(scope="session")
def reading_site(demo_city: str) -> Iterator[Site]:
    """A running ILS for tests that only read."""
    url = copy_database(demo_city, f"ils_reading_{os.getpid()}")
    with run_site(url, worker=False) as site:
        yield site
    drop_database(url)


@pytest.fixture
def site(demo_city: str) -> Iterator[Site]:
    """A running ILS with a worker, for one test that writes."""
    url = copy_database(demo_city, f"ils_writing_{os.getpid()}")
    with run_site(url, worker=True) as running:
        yield running
    drop_database(url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a screen."""
    # Playwright leaves an event loop running in this thread, and Django then refuses to read the
    # database in the tests that follow; none of them is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def sign_in(browser: Browser) -> Iterator[SignIn]:
    """Sign in a demo account in a browser of its own: sign_in(site, "slk", viewport=PHONE)."""
    with ExitStack() as contexts:

        def open_as(running: Site, username: str, **options: object) -> Page:
            settings = {"viewport": DESKTOP, "locale": "sv-SE", **options}
            context = browser.new_context(base_url=running.url, **settings)  # type: ignore[arg-type]
            contexts.callback(context.close)
            page = context.new_page()
            page.goto("/")
            page.get_by_label("Användarnamn eller e-post").fill(username)
            page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Logga in").click()
            page.wait_for_url(running.url + "/")
            return page

        yield open_as
