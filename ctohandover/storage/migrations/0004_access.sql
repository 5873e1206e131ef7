-- The register of accesses, the choices made about the plan of the days left, and what people say of what is said of them.

CREATE TABLE access (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    sort VARCHAR(24) NOT NULL,
    address VARCHAR NOT NULL,
    account VARCHAR NOT NULL,
    supplier VARCHAR NOT NULL,
    registered_to VARCHAR NOT NULL,
    secret_place VARCHAR NOT NULL,
    waits_since DATE,
    renews DATE,
    notice_days INTEGER,
    cost INTEGER,
    shared BOOLEAN NOT NULL,
    rotated_on DATE,
    notes VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES subject (id),
    CONSTRAINT sort CHECK (sort IN ('account', 'domain', 'cloud', 'app_store', 'repository', 'contract', 'licence', 'device', 'key', 'certificate'))
);

CREATE TABLE access_person (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    access_id VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    rights VARCHAR(24) NOT NULL,
    used_on DATE,
    revoked_on DATE,
    PRIMARY KEY (id),
    UNIQUE (access_id, person_id),
    FOREIGN KEY(access_id) REFERENCES access (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT rights CHECK (rights IN ('user', 'admin', 'owner'))
);

CREATE INDEX access_person_person ON access_person (person_id);

CREATE TABLE access_tie (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    access_id VARCHAR NOT NULL,
    means VARCHAR(24) NOT NULL,
    belongs_to VARCHAR(24) NOT NULL,
    person_id VARCHAR,
    detail VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (access_id, means),
    FOREIGN KEY(access_id) REFERENCES access (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT means CHECK (means IN ('mail', 'phone', 'card', 'factor')),
    CONSTRAINT belongs_to CHECK (belongs_to IN ('company', 'person', 'none'))
);

CREATE INDEX access_tie_person ON access_tie (person_id);

CREATE TABLE effort (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    hours FLOAT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES subject (id)
);

CREATE TABLE plan_choice (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    receiver_id VARCHAR NOT NULL,
    choice VARCHAR(24) NOT NULL,
    week DATE,
    minutes INTEGER,
    PRIMARY KEY (id),
    UNIQUE (subject_id, receiver_id),
    FOREIGN KEY(subject_id) REFERENCES subject (id),
    FOREIGN KEY(receiver_id) REFERENCES person (id),
    CONSTRAINT choice CHECK (choice IN ('pinned', 'refused'))
);

CREATE INDEX plan_choice_receiver ON plan_choice (receiver_id);

CREATE TABLE remark (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    subject_id VARCHAR,
    text VARCHAR NOT NULL,
    day DATE NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(subject_id) REFERENCES subject (id)
);

CREATE INDEX remark_person ON remark (person_id);

CREATE INDEX remark_subject ON remark (subject_id);

ALTER TABLE person ADD COLUMN spare_hours FLOAT;

ALTER TABLE workspace ADD COLUMN transfer_share INTEGER;

ALTER TABLE workspace ADD COLUMN aftercare_hours INTEGER;
