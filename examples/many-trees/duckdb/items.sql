-- What the questions are asked of, in DuckDB: all files below class/, each with the name of its
-- folder as notes_root. A folder may be called 007, so that names are said to be texts.
CREATE OR REPLACE VIEW items AS
SELECT *
FROM read_parquet('class/*/*.parquet', hive_partitioning = true, hive_types = {'notes_root': VARCHAR});
