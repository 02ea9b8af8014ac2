-- The record's tables of version 3, as the release that introduced them made them. Frozen: never edit.
PRAGMA application_id = 1919972452;
CREATE TABLE about (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
)
 STRICT;
CREATE TABLE reports (
	sequence INTEGER NOT NULL, 
	report TEXT NOT NULL, 
	original TEXT NOT NULL, 
	locator TEXT, 
	location TEXT, 
	outlet TEXT, 
	url TEXT, 
	headline TEXT, 
	published TEXT, 
	retrieved TEXT, 
	language TEXT, 
	characters INTEGER NOT NULL, 
	body BLOB NOT NULL, 
	content TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (sequence), 
	UNIQUE (report)
)
 STRICT;
CREATE TABLE judgements (
	sequence INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	family TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	a TEXT NOT NULL, 
	b TEXT NOT NULL, 
	author TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	supersedes INTEGER, 
	withdrawn INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (sequence), 
	UNIQUE (digest), 
	FOREIGN KEY(supersedes) REFERENCES judgements (sequence)
)
 STRICT;
CREATE TABLE items (
	number INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	original TEXT NOT NULL, 
	locator TEXT, 
	location TEXT NOT NULL, 
	media_type TEXT, 
	retrieved TEXT, 
	overrides TEXT NOT NULL, 
	headers TEXT, 
	state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'quarantined')), 
	attempts INTEGER NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE ("key")
)
 STRICT;
CREATE TABLE users (
	name TEXT NOT NULL, 
	roles TEXT NOT NULL, 
	password TEXT, 
	disabled INTEGER NOT NULL, 
	added TEXT NOT NULL, 
	changed TEXT NOT NULL, 
	PRIMARY KEY (name)
)
 STRICT;
CREATE TABLE audit (
	number INTEGER NOT NULL, 
	who TEXT NOT NULL, 
	act TEXT NOT NULL, 
	what TEXT NOT NULL, 
	more TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (number)
)
 STRICT;
CREATE TABLE entries (
	sequence INTEGER NOT NULL, 
	kind TEXT NOT NULL CHECK (kind IN ('reading', 'correction', 'withdrawal')), 
	report TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	recipe TEXT, 
	annotation TEXT, 
	field TEXT, 
	body BLOB, 
	author TEXT, 
	reason TEXT, 
	supersedes INTEGER, 
	claims INTEGER, 
	events INTEGER, 
	issues INTEGER, 
	at TEXT NOT NULL, 
	PRIMARY KEY (sequence), 
	FOREIGN KEY(report) REFERENCES reports (report), 
	UNIQUE (digest), 
	FOREIGN KEY(supersedes) REFERENCES entries (sequence)
)
 STRICT;
CREATE TABLE decisions (
	sequence INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	item TEXT NOT NULL, 
	kind TEXT NOT NULL CHECK (kind IN ('claim', 'event', 'pair', 'copy')), 
	report TEXT, 
	action TEXT NOT NULL CHECK (action IN ('accept', 'correct', 'reject', 'skip', 'unsure')), 
	round TEXT NOT NULL CHECK (round IN ('single', 'blind', 'adjudication')), 
	author TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	content TEXT NOT NULL, 
	body BLOB NOT NULL, 
	effects TEXT NOT NULL, 
	seconds REAL, 
	supersedes INTEGER, 
	withdrawn INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (sequence), 
	UNIQUE (digest), 
	FOREIGN KEY(report) REFERENCES reports (report), 
	FOREIGN KEY(supersedes) REFERENCES decisions (sequence)
)
 STRICT;
CREATE TABLE retrievals (
	digest TEXT NOT NULL, 
	item INTEGER NOT NULL, 
	location TEXT NOT NULL, 
	retrieved TEXT, 
	headers TEXT, 
	at TEXT NOT NULL, 
	PRIMARY KEY (digest), 
	FOREIGN KEY(item) REFERENCES items (number)
)
 STRICT;
CREATE TABLE found (
	item INTEGER NOT NULL, 
	report TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (item, report), 
	FOREIGN KEY(item) REFERENCES items (number), 
	FOREIGN KEY(report) REFERENCES reports (report)
)
 STRICT;
CREATE TABLE failures (
	item INTEGER NOT NULL, 
	attempt INTEGER NOT NULL, 
	stage TEXT NOT NULL, 
	cause TEXT NOT NULL, 
	tool TEXT, 
	seconds REAL, 
	bytes INTEGER, 
	at TEXT NOT NULL, 
	PRIMARY KEY (item, attempt), 
	FOREIGN KEY(item) REFERENCES items (number)
)
 STRICT;
CREATE TABLE sessions (
	digest TEXT NOT NULL, 
	user TEXT NOT NULL, 
	opened TEXT NOT NULL, 
	seen TEXT NOT NULL, 
	PRIMARY KEY (digest), 
	FOREIGN KEY(user) REFERENCES users (name)
)
 STRICT;
CREATE TABLE api_keys (
	digest TEXT NOT NULL, 
	user TEXT NOT NULL, 
	label TEXT NOT NULL, 
	added TEXT NOT NULL, 
	used TEXT, 
	revoked TEXT, 
	PRIMARY KEY (digest), 
	FOREIGN KEY(user) REFERENCES users (name)
)
 STRICT;
CREATE INDEX ix_reports_original ON reports (original);
CREATE INDEX ix_reports_url ON reports (url);
CREATE INDEX ix_reports_published ON reports (published);
CREATE INDEX ix_reports_outlet ON reports (outlet);
CREATE INDEX judgements_by_pair ON judgements (family, a, b, sequence);
CREATE INDEX items_by_state ON items (state, number);
CREATE INDEX ix_items_original ON items (original);
CREATE INDEX audit_by_who ON audit (who, number);
CREATE INDEX audit_by_act ON audit (act, number);
CREATE INDEX entries_of_people ON entries (report, annotation, field, sequence) WHERE author IS NOT NULL;
CREATE INDEX entries_by_report ON entries (report, kind, sequence);
CREATE UNIQUE INDEX decisions_by_author ON decisions (author, "key");
CREATE INDEX decisions_by_item ON decisions (item, sequence);
CREATE INDEX decisions_superseded ON decisions (supersedes);
CREATE INDEX ix_retrievals_item ON retrievals (item);
CREATE INDEX found_by_report ON found (report);
CREATE INDEX ix_sessions_user ON sessions (user);
CREATE INDEX ix_api_keys_user ON api_keys (user);
CREATE TRIGGER reports_no_update BEFORE UPDATE ON reports BEGIN SELECT RAISE(ABORT, 'reports is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER reports_no_delete BEFORE DELETE ON reports BEGIN SELECT RAISE(ABORT, 'reports is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER judgements_no_update BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER judgements_no_delete BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER retrievals_no_update BEFORE UPDATE ON retrievals BEGIN SELECT RAISE(ABORT, 'retrievals is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER retrievals_no_delete BEFORE DELETE ON retrievals BEGIN SELECT RAISE(ABORT, 'retrievals is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER found_no_update BEFORE UPDATE ON found BEGIN SELECT RAISE(ABORT, 'found is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER found_no_delete BEFORE DELETE ON found BEGIN SELECT RAISE(ABORT, 'found is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER failures_no_update BEFORE UPDATE ON failures BEGIN SELECT RAISE(ABORT, 'failures is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER failures_no_delete BEFORE DELETE ON failures BEGIN SELECT RAISE(ABORT, 'failures is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is only added to: rows are never changed or deleted'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is only added to: rows are never changed or deleted'); END;
INSERT INTO about VALUES ('schema', '3');
