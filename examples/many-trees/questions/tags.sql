-- How far is the class with each tag, inherited ones too?
SELECT
    t.tag,
    count(CASE WHEN items.done THEN 1 END) AS done,
    count(*) AS total
FROM items
CROSS JOIN UNNEST(items.tags) AS t (tag)
WHERE items.state IS NOT NULL
GROUP BY t.tag
ORDER BY t.tag;
