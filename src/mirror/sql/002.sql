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
