"""Who is signed in, read together with the roles that they hold today."""

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from organisation.models import User
from organisation.queries import with_grants


class RolesBackend(ModelBackend):
    """Signs in by user name and password; a request's user comes with the roles, by one query."""

    def get_user(self, user_id: int) -> User | None:
        """The user of a session, or None when the account is gone or closed."""
        user = with_grants(User.objects.filter(pk=user_id), timezone.localdate())
        return user if user is not None and self.user_can_authenticate(user) else None
