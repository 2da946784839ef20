-- What readers think of answers, as assistant/feedback keeps it.
CREATE TABLE cbd.feedback (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    rating text NOT NULL, question text NOT NULL, answer_id text NOT NULL, answer text NOT NULL,
    comment text NOT NULL, language text NOT NULL, index_id text NOT NULL, provision text NOT NULL,
    history text NOT NULL  -- JSON: the questions before it
);
