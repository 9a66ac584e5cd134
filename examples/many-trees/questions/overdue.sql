-- Whose deadlines have passed, and by how much of the estimate that is still to do?
SELECT
    notes_root,
    count(*) AS overdue,
    min(CAST(deadline AS DATE)) AS since,
    sum(effort_minutes) AS effort_minutes
FROM items
WHERE state IS NOT NULL AND NOT done AND CAST(deadline AS DATE) < CAST(generated AS DATE)
GROUP BY notes_root
ORDER BY overdue DESC, notes_root;
