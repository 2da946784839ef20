-- What opens doors, as assistant/access keeps it: small records, each in a row of its own. The owner sees them; whom else
-- deploy/postgres/roles.sql lets do what stands there.
CREATE TABLE cbd.access (
    name text COLLATE "C" PRIMARY KEY, content bytea NOT NULL,
    revision uuid NOT NULL DEFAULT gen_random_uuid(), changes bigint NOT NULL DEFAULT 0
);
ALTER TABLE cbd.access ENABLE ROW LEVEL SECURITY;
