-- truth: which distinct pairs are known to be true?
-- tables: known (left_id, right_id)    tested on: DuckDB
SELECT DISTINCT left_id, right_id
FROM known
