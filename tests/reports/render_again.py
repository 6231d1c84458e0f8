"""Make the PDF of a frozen copy in a process of its own, without a database, and print its sum."""

import sys
from pathlib import Path

import django

django.setup()

from reports.canonical import checksum  # noqa: E402
from reports.models import Snapshot  # noqa: E402
from reports.pdf import render  # noqa: E402

text = Path(sys.argv[1]).read_text(encoding="utf-8")
copy = Snapshot(canonical=text, sha256=checksum(text))
copy.stage, copy.number = copy.content["stage"], copy.content["number"]
sys.stdout.write(checksum(render(copy).content))
