"""Mails: one digest a day and person, a word when something comes back or is asked.

A row for each sent mail is written in the transaction that sends it. A mail that fails leaves
no row and is sent the next time; one that was sent is never sent twice.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
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

# What happened longer ago than this is told of by the digest and the pages alone.
TOLD_WITHIN = timedelta(days=2)


class MailUnsent(Exception):
    """Some mails could not be sent; those that were are not sent again."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What a person is told, once: `about` sets it apart from others of its kind.

    Its words are the templates of its kind under templates/mail; `leads_to` is a path of ours.
    """

    to: User
    kind: MailKind
    about: str
    subject: str
    context: dict[str, Any]
    leads_to: str


def send_digests(*, today: date) -> int:
    """Send each person that is reminded today one digest; give how many were sent.

    Raises MailUnsent when the mail server refused any; the others have been sent then.
    """
    return send_all(_digests(today))


def mail_returned(*, today: date) -> int:
    """Tell those who report that something has come back; give how many mails were sent.

    Raises as `send_digests`.
    """
    return send_all(
        _returned(user, submission)
        for submission in returned_since(today - TOLD_WITHIN)
        for user in reporters_of(submission, today)
    )


def mail_comments(*, today: date) -> int:
    """Tell those whose turn it is that somebody has written; give how many mails were sent.

    The mail says who and about what; what was written is read in ILS. Raises as `send_digests`.
    """
    return send_all(
        _comment(user, comment)
        for comment in comments_since(today - TOLD_WITHIN)
        for user in listeners_of(comment, today)
    )


def send_all(mails: Iterable[Mail]) -> int:
    """Send the mails that have not been sent; give how many. Raises MailUnsent when one was refused."""
    sent = failed = 0
    for mail in mails:
        try:
            sent += _send(mail)
        except OSError:  # also what smtplib raises
            logger.exception("Brevet ”%s” till %s kunde inte skickas.", mail.subject, mail.to.pk)
            failed += 1
    if failed:
        raise MailUnsent(f"{failed} brev kunde inte skickas.")
    return sent


def _digests(today: date) -> Iterator[Mail]:
    """A digest for each person that has something in it."""
    for user in reminded_users(today):
        digest = digest_of(user, today)
        if digest is not None:
            context = {"rounds": digest.rounds, "reviews": digest.reviews}
            day = today.isoformat()
            yield Mail(user, MailKind.DIGEST, day, digest.subject, context, reverse("rounds:todo"))


def _returned(user: User, submission: Submission) -> Mail:
    """What one person is told; each time that it comes back is a version of its own."""
    context = {"submission": submission, "reviewer": Hands([submission]).reviewed(submission)}
    subject = f"Återsänd för komplettering: {submission.organisation}, {submission.period}"
    about = f"{submission.pk}-{submission.version}"
    return Mail(user, MailKind.RETURNED, about, subject, context, reverse("rounds:todo"))


def _comment(user: User, comment: Comment) -> Mail:
    """What one person is told of one comment."""
    dialogue = comment.dialogue
    about = str(dialogue.goal or dialogue.indicator)
    context = {"comment": comment, "dialogue": dialogue, "about": about}
    subject = f"Ny kommentar: {about}, {dialogue.organisation}"
    return Mail(user, MailKind.COMMENT, str(comment.pk), subject, context, reverse("rounds:todo"))


def _send(mail: Mail) -> bool:
    """Send a mail unless it has been; False when it had.

    Two that run at once meet at the unique row: the second waits, and finds that it is sent.
    """
    once = {"user": mail.to, "kind": mail.kind, "about": mail.about}
    if SentMail.objects.filter(**once).exists():
        return False
    try:
        with transaction.atomic():
            SentMail.objects.create(**once)
            _message(mail).send()
    except IntegrityError:
        return False
    return True


def _message(mail: Mail) -> EmailMultiAlternatives:
    """The mail as plain text, with simple HTML beside it."""
    url = f"{settings.SITE_ADDRESS}{mail.leads_to}"
    everything = {"name": mail.to.first_name or str(mail.to), "url": url, **mail.context}
    text, html = _TEMPLATES[mail.kind]
    message = EmailMultiAlternatives(
        subject=" ".join(mail.subject.split()),
        body=render_to_string(text, everything),
        to=[mail.to.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(html, everything), "text/html")
    return message


_TEMPLATES = {
    MailKind.DIGEST: ("mail/digest.txt", "mail/digest.html"),
    MailKind.COMMENT: ("mail/comment.txt", "mail/comment.html"),
    MailKind.COMPLETION: ("mail/completion.txt", "mail/completion.html"),
    MailKind.RETURNED: ("mail/returned.txt", "mail/returned.html"),
}


def today() -> date:
    """The day in Stockholm."""
    return timezone.localdate()
