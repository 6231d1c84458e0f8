"""Mails about what a room has that sends none itself."""

from datetime import date

from organisation.models import User
from reports.models import Correction
from reports.queries.corrections import completions_since, writers_of
from rounds.enums import MailKind
from rounds.mailing import TOLD_WITHIN, Mail, send_all


def mail_completions(*, today: date) -> int:
    """Tell those who write a decided report that a completion of it is asked; give how many were sent.

    Raises MailUnsent when the mail server refused any; the others have been sent then.
    """
    return send_all(
        _completion(user, asked)
        for asked in completions_since(today - TOLD_WITHIN)
        for user in writers_of(asked, today)
    )


def _completion(user: User, asked: Correction) -> Mail:
    """What one person is told."""
    report = asked.report
    subject = f"Komplettering begärd: {report.title}, {report.organisation}"
    leads_to = report.get_absolute_url()
    return Mail(user, MailKind.COMPLETION, str(asked.pk), subject, {"asked": asked}, leads_to)
