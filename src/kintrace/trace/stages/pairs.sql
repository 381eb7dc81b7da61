-- pairs: which proposed pairs are reported, best first?
-- tables: pairs (left_id, right_id, weight_bits, probability, assigned, position)
-- parameters: $threshold    tested on: DuckDB
SELECT left_id,
       right_id,
       ROUND(weight_bits, 6) AS weight_bits,
       ROUND(probability, 6) AS probability,
       CAST(ROW_NUMBER() OVER (ORDER BY position) AS INTEGER) AS rank,
       assigned
FROM pairs
WHERE probability >= $threshold
ORDER BY position
