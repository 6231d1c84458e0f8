"""The table of the cache, which Django has no model of (settings.CACHES)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0005_organisations_in_order"),
    ]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE organisation_cache (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX organisation_cache_expires ON organisation_cache (expires);
            """,
            "DROP TABLE organisation_cache",
        ),
    ]
