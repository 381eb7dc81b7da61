-- pairs: which proposed pairs are reported, best first, under the lists' own ids?
-- tables: pairs (left_record, right_record, weight_bits, probability, assigned, position), left_ids, right_ids (record, id)
-- parameters: $threshold    tested on: DuckDB
SELECT l.id AS left_id,
       r.id AS right_id,
       ROUND(p.weight_bits, 6) AS weight_bits,
       ROUND(p.probability, 6) AS probability,
       CAST(ROW_NUMBER() OVER (ORDER BY p.position) AS INTEGER) AS rank,
       p.assigned
FROM pairs AS p
JOIN left_ids AS l ON l.record = p.left_record
JOIN right_ids AS r ON r.record = p.right_record
WHERE p.probability >= $threshold
ORDER BY p.position
