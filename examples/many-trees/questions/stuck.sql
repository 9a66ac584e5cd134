-- Who is stuck: has something left, and has finished nothing for 30 days?
SELECT
    notes_root,
    count(CASE WHEN NOT done THEN 1 END) AS pending,
    count(CASE WHEN state = 'WAITING' THEN 1 END) AS waiting,
    max(CASE WHEN done THEN closed END) AS last_finished
FROM items
WHERE state IS NOT NULL
GROUP BY notes_root
HAVING
    count(CASE WHEN NOT done THEN 1 END) > 0
    AND coalesce(
        max(CASE WHEN done THEN closed END) < max(generated) - INTERVAL '30' DAY, true
    )
ORDER BY last_finished NULLS FIRST, notes_root;
