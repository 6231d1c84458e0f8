"""Files that a city reads in, and what the commands answer to bad ones."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

FileOf = Callable[[str], Path]


def refused(command: str, path: Path, **options: object) -> str:
    """What the command answers to a bad file."""
    with pytest.raises(CommandError) as fault:
        call_command(command, path, **options)
    assert fault.value.returncode == 1
    assert "Inget skrevs." in str(fault.value)
    return str(fault.value)
