-- AlterTable: what was assessed before speaks of the first submission of its declaration, and follows nothing.
ALTER TABLE "assessment" ADD COLUMN     "changes" TEXT[] DEFAULT '{}',
ADD COLUMN     "declaredNumber" INTEGER,
ADD COLUMN     "followsId" UUID;
ALTER TABLE "assessment" ALTER COLUMN "changes" DROP DEFAULT;
UPDATE "assessment" SET "declaredNumber" = 1 WHERE "declarationId" IS NOT NULL;

-- CreateTable
CREATE TABLE "immaterial_change" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "declarationId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "assessmentId" UUID NOT NULL,
    "foundById" UUID NOT NULL,
    "identityId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "sealedReason" BYTEA NOT NULL,
    "foundAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "immaterial_change_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "immaterial_change_organisationId_declarationId_idx" ON "immaterial_change"("organisationId", "declarationId");


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "assessment" ADD CONSTRAINT "assessment_changes" CHECK (
  "changes" <@ ARRAY['purpose', 'data', 'model', 'people', 'region'] AND ("followsId" IS NOT NULL OR cardinality("changes") = 0));

-- Whoever declared it does not find that their own change does not matter.
CREATE FUNCTION "refuse_own_finding"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF "concerns_own"(NEW."organisationId", NEW."declarationId", NEW."submissionId", NEW."foundById") THEN
    RAISE EXCEPTION 'a finding is by someone other than the submitter and the owner' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "immaterial_change_not_own" BEFORE INSERT ON "immaterial_change" FOR EACH ROW EXECUTE FUNCTION "refuse_own_finding"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "immaterial_change" FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON "immaterial_change" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();
ALTER TABLE "immaterial_change" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "immaterial_change" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
