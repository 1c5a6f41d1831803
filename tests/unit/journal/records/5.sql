-- The records with the login that entries belong to: an entry in each state, looks and candidates.
BEGIN;
CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'queued', 'sending', 'confirmed', 'rejected', 'unknown',
                                       'not-placed', 'needs-a-person')),
  mark TEXT,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  target TEXT,
  customer_id TEXT,
  request TEXT NOT NULL,
  estimate TEXT,
  basis TEXT,
  resumable INTEGER NOT NULL,
  account TEXT NOT NULL,
  author TEXT NOT NULL,
  program TEXT NOT NULL,
  owner INTEGER,
  server_time TEXT,
  newest_order_id TEXT,
  newest_order_time TEXT,
  result_id TEXT,
  answer TEXT,
  error TEXT,
  correlation_id TEXT,
  CHECK ((state = 'sending') = (owner IS NOT NULL))
);
CREATE INDEX journal_by_state ON journal (state, id);
CREATE INDEX journal_by_mark ON journal (mark, id);
CREATE TRIGGER journal_steps BEFORE UPDATE OF state ON journal
  WHEN OLD.state <> NEW.state AND NOT (
    (OLD.state = 'draft' AND NEW.state = 'queued')
    OR (OLD.state = 'queued' AND NEW.state IN ('sending', 'rejected', 'not-placed'))
    OR (OLD.state = 'sending' AND NEW.state IN ('confirmed', 'rejected', 'unknown', 'not-placed'))
    OR (OLD.state = 'unknown' AND NEW.state IN ('confirmed', 'not-placed', 'needs-a-person'))
    OR (OLD.state = 'needs-a-person' AND NEW.state IN ('confirmed', 'not-placed')))
  BEGIN SELECT raise (ABORT, 'a journal entry cannot take this step'); END;
INSERT INTO journal (id, kind, state, mark, created, updated, target, customer_id, request, estimate, basis,
  resumable, account, author, program, owner, server_time, newest_order_id, newest_order_time, result_id, answer,
  error, correlation_id)
  VALUES (1, 'place-order', 'draft', 'PO-1', '2026-11-02T09:00:01Z', '2026-11-02T09:01:01Z', NULL, '1002417',
  '{"type":"sales","customerId":"1002417","poNumber":"PO-1"}', NULL, NULL, 1, 'acme', 'ana@desk', 'tradewind-cli',
  NULL, '2026-11-02T08:59:00Z', '1184000', '2026-10-30T10:00:00Z', NULL, NULL, NULL, NULL);
INSERT INTO journal (id, kind, state, mark, created, updated, target, customer_id, request, estimate, basis,
  resumable, account, author, program, owner, server_time, newest_order_id, newest_order_time, result_id, answer,
  error, correlation_id)
  VALUES (2, 'place-order', 'queued', 'PO-2', '2026-11-02T09:00:02Z', '2026-11-02T09:01:02Z', NULL, '1002417',
  '{"type":"sales","customerId":"1002417","poNumber":"PO-2"}', NULL, NULL, 1, 'acme', 'ana@desk', 'tradewind-cli',
  NULL, '2026-11-02T08:59:00Z', '1184000', '2026-10-30T10:00:00Z', NULL, NULL, NULL, NULL);
INSERT INTO journal (id, kind, state, mark, created, updated, target, customer_id, request, estimate, basis,
  resumable, account, author, program, owner, server_time, newest_order_id, newest_order_time, result_id, answer,
  error, correlation_id)
  VALUES (3, 'place-order', 'sending', 'PO-3', '2026-11-02T09:00:03Z', '2026-11-02T09:01:03Z', NULL, '1002417',
  '{"type":"sales","customerId":"1002417","poNumber":"PO-3"}', NULL, NULL, 1, 'acme', 'ana@desk', 'tradewind-cli',
  17, '2026-11-02T08:59:00Z', '1184000', '2026-10-30T10:00:00Z', NULL, NULL, NULL, NULL);
INSERT INTO journal (id, kind, state, mark, created, updated, target, customer_id, request, estimate, basis,
  resumable, account, author, program, owner, server_time, newest_order_id, newest_order_time, result_id, answer,
  error, correlation_id)
  VALUES (4, 'place-order', 'confirmed', 'PO-4', '2026-11-02T09:00:04Z', '2026-11-02T09:01:04Z', NULL, '1002417',
  '{"type":"sales","customerId":"1002417","poNumber":"PO-4"}', NULL, NULL, 1, 'acme', 'ana@desk', 'tradewind-cli',
  NULL, '2026-11-02T08:59:00Z', '1184000', '2026-10-30T10:00:00Z', '1184220', '{"id":"1184220","status":"submitted"}', NULL, NULL);
INSERT INTO journal (id, kind, state, mark, created, updated, target, customer_id, request, estimate, basis,
  resumable, account, author, program, owner, server_time, newest_order_id, newest_order_time, result_id, answer,
  error, correlation_id)
  VALUES (5, 'place-order', 'rejected', 'PO-5', '2026-11-02T09:00:05Z', '2026-11-02T09:01:05Z', NULL, '1002417',
  '{"type":"sales","customerId":"1002417","poNumber":"PO-5"}', NULL, NULL, 1, 'acme', 'ana@desk', 'tradewind-cli',
  NULL, '2026-11-02T08:59:00Z', '1184000', '2026-10-30T10:00:00Z', NULL, NULL, 'Refused', NULL);
