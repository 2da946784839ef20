-- One generation, in a schema of its own. Rows come in the order of the first columns, by which their digest is taken.
-- What is scanned or added up is never compressed (STORAGE PLAIN): it is read at each question.
CREATE SCHEMA {schema};

CREATE TABLE {schema}.documents (id text COLLATE "C" PRIMARY KEY, record text NOT NULL);

CREATE TABLE {schema}.provisions (
    number int PRIMARY KEY,
    locator text COLLATE "C" NOT NULL UNIQUE,
    document text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    parent text COLLATE "C",
    provenance text NOT NULL,
    heading text NOT NULL,
    leaf bool NOT NULL,
    guided bool NOT NULL,
    length int NOT NULL,
    depth int NOT NULL,
    record text NOT NULL
);
CREATE INDEX ON {schema}.provisions (parent, number);
CREATE INDEX ON {schema}.provisions (document, number);

CREATE TABLE {schema}.passages (number int PRIMARY KEY, provision int NOT NULL, role smallint NOT NULL, digest bytea NOT NULL);
CREATE INDEX ON {schema}.passages (provision);

CREATE TABLE {schema}.vectors (passage int PRIMARY KEY, document text COLLATE "C" NOT NULL, vector halfvec({dimension}) NOT NULL);
ALTER TABLE {schema}.vectors ALTER vector SET STORAGE PLAIN;
CREATE INDEX ON {schema}.vectors (document);

-- Of an office's own provisions; they are not searched.
CREATE TABLE {schema}.sentences (number int PRIMARY KEY, provision int NOT NULL, digest bytea NOT NULL, vector halfvec({dimension}) NOT NULL);
ALTER TABLE {schema}.sentences ALTER vector SET STORAGE PLAIN;
CREATE INDEX ON {schema}.sentences (provision);

-- BM25: of each token, a word or a pair of words, the passages (int4) and its weight in each (float4), little-endian.
CREATE TABLE {schema}.postings (
    token text COLLATE "C", block int, passages bytea NOT NULL, weights bytea NOT NULL, PRIMARY KEY (token, block)
);
ALTER TABLE {schema}.postings ALTER passages SET STORAGE PLAIN, ALTER weights SET STORAGE PLAIN;

-- In how many passages each word stands, and in which languages the passages are.
CREATE TABLE {schema}.stems (stem text COLLATE "C" PRIMARY KEY, passages int NOT NULL);
CREATE TABLE {schema}.languages (language text COLLATE "C" PRIMARY KEY);

CREATE TABLE {schema}.guide (
    provision text COLLATE "C" PRIMARY KEY,
    summary text NOT NULL, questions text NOT NULL, terms text NOT NULL, language text NOT NULL, translations text NOT NULL
);

CREATE TABLE {schema}.cross_references (
    number int PRIMARY KEY, source text COLLATE "C" NOT NULL, target text COLLATE "C" NOT NULL, "start" int, "end" int, words text
);
CREATE INDEX ON {schema}.cross_references (source, number);
CREATE INDEX ON {schema}.cross_references (target, number);

CREATE TABLE {schema}.words (language text COLLATE "C", word text COLLATE "C", count int NOT NULL, PRIMARY KEY (language, word));
