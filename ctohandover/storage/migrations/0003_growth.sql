-- What the founder's answers ask: signs of growth with dated values, and how long a search takes.

CREATE TABLE growth (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    signal VARCHAR(24) NOT NULL,
    value INTEGER,
    threshold INTEGER NOT NULL,
    day DATE NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT signal CHECK (signal IN ('developers', 'product_lines', 'wait_days', 'incidents', 'reports', 'investor', 'mission_months', 'renewals'))
);

ALTER TABLE workspace ADD COLUMN notice_months INTEGER;

ALTER TABLE workspace ADD COLUMN search_months INTEGER;
