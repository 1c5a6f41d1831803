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
