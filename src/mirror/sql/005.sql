-- Version 5 of the mirror.
--
-- The first time a list is received, its indexes and what keeps its search index are taken away and made again at the
-- end, all at once: one row after the other takes twice as long. Here stands what is to be run then, in this order.

CREATE TABLE postponed (
  number INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  sql TEXT NOT NULL
);
