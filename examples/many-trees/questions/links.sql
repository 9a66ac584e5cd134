-- Which links do most people keep?
WITH kept AS (
    SELECT
        notes_root,
        unnest(links).target AS target
    FROM items
)

SELECT
    target,
    count(DISTINCT notes_root) AS people
FROM kept
GROUP BY target
ORDER BY people DESC, target
LIMIT 20;
