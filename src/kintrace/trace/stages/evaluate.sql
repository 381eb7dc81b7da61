-- evaluate: how many proposed pairs are true, at the threshold and among each request's best k?
-- tables: proposed (left_id, right_id, probability, assigned), truth (left_id, right_id), both without repeats
-- parameters: $threshold    tested on: DuckDB
WITH judged AS (
    SELECT p.*, t.left_id IS NOT NULL AS is_true,
           ROW_NUMBER() OVER (PARTITION BY p.left_id ORDER BY p.probability DESC, p.weight_bits DESC, p.right_id) AS place
    FROM proposed AS p
    LEFT JOIN truth AS t ON t.left_id = p.left_id AND t.right_id = p.right_id
), requests AS (
    SELECT t.left_id, MIN(j.place) FILTER (WHERE j.is_true) AS best
    FROM truth AS t LEFT JOIN judged AS j ON j.left_id = t.left_id
    GROUP BY t.left_id
)
SELECT (SELECT COUNT(*) FROM truth) AS true_pairs,
       COUNT(*) FILTER (WHERE probability >= $threshold) AS proposed,
       COUNT(*) FILTER (WHERE probability >= $threshold AND is_true) AS found,
       COUNT(*) FILTER (WHERE probability >= $threshold AND assigned) AS proposed_assigned,
       COUNT(*) FILTER (WHERE probability >= $threshold AND assigned AND is_true) AS found_assigned,
       (SELECT COUNT(*) FROM requests) AS requests,
       (SELECT COUNT(*) FROM requests WHERE left_id IN (SELECT left_id FROM proposed)) AS requests_seen,
       (SELECT COUNT(*) FROM requests WHERE best <= 1) AS at_1,
       (SELECT COUNT(*) FROM requests WHERE best <= 5) AS at_5,
       (SELECT COUNT(*) FROM requests WHERE best <= 10) AS at_10
FROM judged
