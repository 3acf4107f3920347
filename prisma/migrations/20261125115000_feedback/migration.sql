-- CreateTable
CREATE TABLE "feedback" (
    "organisationId" UUID NOT NULL,
    "answerId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "reason" TEXT,
    "sealedWords" BYTEA,
    "questionHash" TEXT NOT NULL,
    "answerHash" TEXT NOT NULL,
    "band" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "passages" TEXT[],
    "givenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("organisationId","answerId","personId")
);

-- CreateIndex
CREATE INDEX "feedback_organisationId_givenAt_idx" ON "feedback"("organisationId", "givenAt");


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "feedback" ADD CONSTRAINT "feedback_verdict" CHECK ("verdict" IN ('up', 'down'));
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_reason" CHECK ("reason" IN ('wrong', 'outdated', 'beside', 'incomplete', 'other'));
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_band" CHECK ("band" IN ('answer', 'unsure', 'abstain'));

ALTER TABLE "feedback" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "feedback" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
