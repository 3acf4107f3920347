-- What was kept of answers is too little to show them anew; they are kept for a quarter at most, and forgotten now.
DELETE FROM "given_answer";

-- AlterTable
ALTER TABLE "given_answer" ADD COLUMN "state" TEXT NOT NULL,
ADD COLUMN "failure" TEXT,
ADD COLUMN "dropped" INTEGER NOT NULL,
ADD COLUMN "wordedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "model_call" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "promptId" TEXT NOT NULL,
    "promptVersion" INTEGER NOT NULL,
    "promptDigest" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "inputLimit" INTEGER NOT NULL,
    "reservedTokens" INTEGER NOT NULL,
    "reservedCost" INTEGER NOT NULL,
    "lostTokens" INTEGER NOT NULL,
    "lostCost" INTEGER NOT NULL,
    "inputTokens" INTEGER,
    "outputTokens" INTEGER,
    "cost" INTEGER,
    "tookMs" INTEGER,
    "outcome" TEXT,
    "sentHash" TEXT,
    "receivedHash" TEXT,
    "details" JSONB NOT NULL,
    "sealedText" BYTEA,
    "sealedResult" BYTEA,
    "reservedAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "model_call_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "model_spending" (
    "organisationId" UUID NOT NULL,
    "payer" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "tokens" INTEGER NOT NULL,
    "cost" INTEGER NOT NULL,

    CONSTRAINT "model_spending_pkey" PRIMARY KEY ("organisationId","payer","day")
);

-- CreateIndex
CREATE INDEX "model_call_organisationId_purpose_subjectId_idx" ON "model_call"("organisationId", "purpose", "subjectId");


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "given_answer" ADD CONSTRAINT "given_answer_state" CHECK ("state" IN ('extractive', 'waiting', 'worded', 'unworded'));
ALTER TABLE "model_call" ADD CONSTRAINT "model_call_state" CHECK (
  ("state" = 'reserved' AND "endedAt" IS NULL) OR
  ("state" = 'started' AND "startedAt" IS NOT NULL AND "endedAt" IS NULL) OR
  ("state" = 'ended' AND "endedAt" IS NOT NULL AND "outcome" IS NOT NULL));
ALTER TABLE "model_spending" ADD CONSTRAINT "model_spending_not_negative" CHECK ("tokens" >= 0 AND "cost" >= 0);

-- How a call ended is told once.
CREATE TRIGGER "ended_calls_stay" BEFORE UPDATE OR DELETE ON "model_call" FOR EACH ROW
  WHEN (OLD."state" = 'ended') EXECUTE FUNCTION "refuse_rewriting"();

ALTER TABLE "model_call" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "model_call" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
ALTER TABLE "model_spending" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "model_spending" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
