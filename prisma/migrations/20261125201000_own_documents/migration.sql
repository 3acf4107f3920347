-- CreateTable
CREATE TABLE "document_version" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "sections" JSONB NOT NULL,
    "uploadedById" UUID NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "document_decision" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "deciderId" UUID NOT NULL,
    "uploaderId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "sealedReason" BYTEA NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_decision_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "asked_question" (
    "organisationId" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "sealedQuestion" BYTEA NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "asked_question_pkey" PRIMARY KEY ("organisationId","platform","workspace","conversation","personId")
);

-- CreateIndex
CREATE UNIQUE INDEX "document_version_organisationId_slug_number_key" ON "document_version"("organisationId", "slug", "number");

-- CreateIndex
CREATE UNIQUE INDEX "document_decision_organisationId_versionId_step_key" ON "document_decision"("organisationId", "versionId", "step");

-- CreateIndex
CREATE INDEX "asked_question_organisationId_askedAt_idx" ON "asked_question"("organisationId", "askedAt");

-- AddForeignKey
ALTER TABLE "document_decision" ADD CONSTRAINT "document_decision_organisationId_versionId_fkey" FOREIGN KEY ("organisationId", "versionId") REFERENCES "document_version"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

-- A version is reviewed once, and withdrawn once after it was approved.
ALTER TABLE "document_decision" ADD CONSTRAINT "document_decision_step" CHECK
  (("step" = 'review' AND "verdict" IN ('approved', 'rejected')) OR ("step" = 'withdrawal' AND "verdict" = 'withdrawn'));
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_slug" CHECK ("slug" ~ '^[a-z0-9-]{1,60}$' AND "number" >= 1);

-- Nobody reviews what they uploaded. The person that an account was merged into counts as the same.
CREATE FUNCTION "refuse_own_document"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  decider uuid;
  uploader uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM "document_version" WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."versionId"
                 AND "uploadedById" = NEW."uploaderId") THEN
    RAISE EXCEPTION 'a decision names the version it is about and its uploader' USING ERRCODE = '23514';
  END IF;
  SELECT coalesce("mergedInto", "id") INTO decider FROM "person" WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."deciderId";
  SELECT coalesce("mergedInto", "id") INTO uploader FROM "person" WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."uploaderId";
  IF NEW."step" = 'review' AND (decider IS NULL OR uploader IS NULL OR decider = uploader) THEN
    RAISE EXCEPTION 'a document is reviewed by someone other than its uploader' USING ERRCODE = '23514';
  END IF;
  IF NEW."step" = 'withdrawal' AND NOT EXISTS (SELECT FROM "document_decision" WHERE "organisationId" = NEW."organisationId"
                 AND "versionId" = NEW."versionId" AND "verdict" = 'approved') THEN
    RAISE EXCEPTION 'only what was approved is withdrawn' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "document_decision_not_own" BEFORE INSERT OR UPDATE ON "document_decision" FOR EACH ROW EXECUTE FUNCTION "refuse_own_document"();

-- What proves something is only ever added.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['document_version', 'document_decision'] LOOP
    EXECUTE format('CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"()', name);
    EXECUTE format('CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['document_version', 'document_decision', 'asked_question'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY "own_organisation" ON %I USING ("organisationId" = nullif(current_setting(''steward.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;
