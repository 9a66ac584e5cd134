-- How long does what is estimated at so many minutes really take?
SELECT
    effort_minutes,
    count(*) AS items,
    CAST(floor(avg(clocked_minutes)) AS BIGINT) AS clocked_minutes,
    max(clocked_minutes) AS longest_minutes
FROM items
WHERE done AND effort_minutes > 0 AND clocked_minutes > 0
GROUP BY effort_minutes
ORDER BY effort_minutes;
