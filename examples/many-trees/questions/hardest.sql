-- Which works are the hardest: of those who have begun one, how few have finished it?
WITH of_person AS (
    SELECT
        notes_root,
        kind,
        work,
        count(*) AS total,
        count(CASE WHEN done THEN 1 END) AS done,
        sum(clocked_minutes) AS minutes
    FROM items
    WHERE state IS NOT NULL AND work IS NOT NULL
    GROUP BY notes_root, kind, work
)

SELECT
    kind,
    work,
    count(*) AS people,
    count(CASE WHEN done > 0 THEN 1 END) AS begun,
    count(CASE WHEN done = total THEN 1 END) AS finished,
    CAST(floor(
        CAST(100 * count(CASE WHEN done = total THEN 1 END) AS DOUBLE)
        / nullif(count(CASE WHEN done > 0 THEN 1 END), 0)
    ) AS BIGINT) AS percent,
    CAST(floor(avg(CASE WHEN done = total THEN minutes END)) AS BIGINT) AS minutes_of_finishers
FROM of_person
GROUP BY kind, work
ORDER BY percent NULLS FIRST, kind, work;
