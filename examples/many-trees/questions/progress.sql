-- How far is everybody? As `orgshelf progress` counts: what was dropped is done, too.
SELECT
    notes_root,
    count(CASE WHEN done THEN 1 END) AS done,
    count(*) AS total,
    CAST(floor(100.0 * count(CASE WHEN done THEN 1 END) / count(*)) AS BIGINT) AS percent
FROM items
WHERE state IS NOT NULL
GROUP BY notes_root
ORDER BY percent DESC, notes_root;
