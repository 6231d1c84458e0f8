"""Mails of the round: one digest a day and person, a word when something comes back or is asked.

A row for each sent mail is written in the transaction that sends it. A mail that fails leaves
no row and is sent the next time; one that was sent is never sent twice.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from goals.models import Comment
from organisation.models import User
from periods.models import Submission
from periods.queries import Hands
from rounds.enums import MailKind
from rounds.models import SentMail
from rounds.queries.dialogues import comments_since, listeners_of
from rounds.queries.reminders import digest_of, reminded_users, reporters_of, returned_since

logger = logging.getLogger(__name__)

# A submission that came back longer ago than this is told of by the digest alone.
_TOLD_WITHIN = timedelta(days=2)


class MailUnsent(Exception):
    """Some mails could not be sent; those that were are not sent again."""


def send_digests(*, today: date) -> int:
    """Send each person that is reminded today one digest; give how many were sent.

    Raises MailUnsent when the mail server refused any; the others have been sent then.
    """
    mails = ((user, partial(_send_digest, user, today)) for user in reminded_users(today))
    return _send_each(mails, "påminnelse")


def _send_digest(user: User, today: date) -> bool:
    """Send a person's digest, if there is anything in it."""
    digest = digest_of(user, today)
    if digest is None:
        return False
    context = {"rounds": digest.rounds, "reviews": digest.reviews}
    return _send(user, MailKind.DIGEST, today.isoformat(), digest.subject, context)


def mail_returned(*, today: date) -> int:
    """Tell those who report that something has come back; give how many mails were sent.

    Raises MailUnsent as `send_digests` does.
    """
    mails = (
        (user, partial(_tell_returned, user, submission))
        for submission in returned_since(today - _TOLD_WITHIN)
        for user in reporters_of(submission, today)
    )
    return _send_each(mails, "återsändning")


def _tell_returned(user: User, submission: Submission) -> bool:
    """Tell one person; each time that it comes back is a version of its own."""
    context = {"submission": submission, "reviewer": Hands([submission]).reviewed(submission)}
    subject = f"Återsänd för komplettering: {submission.organisation}, {submission.period}"
    return _send(user, MailKind.RETURNED, f"{submission.pk}-{submission.version}", subject, context)


def mail_comments(*, today: date) -> int:
    """Tell those whose turn it is that somebody has written; give how many mails were sent.

    The mail says who and about what; what was written is read in ILS. Raises MailUnsent as
    `send_digests` does.
    """
    mails = (
        (user, partial(_tell_comment, user, comment))
        for comment in comments_since(today - _TOLD_WITHIN)
        for user in listeners_of(comment, today)
    )
    return _send_each(mails, "kommentar")


def _tell_comment(user: User, comment: Comment) -> bool:
    """Tell one person of one comment."""
    dialogue = comment.dialogue
    about = str(dialogue.goal or dialogue.indicator)
    context = {"comment": comment, "dialogue": dialogue, "about": about}
    subject = f"Ny kommentar: {about}, {dialogue.organisation}"
    return _send(user, MailKind.COMMENT, str(comment.pk), subject, context)


def _send_each(mails: Iterable[tuple[User, Callable[[], bool]]], about: str) -> int:
    """Send them one by one, past those that fail; give how many were sent. Raises MailUnsent at the end."""
    sent = failed = 0
    for user, send in mails:
        try:
            sent += send()
        except OSError:  # also what smtplib raises
            logger.exception("Brevet om %s till %s kunde inte skickas.", about, user.pk)
            failed += 1
    if failed:
        raise MailUnsent(f"{failed} brev om {about} kunde inte skickas.")
    return sent


def _send(user: User, kind: MailKind, about: str, subject: str, context: dict[str, Any]) -> bool:
    """Send a mail unless it has been; False when it had.

    Two that run at once meet at the unique row: the second waits, and finds that it is sent.
    """
    if SentMail.objects.filter(user=user, kind=kind, about=about).exists():
        return False
    try:
        with transaction.atomic():
            SentMail.objects.create(user=user, kind=kind, about=about)
            _mail(user, kind, subject, context).send()
    except IntegrityError:
        return False
    return True


def _mail(
    user: User, kind: MailKind, subject: str, context: dict[str, Any]
) -> EmailMultiAlternatives:
    """The mail as plain text, with simple HTML beside it."""
    url = f"{settings.SITE_ADDRESS}{reverse('rounds:todo')}"
    everything = {"name": user.first_name or str(user), "url": url, **context}
    text, html = _TEMPLATES[kind]
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(text, everything),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(html, everything), "text/html")
    return mail


_TEMPLATES = {
    MailKind.DIGEST: ("mail/digest.txt", "mail/digest.html"),
    MailKind.COMMENT: ("mail/comment.txt", "mail/comment.html"),
    MailKind.RETURNED: ("mail/returned.txt", "mail/returned.html"),
}


def today() -> date:
    """The day in Stockholm."""
    return timezone.localdate()
