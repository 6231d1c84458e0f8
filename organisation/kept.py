"""What was posted when the login had expired, kept in the new session until it is shown again."""

from django.http import HttpRequest, QueryDict

# Where the session keeps it.
KEPT = "typed"


def kept_post(request: HttpRequest) -> QueryDict | None:
    """What the same person posted to the page when the login had expired."""
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    data = QueryDict(kept["body"])
    return data if data.get("person") == str(request.user.pk) else None
