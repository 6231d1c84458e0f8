"""The function that every period-bound table's trigger calls: is the row's period open?

It takes the period and the submission FOR SHARE before it looks, so that no row slips in
while somebody locks.
"""

from typing import ClassVar

from django.db import migrations

_CREATE = """
CREATE OR REPLACE FUNCTION periods_require_open(wanted_period bigint, wanted_organisation bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    locks record;
    handed_in text;
    org_kind text;
    locked timestamptz;
BEGIN
    SELECT unit_locked_at, committee_locked_at, city_locked_at INTO locks
        FROM periods_period WHERE id = wanted_period FOR SHARE;
    SELECT state INTO handed_in FROM periods_submission
        WHERE period_id = wanted_period AND organisation_id = wanted_organisation FOR SHARE;
    SELECT kind INTO org_kind FROM organisation_organisation WHERE id = wanted_organisation;
    locked := CASE
        WHEN org_kind = 'city' THEN locks.city_locked_at
        WHEN org_kind IN ('committee', 'district_committee', 'company_group', 'company')
            THEN locks.committee_locked_at
        ELSE locks.unit_locked_at
    END;
    IF locked IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM periods_lockexception
        WHERE period_id = wanted_period AND organisation_id = wanted_organisation AND until >= now()
    ) THEN
        RAISE EXCEPTION 'Perioden är låst.' USING ERRCODE = '23514', CONSTRAINT = 'period_locked';
    END IF;
    IF handed_in IN ('submitted', 'accepted') THEN
        RAISE EXCEPTION 'Uppgifterna är inlämnade.'
            USING ERRCODE = '23514', CONSTRAINT = 'submission_closed';
    END IF;
END $$
"""


class Migration(migrations.Migration):
    """Make the function."""

    dependencies: ClassVar = [("periods", "0001_initial"), ("organisation", "0002_initial")]

    operations: ClassVar = [
        migrations.RunSQL(_CREATE, reverse_sql="DROP FUNCTION periods_require_open(bigint, bigint)")
    ]