INSERT INTO journal (id, kind, state, mark, created, updated, target, customer_id, request, estimate, basis,
  resumable, account, author, program, owner, server_time, newest_order_id, newest_order_time, result_id, answer,
  error, correlation_id)
  VALUES (6, 'place-order', 'unknown', 'PO-6', '2026-11-02T09:00:06Z', '2026-11-02T09:01:06Z', NULL, '1002417',
  '{"type":"sales","customerId":"1002417","poNumber":"PO-6"}', NULL, NULL, 1, 'acme', 'ana@desk', 'tradewind-cli',
  NULL, '2026-11-02T08:59:00Z', '1184000', '2026-10-30T10:00:00Z', NULL, NULL, NULL, NULL);
INSERT INTO journal (id, kind, state, mark, created, updated, target, customer_id, request, estimate, basis,
  resumable, account, author, program, owner, server_time, newest_order_id, newest_order_time, result_id, answer,
  error, correlation_id)
  VALUES (7, 'place-order', 'not-placed', 'PO-7', '2026-11-02T09:00:07Z', '2026-11-02T09:01:07Z', NULL, '1002417',
  '{"type":"sales","customerId":"1002417","poNumber":"PO-7"}', NULL, NULL, 1, 'acme', 'ana@desk', 'tradewind-cli',
  NULL, '2026-11-02T08:59:00Z', '1184000', '2026-10-30T10:00:00Z', NULL, NULL, NULL, NULL);
INSERT INTO journal (id, kind, state, mark, created, updated, target, customer_id, request, estimate, basis,
  resumable, account, author, program, owner, server_time, newest_order_id, newest_order_time, result_id, answer,
  error, correlation_id)
  VALUES (8, 'place-order', 'needs-a-person', 'PO-8', '2026-11-02T09:00:08Z', '2026-11-02T09:01:08Z', NULL, '1002417',
  '{"type":"sales","customerId":"1002417","poNumber":"PO-8"}', NULL, NULL, 1, 'acme', 'ana@desk', 'tradewind-cli',
  NULL, '2026-11-02T08:59:00Z', '1184000', '2026-10-30T10:00:00Z', NULL, NULL, NULL, NULL);
ALTER TABLE journal ADD COLUMN entry_mark TEXT;
ALTER TABLE journal ADD COLUMN retry_of INTEGER REFERENCES journal (id);
ALTER TABLE journal ADD COLUMN candidates TEXT;
CREATE TABLE journal_looks (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES journal (id),
  time TEXT NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('found', 'absent', 'several', 'failed')),
  error TEXT
);
CREATE INDEX journal_looks_by_entry ON journal_looks (entry, id);
CREATE INDEX journal_by_result ON journal (result_id) WHERE result_id IS NOT NULL;
UPDATE journal SET entry_mark = id || '-0123456789abcdef';
UPDATE journal SET retry_of = 7 WHERE id = 6;
UPDATE journal SET candidates = '[{"id":"1184221"},{"id":"1184222"}]' WHERE id = 8;
INSERT INTO journal_looks (id, entry, time, result, error)
  VALUES (1, 6, '2026-11-02T09:02:06.5Z', 'absent', NULL),
         (2, 8, '2026-11-02T09:02:08Z', 'several', NULL),
         (3, 6, '2026-11-02T09:04:36Z', 'failed', 'Nobody there');
DROP TRIGGER journal_steps;
CREATE TRIGGER journal_steps BEFORE UPDATE OF state ON journal
  WHEN OLD.state <> NEW.state AND NOT (
    (OLD.state = 'draft' AND NEW.state = 'queued')
    OR (OLD.state = 'queued' AND NEW.state IN ('sending', 'rejected', 'not-placed'))
    OR (OLD.state = 'sending' AND NEW.state IN ('confirmed', 'rejected', 'unknown', 'not-placed'))
    OR (OLD.state = 'unknown' AND NEW.state IN ('confirmed', 'not-placed', 'needs-a-person'))
    OR (OLD.state = 'not-placed' AND NEW.state IN ('confirmed', 'needs-a-person'))
    OR (OLD.state = 'needs-a-person' AND NEW.state IN ('confirmed', 'not-placed')))
  BEGIN SELECT raise (ABORT, 'a journal entry cannot take this step'); END;
CREATE INDEX journal_by_retry ON journal (retry_of) WHERE retry_of IS NOT NULL;
ALTER TABLE journal_looks ADD COLUMN boot TEXT;
ALTER TABLE journal_looks ADD COLUMN uptime INTEGER;
UPDATE journal_looks SET boot = '0b2f7d1e-6a5c-4f0e-9d3b-1c2a3b4c5d6e', uptime = 60000000 * id;
ALTER TABLE journal ADD COLUMN known_ids TEXT;
ALTER TABLE journal ADD COLUMN send_error TEXT;
UPDATE journal SET known_ids = '["1184000","1183999"]', send_error = 'Internal server error (500)' WHERE id = 6;
ALTER TABLE journal ADD COLUMN login TEXT;
UPDATE journal SET login = 'heron.api, us, https://api.example.com' WHERE id = 6;
UPDATE journal SET error = 'The marketplace was looked through repeatedly, and it is not there.',
  send_error = 'The program ended while this was being sent.' WHERE id = 7;
PRAGMA user_version = 5;
COMMIT;
