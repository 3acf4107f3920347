-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "lastUse" INTEGER NOT NULL,
    "lastSystem" INTEGER NOT NULL,
    "lastSupplier" INTEGER NOT NULL,
    "lastReview" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "person" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "displayName" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "email" TEXT,
    "mergedInto" UUID,
    "erasedAt" TIMESTAMPTZ(3),
    "noticeShownAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "identity" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "organisationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("organisationId","personId","role")
);

-- CreateTable
CREATE TABLE "person_key" (
    "organisationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "wrappedKey" BYTEA,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "destroyedAt" TIMESTAMPTZ(3),

    CONSTRAINT "person_key_pkey" PRIMARY KEY ("organisationId","personId")
);

-- CreateTable
CREATE TABLE "questionnaire_version" (
    "organisationId" UUID NOT NULL,
    "questionnaireId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "definition" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "questionnaire_version_pkey" PRIMARY KEY ("organisationId","questionnaireId","version")
);

-- CreateTable
CREATE TABLE "adoption" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "adoptedBy" UUID NOT NULL,
    "adoptedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "adoption_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "interview" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "questionnaireId" TEXT NOT NULL,
    "questionnaireVersion" INTEGER NOT NULL,
    "ownerId" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "sealedState" BYTEA NOT NULL,
    "reviewId" UUID,
    "version" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "interview_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "answer_revision" (
    "organisationId" UUID NOT NULL,
    "interviewId" UUID NOT NULL,
    "questionId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "sealedAnswer" BYTEA NOT NULL,
    "personId" UUID NOT NULL,
    "messageId" TEXT NOT NULL,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_revision_pkey" PRIMARY KEY ("organisationId","interviewId","questionId","revision")
);

-- CreateTable
CREATE TABLE "submission" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "interviewId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "questionnaireId" TEXT NOT NULL,
    "questionnaireVersion" INTEGER NOT NULL,
    "submitterId" UUID NOT NULL,
    "sealedAnswers" BYTEA NOT NULL,
    "answersHash" TEXT NOT NULL,
    "derived" JSONB NOT NULL,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "review" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "interviewId" UUID NOT NULL,
    "submitterId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "submissionNumber" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "claimedById" UUID,
    "supplierFacts" JSONB,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "change_request" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "submissionNumber" INTEGER NOT NULL,
    "questionId" TEXT NOT NULL,
    "reviewerId" UUID NOT NULL,
    "sealedRemark" BYTEA NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "change_request_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "review_comment" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "sealedText" BYTEA NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_comment_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "decision" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "reviewerId" UUID NOT NULL,
    "submitterId" UUID NOT NULL,
    "identityId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "sealedReason" BYTEA NOT NULL,
    "questionnaireId" TEXT NOT NULL,
    "questionnaireVersion" INTEGER NOT NULL,
    "policyVersion" INTEGER NOT NULL,
    "shownHash" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "validUntil" TIMESTAMPTZ(3),
    "nextReviewAt" TIMESTAMPTZ(3),

    CONSTRAINT "decision_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "condition" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "useId" UUID,
    "text" TEXT NOT NULL,
    "precondition" BOOLEAN NOT NULL,
    "verifiedById" UUID,
    "verifiedAt" TIMESTAMPTZ(3),

    CONSTRAINT "condition_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "supplier" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "supplier_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "ai_system" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "supplierId" UUID,
    "state" TEXT NOT NULL,
    "ownerId" UUID,
    "supplierFacts" JSONB,
    "version" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "ai_system_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "ai_use" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "systemId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "ownerId" UUID,
    "submissionId" UUID,
    "decisionId" UUID,
    "purpose" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "users" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "countries" TEXT[],
    "data" TEXT[],
    "connectors" TEXT[],
    "circumstances" TEXT[],
    "lane" TEXT NOT NULL,
    "validUntil" TIMESTAMPTZ(3),
    "nextReviewAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ai_use_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "use_member" (
    "organisationId" UUID NOT NULL,
    "useId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "joinedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "use_member_pkey" PRIMARY KEY ("organisationId","useId","personId")
);

-- CreateTable
CREATE TABLE "delivery" (
    "organisationId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "sealedReply" BYTEA,
    "handledAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("organisationId","key")
);

-- CreateTable
CREATE TABLE "failed_event" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "deliveryKey" TEXT NOT NULL,
    "personId" UUID,
    "sealedBody" BYTEA NOT NULL,
    "reason" TEXT NOT NULL,
    "failedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "failed_event_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "organisationId" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("organisationId","platform","workspace","conversation")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "destination" JSONB NOT NULL,
    "view" JSONB,
    "subjectId" TEXT,
    "sealedCard" BYTEA,
    "wordsOf" UUID,
    "state" TEXT NOT NULL,
    "wantedRevision" INTEGER NOT NULL,
    "sentRevision" INTEGER NOT NULL,
    "address" JSONB,
    "externalId" TEXT,
    "attempts" INTEGER NOT NULL,
    "runAt" TIMESTAMPTZ(3) NOT NULL,
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "job" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "maxAttempts" INTEGER NOT NULL,
    "runAt" TIMESTAMPTZ(3) NOT NULL,
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "dedupeKey" TEXT,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "schedule" (
    "organisationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "cron" TEXT NOT NULL,
    "nextRunAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("organisationId","kind")
);

