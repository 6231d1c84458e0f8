"""Accounts are made by an administrator: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):
    """allauth's adapter with the sign-up page closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no."""
        return False
