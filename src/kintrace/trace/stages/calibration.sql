-- calibration: of the pairs given about this probability, which share is true?
-- tables: proposed (left_id, right_id, probability), truth (left_id, right_id)    tested on: DuckDB
SELECT LEAST(CAST(FLOOR(p.probability * 10) AS INTEGER), 9) AS tenth,
       COUNT(*) AS pairs,
       AVG(p.probability) AS said,
       AVG(CASE WHEN t.left_id IS NULL THEN 0.0 ELSE 1.0 END) AS observed
FROM proposed AS p
LEFT JOIN truth AS t ON t.left_id = p.left_id AND t.right_id = p.right_id
GROUP BY tenth
ORDER BY tenth
