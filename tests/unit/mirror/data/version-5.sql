-- Version 1 of the mirror.
--
-- One table per kind with the columns that lists sort, filter and search by; everything else is in the bodies,
-- which only the rows on the screen are read from. Conventions:
--
--   number        row number, the same in the table, its bodies and its search index
--   serial        the id as a number where it is one, 0 otherwise: newer objects have higher ids
--   …_key         sort key of a name;  …_fold  the name in small letters without accents
--   created, …    microseconds since 1970 UTC (plain dates: their first);  …_time  the same, of this machine
--   …_order       an amount in ten-thousandths, for sorting only: the exact amount is in the body
--   detail        0 missing, 1 known, 2 outdated by a later list row
--   vanished      a complete list came without it
--
-- Each sort order of a list has an index of its own that ends in the row number by itself; both directions walk
-- it. Searching reads names, numbers and addresses through an index over the table's own columns.

CREATE TABLE list_states (
  kind INTEGER PRIMARY KEY,
  page_time INTEGER,
  complete_time INTEGER,
  total INTEGER NOT NULL DEFAULT -1
);

CREATE TABLE customers (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  serial INTEGER NOT NULL,
  external_id TEXT,
  name TEXT,
  name_key BLOB,
  name_fold TEXT,
  status TEXT,
  reseller_id TEXT,
  country TEXT,
  emails TEXT,
  tax_reg_id TEXT,
  list_time INTEGER,
  detail_time INTEGER,
  detail INTEGER NOT NULL DEFAULT 0,
  vanished INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE customers_body (
  number INTEGER PRIMARY KEY REFERENCES customers (number) ON DELETE CASCADE,
  list TEXT,
  detail TEXT
);

CREATE INDEX customers_by_id ON customers (serial) WHERE vanished = 0;
CREATE INDEX customers_by_name ON customers (name_key, serial) WHERE vanished = 0;
CREATE INDEX customers_by_status ON customers (status, serial) WHERE vanished = 0;
CREATE INDEX customers_by_external_id ON customers (external_id, serial) WHERE vanished = 0;
CREATE INDEX customers_by_reseller ON customers (reseller_id, serial) WHERE vanished = 0;
CREATE INDEX customers_by_country ON customers (country, serial) WHERE vanished = 0;

CREATE VIRTUAL TABLE customers_search USING fts5 (
  id, external_id, name, emails, tax_reg_id,
  content = 'customers', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER customers_search_insert AFTER INSERT ON customers BEGIN
  INSERT INTO customers_search (rowid, id, external_id, name, emails, tax_reg_id)
    VALUES (new.number, new.id, new.external_id, new.name, new.emails, new.tax_reg_id);
END;

CREATE TRIGGER customers_search_update AFTER UPDATE ON customers
  WHEN (old.id, old.external_id, old.name, old.emails, old.tax_reg_id)
    IS NOT (new.id, new.external_id, new.name, new.emails, new.tax_reg_id)
BEGIN
  INSERT INTO customers_search (customers_search, rowid, id, external_id, name, emails, tax_reg_id)
    VALUES ('delete', old.number, old.id, old.external_id, old.name, old.emails, old.tax_reg_id);
  INSERT INTO customers_search (rowid, id, external_id, name, emails, tax_reg_id)
    VALUES (new.number, new.id, new.external_id, new.name, new.emails, new.tax_reg_id);
END;

CREATE TRIGGER customers_search_delete AFTER DELETE ON customers BEGIN
  INSERT INTO customers_search (customers_search, rowid, id, external_id, name, emails, tax_reg_id)
    VALUES ('delete', old.number, old.id, old.external_id, old.name, old.emails, old.tax_reg_id);
END;

CREATE TABLE resellers (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  serial INTEGER NOT NULL,
  external_id TEXT,
  name TEXT,
  name_key BLOB,
  name_fold TEXT,
  status TEXT,
  currency TEXT,
  country TEXT,
  emails TEXT,
  tax_reg_id TEXT,
  list_time INTEGER,
  detail_time INTEGER,
  detail INTEGER NOT NULL DEFAULT 0,
  vanished INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE resellers_body (
  number INTEGER PRIMARY KEY REFERENCES resellers (number) ON DELETE CASCADE,
  list TEXT,
  detail TEXT
);

CREATE INDEX resellers_by_id ON resellers (serial) WHERE vanished = 0;
CREATE INDEX resellers_by_name ON resellers (name_key, serial) WHERE vanished = 0;
CREATE INDEX resellers_by_status ON resellers (status, serial) WHERE vanished = 0;
CREATE INDEX resellers_by_external_id ON resellers (external_id, serial) WHERE vanished = 0;
CREATE INDEX resellers_by_country ON resellers (country, serial) WHERE vanished = 0;

CREATE VIRTUAL TABLE resellers_search USING fts5 (
  id, external_id, name, emails, tax_reg_id,
  content = 'resellers', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER resellers_search_insert AFTER INSERT ON resellers BEGIN
  INSERT INTO resellers_search (rowid, id, external_id, name, emails, tax_reg_id)
    VALUES (new.number, new.id, new.external_id, new.name, new.emails, new.tax_reg_id);
END;

CREATE TRIGGER resellers_search_update AFTER UPDATE ON resellers
  WHEN (old.id, old.external_id, old.name, old.emails, old.tax_reg_id)
    IS NOT (new.id, new.external_id, new.name, new.emails, new.tax_reg_id)
BEGIN
  INSERT INTO resellers_search (resellers_search, rowid, id, external_id, name, emails, tax_reg_id)
    VALUES ('delete', old.number, old.id, old.external_id, old.name, old.emails, old.tax_reg_id);
  INSERT INTO resellers_search (rowid, id, external_id, name, emails, tax_reg_id)
    VALUES (new.number, new.id, new.external_id, new.name, new.emails, new.tax_reg_id);
END;

CREATE TRIGGER resellers_search_delete AFTER DELETE ON resellers BEGIN
  INSERT INTO resellers_search (resellers_search, rowid, id, external_id, name, emails, tax_reg_id)
    VALUES ('delete', old.number, old.id, old.external_id, old.name, old.emails, old.tax_reg_id);
END;

CREATE TABLE orders (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  serial INTEGER NOT NULL,
  order_number TEXT,
  type TEXT,
  status TEXT,
  status_code TEXT,
  created INTEGER,
  customer_id TEXT,
  customer_name TEXT,
  customer_key BLOB,
  subscription_id TEXT,
  po_number TEXT,
  total_currency TEXT,
  total_order INTEGER,
  mpns TEXT,
  words TEXT,
  list_time INTEGER,
  detail_time INTEGER,
  detail INTEGER NOT NULL DEFAULT 0,
  vanished INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE orders_body (
  number INTEGER PRIMARY KEY REFERENCES orders (number) ON DELETE CASCADE,
  list TEXT,
  detail TEXT
);

CREATE INDEX orders_by_id ON orders (serial) WHERE vanished = 0;
CREATE INDEX orders_by_created ON orders (created, serial) WHERE vanished = 0;
CREATE INDEX orders_by_number ON orders (order_number, serial) WHERE vanished = 0;
CREATE INDEX orders_by_type ON orders (type, created, serial) WHERE vanished = 0;
CREATE INDEX orders_by_status ON orders (status, created, serial) WHERE vanished = 0;
CREATE INDEX orders_by_customer ON orders (customer_id, created, serial) WHERE vanished = 0;
CREATE INDEX orders_by_customer_name ON orders (customer_key, created, serial) WHERE vanished = 0;
CREATE INDEX orders_by_subscription ON orders (subscription_id, created, serial) WHERE vanished = 0;
CREATE INDEX orders_by_po_number ON orders (po_number, serial) WHERE vanished = 0;
CREATE INDEX orders_by_total ON orders (total_currency, total_order, serial) WHERE vanished = 0;
CREATE INDEX orders_open ON orders (created, serial)
  WHERE vanished = 0 AND status NOT IN ('completed', 'cancelled', 'error');
CREATE INDEX orders_detail_gaps ON orders (created, serial) WHERE vanished = 0 AND detail <> 1;

CREATE VIRTUAL TABLE orders_search USING fts5 (
  id, order_number, po_number, customer_name, subscription_id, mpns, words,
  content = 'orders', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER orders_search_insert AFTER INSERT ON orders BEGIN
  INSERT INTO orders_search (rowid, id, order_number, po_number, customer_name, subscription_id, mpns, words)
    VALUES (new.number, new.id, new.order_number, new.po_number, new.customer_name, new.subscription_id, new.mpns, new.words);
END;

CREATE TRIGGER orders_search_update AFTER UPDATE ON orders
  WHEN (old.id, old.order_number, old.po_number, old.customer_name, old.subscription_id, old.mpns, old.words)
    IS NOT (new.id, new.order_number, new.po_number, new.customer_name, new.subscription_id, new.mpns, new.words)
BEGIN
  INSERT INTO orders_search (orders_search, rowid, id, order_number, po_number, customer_name, subscription_id, mpns, words)
    VALUES ('delete', old.number, old.id, old.order_number, old.po_number, old.customer_name, old.subscription_id, old.mpns, old.words);
  INSERT INTO orders_search (rowid, id, order_number, po_number, customer_name, subscription_id, mpns, words)
    VALUES (new.number, new.id, new.order_number, new.po_number, new.customer_name, new.subscription_id, new.mpns, new.words);
END;

CREATE TRIGGER orders_search_delete AFTER DELETE ON orders BEGIN
  INSERT INTO orders_search (orders_search, rowid, id, order_number, po_number, customer_name, subscription_id, mpns, words)
    VALUES ('delete', old.number, old.id, old.order_number, old.po_number, old.customer_name, old.subscription_id, old.mpns, old.words);
END;

CREATE TABLE subscriptions (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  serial INTEGER NOT NULL,
  name TEXT,
  name_key BLOB,
  name_fold TEXT,
  status TEXT,
  created INTEGER,
  renews INTEGER,
  expires INTEGER,
  customer_id TEXT,
  customer_name TEXT,
  customer_key BLOB,
  seats_order INTEGER,
  total_currency TEXT,
  total_order INTEGER,
  mpns TEXT,
  words TEXT,
  list_time INTEGER,
  detail_time INTEGER,
  detail INTEGER NOT NULL DEFAULT 0,
  vanished INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE subscriptions_body (
  number INTEGER PRIMARY KEY REFERENCES subscriptions (number) ON DELETE CASCADE,
  list TEXT,
  detail TEXT
);

CREATE INDEX subscriptions_by_id ON subscriptions (serial) WHERE vanished = 0;
CREATE INDEX subscriptions_by_created ON subscriptions (created, serial) WHERE vanished = 0;
CREATE INDEX subscriptions_by_name ON subscriptions (name_key, serial) WHERE vanished = 0;
CREATE INDEX subscriptions_by_status ON subscriptions (status, created, serial) WHERE vanished = 0;
CREATE INDEX subscriptions_by_customer ON subscriptions (customer_id, created, serial) WHERE vanished = 0;
CREATE INDEX subscriptions_by_customer_name ON subscriptions (customer_key, created, serial) WHERE vanished = 0;
CREATE INDEX subscriptions_by_renewal ON subscriptions (renews, serial) WHERE vanished = 0;
CREATE INDEX subscriptions_by_expiration ON subscriptions (expires, serial) WHERE vanished = 0;
CREATE INDEX subscriptions_by_seats ON subscriptions (seats_order, serial) WHERE vanished = 0;
CREATE INDEX subscriptions_by_total ON subscriptions (total_currency, total_order, serial) WHERE vanished = 0;
CREATE INDEX subscriptions_detail_gaps ON subscriptions (created, serial) WHERE vanished = 0 AND detail <> 1;

CREATE VIRTUAL TABLE subscriptions_search USING fts5 (
  id, name, customer_name, mpns, words,
  content = 'subscriptions', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER subscriptions_search_insert AFTER INSERT ON subscriptions BEGIN
  INSERT INTO subscriptions_search (rowid, id, name, customer_name, mpns, words)
    VALUES (new.number, new.id, new.name, new.customer_name, new.mpns, new.words);
END;

CREATE TRIGGER subscriptions_search_update AFTER UPDATE ON subscriptions
  WHEN (old.id, old.name, old.customer_name, old.mpns, old.words)
    IS NOT (new.id, new.name, new.customer_name, new.mpns, new.words)
BEGIN
  INSERT INTO subscriptions_search (subscriptions_search, rowid, id, name, customer_name, mpns, words)
    VALUES ('delete', old.number, old.id, old.name, old.customer_name, old.mpns, old.words);
  INSERT INTO subscriptions_search (rowid, id, name, customer_name, mpns, words)
    VALUES (new.number, new.id, new.name, new.customer_name, new.mpns, new.words);
END;

CREATE TRIGGER subscriptions_search_delete AFTER DELETE ON subscriptions BEGIN
  INSERT INTO subscriptions_search (subscriptions_search, rowid, id, name, customer_name, mpns, words)
    VALUES ('delete', old.number, old.id, old.name, old.customer_name, old.mpns, old.words);
END;

CREATE TABLE products (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  serial INTEGER NOT NULL,
  mpn TEXT,
  vendor TEXT,
  name TEXT,
  name_key BLOB,
  name_fold TEXT,
  service_name TEXT,
  service_key BLOB,
  product_id TEXT,
  list_time INTEGER,
  detail_time INTEGER,
  detail INTEGER NOT NULL DEFAULT 0,
  vanished INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE products_body (
  number INTEGER PRIMARY KEY REFERENCES products (number) ON DELETE CASCADE,
  list TEXT,
  detail TEXT
);

CREATE INDEX products_by_name ON products (name_key, serial) WHERE vanished = 0;
CREATE INDEX products_by_mpn ON products (mpn, serial) WHERE vanished = 0;
CREATE INDEX products_by_vendor ON products (vendor, serial) WHERE vanished = 0;
CREATE INDEX products_by_service ON products (service_key, serial) WHERE vanished = 0;

CREATE VIRTUAL TABLE products_search USING fts5 (
  product_id, mpn, vendor, name, service_name,
  content = 'products', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER products_search_insert AFTER INSERT ON products BEGIN
  INSERT INTO products_search (rowid, product_id, mpn, vendor, name, service_name)
    VALUES (new.number, new.product_id, new.mpn, new.vendor, new.name, new.service_name);
END;

CREATE TRIGGER products_search_update AFTER UPDATE ON products
  WHEN (old.product_id, old.mpn, old.vendor, old.name, old.service_name)
    IS NOT (new.product_id, new.mpn, new.vendor, new.name, new.service_name)
BEGIN
  INSERT INTO products_search (products_search, rowid, product_id, mpn, vendor, name, service_name)
    VALUES ('delete', old.number, old.product_id, old.mpn, old.vendor, old.name, old.service_name);
  INSERT INTO products_search (rowid, product_id, mpn, vendor, name, service_name)
    VALUES (new.number, new.product_id, new.mpn, new.vendor, new.name, new.service_name);
END;

CREATE TRIGGER products_search_delete AFTER DELETE ON products BEGIN
  INSERT INTO products_search (products_search, rowid, product_id, mpn, vendor, name, service_name)
    VALUES ('delete', old.number, old.product_id, old.mpn, old.vendor, old.name, old.service_name);
END;

CREATE TABLE plans (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  serial INTEGER NOT NULL,
  name TEXT,
  name_key BLOB,
  name_fold TEXT,
  published INTEGER,
  description TEXT,
  list_time INTEGER,
  detail_time INTEGER,
  detail INTEGER NOT NULL DEFAULT 0,
  vanished INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE plans_body (
  number INTEGER PRIMARY KEY REFERENCES plans (number) ON DELETE CASCADE,
  list TEXT,
  detail TEXT
);

CREATE INDEX plans_by_name ON plans (name_key, serial) WHERE vanished = 0;
CREATE INDEX plans_by_id ON plans (serial) WHERE vanished = 0;

CREATE VIRTUAL TABLE plans_search USING fts5 (
  id, name, description,
  content = 'plans', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER plans_search_insert AFTER INSERT ON plans BEGIN
  INSERT INTO plans_search (rowid, id, name, description)
    VALUES (new.number, new.id, new.name, new.description);
END;

CREATE TRIGGER plans_search_update AFTER UPDATE ON plans
  WHEN (old.id, old.name, old.description)
    IS NOT (new.id, new.name, new.description)
BEGIN
  INSERT INTO plans_search (plans_search, rowid, id, name, description)
    VALUES ('delete', old.number, old.id, old.name, old.description);
  INSERT INTO plans_search (rowid, id, name, description)
    VALUES (new.number, new.id, new.name, new.description);
END;

CREATE TRIGGER plans_search_delete AFTER DELETE ON plans BEGIN
  INSERT INTO plans_search (plans_search, rowid, id, name, description)
    VALUES ('delete', old.number, old.id, old.name, old.description);
END;

CREATE TABLE reports (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  serial INTEGER NOT NULL,
  name TEXT,
  name_key BLOB,
  name_fold TEXT,
  status TEXT,
  type TEXT,
  format TEXT,
  created INTEGER,
  starts INTEGER,
  ends INTEGER,
  list_time INTEGER,
  detail_time INTEGER,
  detail INTEGER NOT NULL DEFAULT 0,
  vanished INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE reports_body (
  number INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE,
  list TEXT,
  detail TEXT
);

CREATE INDEX reports_by_created ON reports (created, serial) WHERE vanished = 0;
CREATE INDEX reports_by_name ON reports (name_key, serial) WHERE vanished = 0;
CREATE INDEX reports_by_status ON reports (status, created, serial) WHERE vanished = 0;
CREATE INDEX reports_by_type ON reports (type, created, serial) WHERE vanished = 0;
CREATE INDEX reports_by_format ON reports (format, created, serial) WHERE vanished = 0;
CREATE INDEX reports_by_start ON reports (starts, serial) WHERE vanished = 0;
CREATE INDEX reports_by_end ON reports (ends, serial) WHERE vanished = 0;

CREATE VIRTUAL TABLE reports_search USING fts5 (
  id, name, format,
  content = 'reports', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER reports_search_insert AFTER INSERT ON reports BEGIN
  INSERT INTO reports_search (rowid, id, name, format)
    VALUES (new.number, new.id, new.name, new.format);
END;

CREATE TRIGGER reports_search_update AFTER UPDATE ON reports
  WHEN (old.id, old.name, old.format)
    IS NOT (new.id, new.name, new.format)
BEGIN
  INSERT INTO reports_search (reports_search, rowid, id, name, format)
    VALUES ('delete', old.number, old.id, old.name, old.format);
  INSERT INTO reports_search (rowid, id, name, format)
    VALUES (new.number, new.id, new.name, new.format);
END;

CREATE TRIGGER reports_search_delete AFTER DELETE ON reports BEGIN
  INSERT INTO reports_search (reports_search, rowid, id, name, format)
    VALUES ('delete', old.number, old.id, old.name, old.format);
END;

-- Orders and subscriptions carry their customer's name, so that they can be sorted and found by it. One that
-- comes before its customer gets the name when the customer comes.

CREATE TRIGGER customers_named AFTER INSERT ON customers BEGIN
  UPDATE orders SET customer_name = new.name, customer_key = new.name_key
    WHERE customer_id = new.id AND vanished = 0;
  UPDATE subscriptions SET customer_name = new.name, customer_key = new.name_key
    WHERE customer_id = new.id AND vanished = 0;
END;

CREATE TRIGGER customers_renamed AFTER UPDATE OF name ON customers WHEN old.name IS NOT new.name BEGIN
  UPDATE orders SET customer_name = new.name, customer_key = new.name_key
    WHERE customer_id = new.id AND vanished = 0;
  UPDATE subscriptions SET customer_name = new.name, customer_key = new.name_key
    WHERE customer_id = new.id AND vanished = 0;
END;
-- Version 2 of the mirror.
--
-- Lists that come newest first are brought up to date by reading their front only, down to where they are known:
--
--   complete_time  when the list was last brought up to date, in either way
--   full_time      when it was last read to its end, so that what was gone was noticed
--   front          keys of its newest objects then, newest first, one a line

ALTER TABLE list_states ADD COLUMN full_time INTEGER;
ALTER TABLE list_states ADD COLUMN front TEXT;

UPDATE list_states SET full_time = complete_time;
-- Version 3 of the mirror.
--
-- New objects come into the search indexes by statements of their own. Done by a trigger, each of them makes SQLite
-- write out what the search index has gathered so far: the first lists took more than twice as long. Changes and
-- deletions, which are rare, keep their triggers.

DROP TRIGGER customers_search_insert;
DROP TRIGGER resellers_search_insert;
DROP TRIGGER orders_search_insert;
DROP TRIGGER subscriptions_search_insert;
DROP TRIGGER products_search_insert;
DROP TRIGGER plans_search_insert;
DROP TRIGGER reports_search_insert;
-- Version 4 of the mirror.
--
-- Details that the marketplace failed to give, so that a restart does not spend calls on them again:
--
--   failures   how often it failed in a row
--   next_time  when to ask for it by ourselves again, microseconds since 1970 UTC of this machine
--
-- One that comes after all is forgotten here.

CREATE TABLE detail_failures (
  kind INTEGER NOT NULL,
  id TEXT NOT NULL,
  failures INTEGER NOT NULL,
  next_time INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE TRIGGER orders_detail_known AFTER UPDATE OF detail ON orders WHEN new.detail = 1 BEGIN
  DELETE FROM detail_failures WHERE kind = 2 AND id = new.id;
END;

CREATE TRIGGER subscriptions_detail_known AFTER UPDATE OF detail ON subscriptions WHEN new.detail = 1 BEGIN
  DELETE FROM detail_failures WHERE kind = 3 AND id = new.id;
END;
-- Version 5 of the mirror.
--
-- The first time a list is received, its indexes and what keeps its search index are taken away and made again at the
-- end, all at once: one row after the other takes twice as long. Here stands what is to be run then, in this order.

CREATE TABLE postponed (
  number INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  sql TEXT NOT NULL
);
