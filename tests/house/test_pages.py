"""The pages outside the frame: signing in, and an address that is not there."""

import pytest
from django.test import Client

from tests.house.outline import Outline


@pytest.mark.parametrize("url", ["/konto/login/", "/finns-inte/", "/mal/2026-t9/"])
def test_the_pages_outside_the_frame_are_whole_too(client: Client, db: None, url: str) -> None:
    response = client.get(url, follow=True)
    outline = Outline(response.content.decode())

    assert outline.lang == "sv"
    assert outline.title
    assert outline.headings.count(1) == 1
    assert not outline.inline
