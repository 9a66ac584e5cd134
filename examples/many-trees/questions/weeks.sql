-- How much does the class finish in each week, from Monday? What was dropped is left out.
SELECT
    CAST(date_trunc('week', closed) AS DATE) AS week,
    count(*) AS finished,
    count(DISTINCT notes_root) AS people
FROM items
WHERE done AND closed IS NOT NULL AND state NOT IN ('CANCELLED', 'CANCELED', 'DROPPED')
GROUP BY CAST(date_trunc('week', closed) AS DATE)
ORDER BY week;
