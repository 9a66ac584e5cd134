-- questions/links.sql in the words of Spark.
SELECT
    l.target,
    count(DISTINCT items.notes_root) AS people
FROM items
CROSS JOIN LATERAL inline(items.links) AS l (target, description)
GROUP BY l.target
ORDER BY people DESC, l.target
LIMIT 20;
