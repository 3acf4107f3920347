-- AlterTable: the organisations that are there have no question yet; new ones say so themselves.
ALTER TABLE "organisation" ADD COLUMN     "lastQuestion" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "organisation" ALTER COLUMN "lastQuestion" DROP DEFAULT;

-- CreateTable
CREATE TABLE "given_answer" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "sealedWords" BYTEA NOT NULL,
    "questionHash" TEXT NOT NULL,
    "answerHash" TEXT NOT NULL,
    "band" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "passages" TEXT[],
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "given_answer_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "question" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "askerId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "assignedToId" UUID,
    "answerId" UUID,
    "band" TEXT,
    "score" DOUBLE PRECISION,
    "passages" TEXT[],
    "version" INTEGER NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "question_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "question_message" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "authorId" UUID NOT NULL,
    "sealedText" BYTEA NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "question_message_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "given_answer_organisationId_answeredAt_idx" ON "given_answer"("organisationId", "answeredAt");

-- CreateIndex
CREATE INDEX "question_organisationId_state_askedAt_idx" ON "question"("organisationId", "state", "askedAt");

-- CreateIndex
CREATE UNIQUE INDEX "question_organisationId_reference_key" ON "question"("organisationId", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "question_organisationId_askerId_answerId_key" ON "question"("organisationId", "askerId", "answerId");

-- CreateIndex
CREATE INDEX "question_message_organisationId_questionId_idx" ON "question_message"("organisationId", "questionId");

-- AddForeignKey
ALTER TABLE "question_message" ADD CONSTRAINT "question_message_organisationId_questionId_fkey" FOREIGN KEY ("organisationId", "questionId") REFERENCES "question"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "given_answer" ADD CONSTRAINT "given_answer_band" CHECK ("band" IN ('answer', 'unsure', 'abstain'));
ALTER TABLE "question" ADD CONSTRAINT "question_state" CHECK ("state" IN ('open', 'answered'));
ALTER TABLE "question" ADD CONSTRAINT "question_tried" CHECK (("answerId" IS NULL) = ("band" IS NULL) AND ("answerId" IS NULL) = ("score" IS NULL));
ALTER TABLE "question_message" ADD CONSTRAINT "question_message_kind" CHECK ("kind" IN ('question', 'answer', 'followUp'));

-- What was asked and answered is only ever added.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "question_message" FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON "question_message" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();

ALTER TABLE "given_answer" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "given_answer" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
ALTER TABLE "question" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "question" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
ALTER TABLE "question_message" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "question_message" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
