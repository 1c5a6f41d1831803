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
