-- The same in Spark SQL (4 or later), which finds the folders' names by itself.
SET spark.sql.sources.partitionColumnTypeInference.enabled = false;
CREATE OR REPLACE TEMPORARY VIEW items USING parquet OPTIONS (path 'class');
