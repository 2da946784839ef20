-- Generations of the index. Each lies in a schema of its own, cbd_<number> (index/postgres/generation.sql): a row here
-- and that schema come in one transaction, and the highest number is the one that serves.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE cbd.generations (
    number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    manifest text NOT NULL,  -- JSON: what it was built from, and the SHA-256 of each table
    live_at timestamptz NOT NULL DEFAULT now()
);

-- What a build has embedded so far: emptied at its end, left to the next one where it is killed.
CREATE TABLE cbd.embedded (digest bytea PRIMARY KEY, vector halfvec NOT NULL);
