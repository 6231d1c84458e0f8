"""The refusal that every command of a period may give."""


class NotNow(Exception):
    """What was asked for can not be done in the present state; the message says why in Swedish."""
