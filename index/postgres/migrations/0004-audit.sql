-- The audit log, as assistant/access keeps it: who may add to it may neither read nor change what is there, and lets go
-- only of what is older than a week, however few days it says.
CREATE TABLE cbd.audit (
    at timestamptz NOT NULL, id text COLLATE "C" NOT NULL,
    event text NOT NULL,  -- JSON
    PRIMARY KEY (at, id)
);
CREATE FUNCTION cbd.forget_audit(days int) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS
    'DELETE FROM cbd.audit WHERE at < now() - make_interval(days => greatest(days, 7))';
REVOKE ALL ON FUNCTION cbd.forget_audit FROM PUBLIC;
