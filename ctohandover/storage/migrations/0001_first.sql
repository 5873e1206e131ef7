-- The first schema, as SQL text and not as code: the text of each table is checked when a file is opened, so it must not
-- depend on the version of a library. tests/storage/test_schema.py holds it against storage/tables.py.

CREATE TABLE draft (
    id VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    base_version VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    PRIMARY KEY (id, owner)
);

CREATE TABLE journal (
    seq INTEGER NOT NULL,
    txn VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    who_id VARCHAR,
    label VARCHAR NOT NULL,
    label_values VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    "before" VARCHAR,
    version VARCHAR,
    undoes VARCHAR,
    PRIMARY KEY (seq)
);

CREATE INDEX journal_record ON journal (record_id);

CREATE INDEX journal_txn ON journal (txn);

CREATE TABLE person (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    role VARCHAR(24) NOT NULL,
    internal BOOLEAN NOT NULL,
    on_site BOOLEAN NOT NULL,
    active_from DATE,
    active_to DATE,
    days_a_month FLOAT,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT role CHECK (role IN ('outgoing_cto', 'relay', 'founder', 'member', 'incoming_cto', 'adviser'))
);

CREATE TABLE search_key (
    id INTEGER NOT NULL,
    record_id VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (record_id)
);

CREATE TABLE source (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE subject (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    kind VARCHAR(24) NOT NULL,
    title VARCHAR NOT NULL,
    criticality VARCHAR(24) NOT NULL,
    needed INTEGER,
    area VARCHAR NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT kind CHECK (kind IN ('decision', 'skill', 'system', 'access', 'duty')),
    CONSTRAINT criticality CHECK (criticality IN ('low', 'high', 'vital'))
);

CREATE TABLE assessment (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 4),
    day DATE NOT NULL,
    method VARCHAR(24) NOT NULL,
    assessor_id VARCHAR,
    session_method VARCHAR(24),
    by_reply BOOLEAN NOT NULL,
    evidence VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(subject_id) REFERENCES subject (id),
    CONSTRAINT method CHECK (method IN ('self', 'lead', 'peer', 'session', 'drill')),
    FOREIGN KEY(assessor_id) REFERENCES person (id),
    CONSTRAINT session_method CHECK (session_method IN ('reading', 'shadowing', 'pairing', 'reverse_shadowing', 'solo', 'teach_back'))
);

CREATE INDEX assessment_person ON assessment (person_id);

CREATE INDEX assessment_subject ON assessment (subject_id);

CREATE TABLE decision (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    source_id VARCHAR,
    path VARCHAR NOT NULL,
    number INTEGER,
    status VARCHAR(24),
    status_raw VARCHAR NOT NULL,
    date VARCHAR,
    date_raw VARCHAR NOT NULL,
    deciders VARCHAR NOT NULL,
    relations VARCHAR NOT NULL,
    findings VARCHAR NOT NULL,
    dialect VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    exchanged_hash VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (source_id, path),
    FOREIGN KEY(id) REFERENCES subject (id),
    FOREIGN KEY(source_id) REFERENCES source (id),
    CONSTRAINT status CHECK (status IN ('proposed', 'accepted', 'rejected', 'deprecated', 'superseded', 'draft'))
);

CREATE TABLE image (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    source_id VARCHAR,
    path VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (source_id, path),
    FOREIGN KEY(source_id) REFERENCES source (id)
);

CREATE TABLE workspace (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    company VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    last_day DATE,
    handover_day DATE,
    arrival_day DATE,
    keeper_id VARCHAR,
    created_at VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(keeper_id) REFERENCES person (id)
);

CREATE TABLE decision_text (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES decision (id)
);

CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
