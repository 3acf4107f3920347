-- For a write that was based on an older version, where nothing waits for the number of rows: the whole transaction is
-- refused as a lost race, and run again.
CREATE FUNCTION lost_race() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'it was changed meanwhile' USING ERRCODE = 'serialization_failure';
END
$$;
