-- The same in Trino, with its Hive connector; put the address of your files for the location.
CREATE TABLE items (
    id varchar,
    kind varchar,
    work varchar,
    title varchar,
    heading varchar,
    state varchar,
    done boolean,
    priority varchar,
    tags array(varchar),
    local_tags array(varchar),
    level bigint,
    path array(varchar),
    file varchar,
    line bigint,
    scheduled timestamp,
    deadline timestamp,
    closed timestamp,
    planning row(scheduled varchar, deadline varchar, closed varchar),
    links array(row(target varchar, description varchar)),
    authors array(varchar),
    year bigint,
    properties map(varchar, varchar),
    effort_minutes bigint,
    clocked_minutes bigint,
    progress row(done bigint, total bigint, percent bigint, dropped bigint, unit varchar),
    text varchar,
    quotes array(row(text varchar, page varchar, line bigint)),
    notes array(row(taken timestamp, text varchar)),
    role varchar,
    status varchar,
    generated timestamp,
    notes_root varchar
)
WITH (
    external_location = 's3://bucket/class',
    format = 'PARQUET',
    partitioned_by = ARRAY['notes_root']
);
CALL system.sync_partition_metadata(CURRENT_SCHEMA, 'items', 'ADD');
