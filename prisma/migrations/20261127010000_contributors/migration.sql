-- AlterTable: of what was submitted before, nobody is known to have answered for somebody else.
ALTER TABLE "submission" ADD COLUMN     "contributors" UUID[] DEFAULT '{}';
ALTER TABLE "submission" ALTER COLUMN "contributors" DROP DEFAULT;


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

-- Whoever answered parts of an assessment or wrote it with its owner advises on it, and decides nothing about it.
CREATE FUNCTION "refuse_contributors_say"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  said jsonb := to_jsonb(NEW);
  submitted uuid := (said ->> 'submissionId')::uuid;
  people uuid[] := '{}';
  field text;
BEGIN
  FOREACH field IN ARRAY TG_ARGV LOOP
    people := people || (said ->> field)::uuid;
  END LOOP;
  CASE TG_TABLE_NAME
    WHEN 'override_ruling' THEN
      SELECT "submissionId" INTO submitted FROM "override"
        WHERE "organisationId" = NEW."organisationId" AND "id" = (said ->> 'overrideId')::uuid;
    WHEN 'committee_ruling' THEN
      SELECT "submissionId" INTO submitted FROM "committee_record"
        WHERE "organisationId" = NEW."organisationId" AND "id" = (said ->> 'recordId')::uuid;
    WHEN 'committee_record' THEN
      people := people || ARRAY(
        SELECT value::uuid FROM jsonb_array_elements_text(said -> 'attendees')
        EXCEPT SELECT value::uuid FROM jsonb_array_elements_text(said -> 'recused'));
    ELSE NULL;
  END CASE;
  IF EXISTS (
    SELECT FROM "submission", unnest("contributors") AS contributor, unnest(people) AS person
    WHERE "organisationId" = NEW."organisationId" AND "submission"."id" = submitted
      AND "human_of"(NEW."organisationId", contributor) = "human_of"(NEW."organisationId", person)) THEN
    RAISE EXCEPTION '% is by someone who answered no part of it', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "vote_not_by_contributor" BEFORE INSERT ON "vote" FOR EACH ROW EXECUTE FUNCTION "refuse_contributors_say"('voterId', 'inPlaceOfId');
CREATE TRIGGER "decision_not_by_contributor" BEFORE INSERT ON "decision" FOR EACH ROW EXECUTE FUNCTION "refuse_contributors_say"('reviewerId', 'inPlaceOfId');
CREATE TRIGGER "override_not_by_contributor" BEFORE INSERT ON "override" FOR EACH ROW EXECUTE FUNCTION "refuse_contributors_say"('deciderId');
CREATE TRIGGER "override_ruling_not_by_contributor" BEFORE INSERT ON "override_ruling" FOR EACH ROW EXECUTE FUNCTION "refuse_contributors_say"('approverId');
CREATE TRIGGER "committee_record_not_by_contributor" BEFORE INSERT ON "committee_record" FOR EACH ROW EXECUTE FUNCTION "refuse_contributors_say"('secretaryId');
CREATE TRIGGER "committee_ruling_not_by_contributor" BEFORE INSERT ON "committee_ruling" FOR EACH ROW EXECUTE FUNCTION "refuse_contributors_say"('chairId');
