"""Who: organisations and their versions, users, memberships, rights, the base page."""
