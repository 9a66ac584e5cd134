-- questions/tags.sql in the words of Spark, which has no UNNEST.
SELECT
    t.tag,
    count(CASE WHEN items.done THEN 1 END) AS done,
    count(*) AS total
FROM items
CROSS JOIN LATERAL explode(items.tags) AS t (tag)
WHERE items.state IS NOT NULL
GROUP BY t.tag
ORDER BY t.tag;
