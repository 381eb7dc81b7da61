-- unordered_truth: which distinct pairs within one list are known to be true, in the order they are proposed in?
-- tables: known (left_id, right_id), proposed (left_id, right_id)    tested on: DuckDB
WITH pairs AS (
    SELECT DISTINCT LEAST(left_id, right_id) AS one, GREATEST(left_id, right_id) AS two
    FROM known
)
SELECT CASE WHEN p.left_id IS NULL THEN one ELSE two END AS left_id,
       CASE WHEN p.left_id IS NULL THEN two ELSE one END AS right_id
FROM pairs
LEFT JOIN proposed AS p ON p.left_id = two AND p.right_id = one
