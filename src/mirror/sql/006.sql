-- Version 6 of the mirror.
--
--   late  1 for an index that only makes a list faster in another order or with a filter than it is shown in at first:
--         it is made when there is nothing else to do, not at the end of the list

ALTER TABLE postponed ADD COLUMN late INTEGER NOT NULL DEFAULT 0;
