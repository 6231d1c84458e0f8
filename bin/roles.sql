-- The two roles of an installation. Run once by the server's superuser, with psql 15 or later:
--   ILS_OWNER_PASSWORD=… ILS_APP_PASSWORD=… psql -v ON_ERROR_STOP=1 -f bin/roles.sql
-- ils_owner makes and changes tables; ils_app works in them and can rewrite no history.

\getenv owner_password ILS_OWNER_PASSWORD
\getenv app_password ILS_APP_PASSWORD

CREATE ROLE ils_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE ils_app LOGIN PASSWORD :'app_password';
CREATE DATABASE ils OWNER ils_owner TEMPLATE template0;
\connect ils

REVOKE ALL ON DATABASE ils FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE ils TO ils_app;
ALTER SCHEMA public OWNER TO ils_owner;
GRANT USAGE ON SCHEMA public TO ils_app;
ALTER DEFAULT PRIVILEGES FOR ROLE ils_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ils_app;
ALTER DEFAULT PRIVILEGES FOR ROLE ils_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO ils_app;

-- Here and not after each migration, so that no new history table can be forgotten.
CREATE FUNCTION public.protect_history() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
    made record;
BEGIN
    FOR made IN SELECT object_identity FROM pg_event_trigger_ddl_commands()
                WHERE command_tag = 'CREATE TABLE' AND object_identity LIKE '%event'
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM ils_app', made.object_identity);
    END LOOP;
END;
$$;
CREATE EVENT TRIGGER protect_history ON ddl_command_end WHEN TAG IN ('CREATE TABLE')
    EXECUTE FUNCTION public.protect_history();
