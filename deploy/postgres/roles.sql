-- Who may do what in the database of the shared index. A superuser runs it there, before the schema is made and after
-- each upgrade of it; it changes nothing twice. Passwords are given apart: \password cbd_reader
--
-- cbd_owner    makes and upgrades the schema
-- cbd_builder  writes generations of the index, and removes its own
-- cbd_reader   reads, and adds what people give while questions are answered: servers have no more than that
-- cbd_standby  copies and follows the whole server
CREATE EXTENSION IF NOT EXISTS vector;

DO $$
DECLARE role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['cbd_owner', 'cbd_builder', 'cbd_reader', 'cbd_standby'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', role);
        END IF;
    END LOOP;
    ALTER ROLE cbd_standby REPLICATION;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO cbd_owner, cbd_builder, cbd_reader', current_database());
    EXECUTE format('GRANT CREATE ON DATABASE %I TO cbd_owner, cbd_builder', current_database());
END $$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- what the owner makes may be read, and so may each generation, which is a schema that the builder makes
ALTER DEFAULT PRIVILEGES FOR ROLE cbd_owner GRANT USAGE ON SCHEMAS TO cbd_builder, cbd_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE cbd_owner GRANT SELECT ON TABLES TO cbd_builder, cbd_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE cbd_builder GRANT USAGE ON SCHEMAS TO cbd_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE cbd_builder GRANT SELECT ON TABLES TO cbd_reader;

DO $$
BEGIN
    IF to_regclass('cbd.generations') IS NOT NULL THEN
        GRANT INSERT, UPDATE, DELETE ON cbd.generations TO cbd_builder;
        GRANT INSERT, UPDATE, DELETE, TRUNCATE ON cbd.embedded TO cbd_builder;
    END IF;
END $$;

-- what people give is nothing for who builds
DO $$
BEGIN
    IF to_regclass('cbd.feedback') IS NOT NULL THEN
        REVOKE ALL ON cbd.feedback FROM cbd_builder;
        GRANT SELECT, INSERT, DELETE ON cbd.feedback TO cbd_reader;
    END IF;
    IF to_regclass('cbd.conversations') IS NOT NULL THEN
        REVOKE ALL ON cbd.conversations FROM cbd_builder;
        GRANT SELECT, INSERT, UPDATE, DELETE ON cbd.conversations TO cbd_reader;
    END IF;
    IF to_regclass('cbd.audit') IS NOT NULL THEN
        REVOKE ALL ON cbd.audit FROM cbd_builder, cbd_reader;
        GRANT INSERT ON cbd.audit TO cbd_builder, cbd_reader;
        GRANT EXECUTE ON FUNCTION cbd.forget_audit TO cbd_reader;
    END IF;
    IF to_regclass('cbd.access') IS NOT NULL THEN  -- rows that no policy names are for the owner alone
        DROP POLICY IF EXISTS seen ON cbd.access;
        DROP POLICY IF EXISTS begun ON cbd.access;
        DROP POLICY IF EXISTS changed ON cbd.access;
        REVOKE ALL ON cbd.access FROM cbd_builder;
        GRANT SELECT, INSERT, UPDATE ON cbd.access TO cbd_reader;
        CREATE POLICY seen ON cbd.access FOR SELECT TO cbd_reader USING (true);
        CREATE POLICY begun ON cbd.access FOR INSERT TO cbd_reader WITH CHECK (name <> 'tokens.json');
        CREATE POLICY changed ON cbd.access FOR UPDATE TO cbd_reader USING (name NOT IN ('tokens.json', 'session.key'));
    END IF;
END $$;
