-- CreateTable
CREATE TABLE "rights_notification" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "assessmentId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "onDay" DATE NOT NULL,
    "recordedById" UUID NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "sealedNote" BYTEA NOT NULL,

    CONSTRAINT "rights_notification_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "rights_notification_organisationId_assessmentId_idx" ON "rights_notification"("organisationId", "assessmentId");


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "rights_notification" ADD CONSTRAINT "rights_notification_state" CHECK ("state" IN ('notified', 'notRequired'));

-- What proves something is only ever added.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "rights_notification" FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON "rights_notification" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();
ALTER TABLE "rights_notification" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "rights_notification" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
