"""The code of an organisation in an address."""


class OrganisationConverter:
    """A code: lower-case letters, digits and hyphens, beginning with a letter or a digit."""

    regex = "[a-z0-9][a-z0-9-]*"

    def to_python(self, value: str) -> str:
        """Leave the code as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Leave the code as it stands."""
        return value