-- CreateTable
CREATE TABLE "console_message" (
    "organisationId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "authorId" UUID,
    "view" JSONB,
    "sealedContent" BYTEA,
    "wordsOf" UUID,
    "postedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "console_message_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "organisationId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("organisationId")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "organisationId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "payload" TEXT NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("organisationId","sequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "workspace_platform_externalId_key" ON "workspace"("platform", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "identity_organisationId_platform_workspace_user_key" ON "identity"("organisationId", "platform", "workspace", "user");

-- CreateIndex
CREATE UNIQUE INDEX "adoption_organisationId_kind_subjectId_version_key" ON "adoption"("organisationId", "kind", "subjectId", "version");

-- CreateIndex
CREATE INDEX "interview_organisationId_ownerId_phase_idx" ON "interview"("organisationId", "ownerId", "phase");

-- CreateIndex
CREATE UNIQUE INDEX "submission_organisationId_reviewId_number_key" ON "submission"("organisationId", "reviewId", "number");

-- CreateIndex
CREATE INDEX "review_organisationId_state_dueAt_idx" ON "review"("organisationId", "state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "review_organisationId_reference_key" ON "review"("organisationId", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "review_organisationId_interviewId_key" ON "review"("organisationId", "interviewId");

-- CreateIndex
CREATE INDEX "change_request_organisationId_reviewId_idx" ON "change_request"("organisationId", "reviewId");

-- CreateIndex
CREATE INDEX "review_comment_organisationId_reviewId_idx" ON "review_comment"("organisationId", "reviewId");

-- CreateIndex
CREATE UNIQUE INDEX "decision_organisationId_submissionId_reviewerId_key" ON "decision"("organisationId", "submissionId", "reviewerId");

-- CreateIndex
CREATE INDEX "condition_organisationId_useId_idx" ON "condition"("organisationId", "useId");

-- CreateIndex
CREATE UNIQUE INDEX "supplier_organisationId_reference_key" ON "supplier"("organisationId", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "ai_system_organisationId_reference_key" ON "ai_system"("organisationId", "reference");

-- CreateIndex
CREATE INDEX "ai_use_organisationId_systemId_idx" ON "ai_use"("organisationId", "systemId");

-- CreateIndex
CREATE UNIQUE INDEX "ai_use_organisationId_reference_key" ON "ai_use"("organisationId", "reference");

-- CreateIndex
CREATE INDEX "delivery_organisationId_handledAt_idx" ON "delivery"("organisationId", "handledAt");

-- CreateIndex
CREATE INDEX "outbox_message_organisationId_subjectId_idx" ON "outbox_message"("organisationId", "subjectId");

-- CreateIndex
CREATE INDEX "job_state_runAt_idx" ON "job"("state", "runAt");

-- CreateIndex
CREATE UNIQUE INDEX "job_organisationId_dedupeKey_key" ON "job"("organisationId", "dedupeKey");

-- CreateIndex
CREATE INDEX "console_message_organisationId_conversation_postedAt_idx" ON "console_message"("organisationId", "conversation", "postedAt");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_organisationId_previousHash_key" ON "audit_entry"("organisationId", "previousHash");

-- AddForeignKey
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_organisationId_personId_fkey" FOREIGN KEY ("organisationId", "personId") REFERENCES "person"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_organisationId_personId_fkey" FOREIGN KEY ("organisationId", "personId") REFERENCES "person"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_key" ADD CONSTRAINT "person_key_organisationId_personId_fkey" FOREIGN KEY ("organisationId", "personId") REFERENCES "person"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_revision" ADD CONSTRAINT "answer_revision_organisationId_interviewId_fkey" FOREIGN KEY ("organisationId", "interviewId") REFERENCES "interview"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_organisationId_reviewId_fkey" FOREIGN KEY ("organisationId", "reviewId") REFERENCES "review"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_request" ADD CONSTRAINT "change_request_organisationId_reviewId_fkey" FOREIGN KEY ("organisationId", "reviewId") REFERENCES "review"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_comment" ADD CONSTRAINT "review_comment_organisationId_reviewId_fkey" FOREIGN KEY ("organisationId", "reviewId") REFERENCES "review"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_organisationId_reviewId_fkey" FOREIGN KEY ("organisationId", "reviewId") REFERENCES "review"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "condition" ADD CONSTRAINT "condition_organisationId_decisionId_fkey" FOREIGN KEY ("organisationId", "decisionId") REFERENCES "decision"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ai_system" ADD CONSTRAINT "ai_system_organisationId_supplierId_fkey" FOREIGN KEY ("organisationId", "supplierId") REFERENCES "supplier"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ai_use" ADD CONSTRAINT "ai_use_organisationId_systemId_fkey" FOREIGN KEY ("organisationId", "systemId") REFERENCES "ai_system"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "use_member" ADD CONSTRAINT "use_member_organisationId_useId_fkey" FOREIGN KEY ("organisationId", "useId") REFERENCES "ai_use"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "organisation" ADD CONSTRAINT "organisation_kind" CHECK ("kind" IN ('demonstration', 'real'));
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_platform" CHECK ("platform" IN ('console', 'slack', 'teams'));
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_role" CHECK ("role" IN ('governance', 'legal', 'data-protection', 'auditor', 'administrator'));
ALTER TABLE "review" ADD CONSTRAINT "review_state" CHECK ("state" IN
  ('submitted', 'inReview', 'changesRequested', 'approved', 'approvedWithConditions', 'rejected', 'expired', 'revoked', 'superseded'));
ALTER TABLE "review" ADD CONSTRAINT "review_lane" CHECK ("lane" IN ('catalogue', 'light', 'full', 'stop'));
ALTER TABLE "decision" ADD CONSTRAINT "decision_verdict" CHECK ("verdict" IN ('approved', 'approvedWithConditions', 'rejected'));
ALTER TABLE "ai_system" ADD CONSTRAINT "ai_system_state" CHECK ("state" IN ('approved', 'unreviewed', 'retired'));
ALTER TABLE "ai_use" ADD CONSTRAINT "ai_use_state" CHECK ("state" IN ('approved', 'unreviewed', 'prohibited', 'retired', 'revoked', 'superseded', 'expired'));
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_state" CHECK ("state" IN ('open', 'unknown', 'failed'));
ALTER TABLE "job" ADD CONSTRAINT "job_state" CHECK ("state" IN ('ready', 'running', 'done', 'dead'));

-- Nobody decides on what they submitted or own. The person that an account was merged into counts as the same.
ALTER TABLE "decision" ADD CONSTRAINT "decision_not_own" CHECK ("reviewerId" <> "submitterId");

CREATE FUNCTION "refuse_own_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  reviewer uuid;
  submitter uuid;
  owner uuid;
BEGIN
  SELECT coalesce("mergedInto", "id") INTO reviewer FROM "person" WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."reviewerId";
  SELECT coalesce("mergedInto", "id") INTO submitter FROM "person" WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."submitterId";
  SELECT coalesce("person"."mergedInto", "person"."id") INTO owner FROM "review"
    JOIN "person" ON "person"."organisationId" = "review"."organisationId" AND "person"."id" = "review"."ownerId"
    WHERE "review"."organisationId" = NEW."organisationId" AND "review"."id" = NEW."reviewId";
  IF reviewer IS NULL OR submitter IS NULL OR owner IS NULL OR reviewer = submitter OR reviewer = owner THEN
    RAISE EXCEPTION 'a decision is made by someone other than the submitter and the owner' USING ERRCODE = '23514';
  END IF;
  IF NOT EXISTS (SELECT FROM "submission" WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."submissionId"
                 AND "reviewId" = NEW."reviewId" AND "submitterId" = NEW."submitterId") THEN
    RAISE EXCEPTION 'a decision names the submission it is about and its submitter' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "decision_not_own" BEFORE INSERT OR UPDATE ON "decision" FOR EACH ROW EXECUTE FUNCTION "refuse_own_decision"();

-- An organisation is a demonstration or a real one, for ever.
CREATE FUNCTION "refuse_change_of_kind"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the kind of an organisation cannot change' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER "organisation_kind_is_fixed" BEFORE UPDATE ON "organisation" FOR EACH ROW
  WHEN (OLD."kind" IS DISTINCT FROM NEW."kind") EXECUTE FUNCTION "refuse_change_of_kind"();

-- What proves something is only ever added.
CREATE FUNCTION "refuse_rewriting"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_entry', 'decision', 'submission', 'answer_revision', 'questionnaire_version', 'adoption'] LOOP
    EXECUTE format('CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"()', name);
    EXECUTE format('CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"()', name);
  END LOOP;
END $$;

-- What wants sending, oldest first.
CREATE INDEX "outbox_message_due" ON "outbox_message" ("organisationId", "id") WHERE "state" = 'open' AND "wantedRevision" > "sentRevision";

-- Where the application's role is not the owner of the tables, it sees one organisation at a time: the one that
-- `transact` names. The owner is not bound by this, and PGlite's only user is the owner.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT table_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_name = 'organisationId' AND table_name <> 'workspace' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY "own_organisation" ON %I USING ("organisationId" = nullif(current_setting(''steward.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;
