-- Conversations of people who have signed in, as assistant/conversations keeps them.
CREATE TABLE cbd.conversations (
    owner text COLLATE "C", id text COLLATE "C",
    revision text NOT NULL,  -- '' of one that was deleted
    at timestamptz NOT NULL, content bytea NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX ON cbd.conversations (at) WHERE revision <> '';
