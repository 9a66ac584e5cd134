-- How far is everybody? As `orgshelf progress` counts: what was dropped is done, too.
SELECT
    notes_root,
    count(CASE WHEN done THEN 1 END) AS done,
    count(*) AS total,
    CAST(
        floor(CAST(100 * count(CASE WHEN done THEN 1 END) AS DOUBLE) / count(*)) AS BIGINT
    ) AS percent
FROM items
WHERE state IS NOT NULL
GROUP BY notes_root
ORDER BY percent DESC, notes_root;
