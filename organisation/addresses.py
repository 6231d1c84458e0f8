"""Addresses of the many rows of a page: looked up once, where `reverse` searches anew for each."""

from functools import lru_cache

from django.urls import reverse

# Stands for a row's key; no row has it.
_NOBODY = "0"


@lru_cache(maxsize=5000)
def kept_address(name: str, *place: str) -> str:
    """As `reverse`, and kept: addresses are the same as long as the program runs."""
    return reverse(name, args=place)


def row_address(name: str, *place: str, pk: int) -> str:
    """The address of a row, whose key is the last of the address's arguments."""
    before, _, after = kept_address(name, *place, _NOBODY).rpartition(f"/{_NOBODY}/")
    return f"{before}/{pk}/{after}"
