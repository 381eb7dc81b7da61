-- curve: after reviewing the n best pairs, how many true ones are to be expected?
-- tables: pairs (probability, position)    tested on: DuckDB
SELECT COUNT(*) OVER (ORDER BY position ROWS UNBOUNDED PRECEDING) AS reviewed,
       SUM(probability) OVER (ORDER BY position ROWS UNBOUNDED PRECEDING) AS expected_true
FROM pairs
ORDER BY position
