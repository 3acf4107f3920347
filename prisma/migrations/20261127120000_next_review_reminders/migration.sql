-- CreateTable
CREATE TABLE "next_review_reminder" (
    "organisationId" UUID NOT NULL,
    "assessmentId" UUID NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "daysBefore" INTEGER NOT NULL,
    "remindedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "next_review_reminder_pkey" PRIMARY KEY ("organisationId","assessmentId","dueAt","daysBefore")
);

-- CreateIndex
CREATE INDEX "assessment_organisationId_followsId_idx" ON "assessment"("organisationId", "followsId");


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "next_review_reminder" FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON "next_review_reminder" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();
ALTER TABLE "next_review_reminder" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "next_review_reminder" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
