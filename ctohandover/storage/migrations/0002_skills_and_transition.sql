-- Skills, systems and duties in detail; sessions; the checklist of the transition with its evidence and sign-offs;
-- questions, reply sheets and what came back on them. Columns that a table gains are added, never made anew with the
-- table: foreign keys and rows stay where they are.

CREATE TABLE session (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    day DATE NOT NULL,
    start VARCHAR,
    minutes INTEGER NOT NULL,
    giver_id VARCHAR,
    method VARCHAR(24) NOT NULL,
    outcome VARCHAR(24),
    evidence VARCHAR NOT NULL,
    notes VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(giver_id) REFERENCES person (id),
    CONSTRAINT method CHECK (method IN ('reading', 'shadowing', 'pairing', 'reverse_shadowing', 'solo', 'teach_back')),
    CONSTRAINT outcome CHECK (outcome IN ('pass', 'partial', 'fail'))
);

CREATE TABLE session_receiver (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    session_id VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (session_id, person_id),
    FOREIGN KEY(session_id) REFERENCES session (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX session_receiver_person ON session_receiver (person_id);

CREATE TABLE session_subject (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    session_id VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (session_id, subject_id),
    FOREIGN KEY(session_id) REFERENCES session (id),
    FOREIGN KEY(subject_id) REFERENCES subject (id)
);

CREATE INDEX session_subject_subject ON session_subject (subject_id);

ALTER TABLE assessment ADD COLUMN session_id VARCHAR REFERENCES session (id);

CREATE INDEX assessment_session ON assessment (session_id);

CREATE TABLE skill (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    description VARCHAR NOT NULL,
    level_words VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES subject (id)
);

CREATE TABLE charge (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    owner_id VARCHAR,
    deputy_id VARCHAR,
    runbook VARCHAR NOT NULL,
    notes VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES subject (id),
    FOREIGN KEY(owner_id) REFERENCES person (id),
    FOREIGN KEY(deputy_id) REFERENCES person (id)
);

CREATE TABLE attachment (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    hash VARCHAR NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE item (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    phase VARCHAR(24) NOT NULL,
    area VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    help VARCHAR NOT NULL,
    hint VARCHAR NOT NULL,
    blocker BOOLEAN NOT NULL,
    offset_days INTEGER,
    due_set DATE,
    doer_role VARCHAR(24),
    signer_role VARCHAR(24),
    owner_id VARCHAR,
    signer_id VARCHAR,
    progress VARCHAR(24) NOT NULL,
    stale_after INTEGER,
    position INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(owner_id) REFERENCES person (id),
    FOREIGN KEY(signer_id) REFERENCES person (id),
    CONSTRAINT phase CHECK (phase IN ('map', 'write', 'prove', 'switch', 'steady', 'close')),
    CONSTRAINT doer_role CHECK (doer_role IN ('outgoing_cto', 'relay', 'founder', 'member', 'incoming_cto', 'adviser')),
    CONSTRAINT signer_role CHECK (signer_role IN ('outgoing_cto', 'relay', 'founder', 'member', 'incoming_cto', 'adviser')),
    CONSTRAINT progress CHECK (progress IN ('todo', 'doing', 'given'))
);

CREATE TABLE item_wait (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    waits_for_id VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (item_id, waits_for_id),
    FOREIGN KEY(item_id) REFERENCES item (id),
    FOREIGN KEY(waits_for_id) REFERENCES item (id)
);

CREATE INDEX item_wait_waits_for ON item_wait (waits_for_id);

CREATE TABLE item_subject (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (item_id, subject_id),
    FOREIGN KEY(item_id) REFERENCES item (id),
    FOREIGN KEY(subject_id) REFERENCES subject (id)
);

CREATE INDEX item_subject_subject ON item_subject (subject_id);

CREATE TABLE evidence (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    person_id VARCHAR,
    day DATE NOT NULL,
    kind VARCHAR(24) NOT NULL,
    text VARCHAR NOT NULL,
    attachment_id VARCHAR,
    session_id VARCHAR,
    subject_id VARCHAR,
    by_reply BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(item_id) REFERENCES item (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT kind CHECK (kind IN ('text', 'link', 'file', 'session', 'level')),
    FOREIGN KEY(attachment_id) REFERENCES attachment (id),
    FOREIGN KEY(session_id) REFERENCES session (id),
    FOREIGN KEY(subject_id) REFERENCES subject (id)
);

CREATE INDEX evidence_item ON evidence (item_id);

CREATE TABLE signoff (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    act VARCHAR(24) NOT NULL,
    note VARCHAR NOT NULL,
    entered_by VARCHAR,
    by_reply BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(item_id) REFERENCES item (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT act CHECK (act IN ('verified', 'not_applicable', 'withdrawn')),
    FOREIGN KEY(entered_by) REFERENCES person (id)
);

CREATE INDEX signoff_item ON signoff (item_id);

CREATE TABLE question (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    asked_by VARCHAR,
    to_id VARCHAR NOT NULL,
    subject_id VARCHAR,
    text VARCHAR NOT NULL,
    day DATE NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(asked_by) REFERENCES person (id),
    FOREIGN KEY(to_id) REFERENCES person (id),
    FOREIGN KEY(subject_id) REFERENCES subject (id)
);

CREATE TABLE question_answer (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    question_id VARCHAR NOT NULL,
    person_id VARCHAR,
    text VARCHAR NOT NULL,
    day DATE NOT NULL,
    by_reply BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(question_id) REFERENCES question (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE TABLE sheet (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    asked_by VARCHAR,
    day DATE NOT NULL,
    until DATE,
    secret VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(asked_by) REFERENCES person (id)
);

CREATE TABLE answer (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    sheet_id VARCHAR NOT NULL,
    "row" VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);

-- People are found by the full-text index from now on; decisions are there already.
INSERT INTO search_key (record_id) SELECT id FROM person ORDER BY id;

INSERT INTO search (rowid, title, body) SELECT k.id, p.name, p.note FROM person p JOIN search_key k ON k.record_id = p.id;
