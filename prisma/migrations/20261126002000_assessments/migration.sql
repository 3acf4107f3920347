-- AlterTable: the organisations that are there have no assessment yet; new ones say so themselves.
ALTER TABLE "organisation" ADD COLUMN     "lastAssessment" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "organisation" ALTER COLUMN "lastAssessment" DROP DEFAULT;

-- AlterTable
ALTER TABLE "interview" ADD COLUMN     "contributors" UUID[];

-- CreateTable
CREATE TABLE "interview_words" (
    "organisationId" UUID NOT NULL,
    "interviewId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "sealedWords" BYTEA NOT NULL,

    CONSTRAINT "interview_words_pkey" PRIMARY KEY ("organisationId","interviewId","personId")
);

-- CreateTable
CREATE TABLE "share" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "interviewId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "givenById" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "parts" TEXT[],
    "state" TEXT NOT NULL,
    "sealedNote" BYTEA,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),

    CONSTRAINT "share_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "assessment" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "interviewId" UUID NOT NULL,
    "declarationId" UUID,
    "systemId" UUID,
    "startedById" UUID NOT NULL,
    "standing" JSONB NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "share_organisationId_personId_state_idx" ON "share"("organisationId", "personId", "state");

-- CreateIndex
CREATE INDEX "share_organisationId_interviewId_idx" ON "share"("organisationId", "interviewId");

-- CreateIndex
CREATE INDEX "assessment_organisationId_declarationId_idx" ON "assessment"("organisationId", "declarationId");

-- CreateIndex
CREATE INDEX "assessment_organisationId_systemId_idx" ON "assessment"("organisationId", "systemId");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_organisationId_reference_key" ON "assessment"("organisationId", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_organisationId_interviewId_key" ON "assessment"("organisationId", "interviewId");

-- AddForeignKey
ALTER TABLE "interview_words" ADD CONSTRAINT "interview_words_organisationId_interviewId_fkey" FOREIGN KEY ("organisationId", "interviewId") REFERENCES "interview"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share" ADD CONSTRAINT "share_organisationId_interviewId_fkey" FOREIGN KEY ("organisationId", "interviewId") REFERENCES "interview"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "share" ADD CONSTRAINT "share_kind" CHECK ("kind" IN ('question', 'section', 'coAuthor', 'owner'));
ALTER TABLE "share" ADD CONSTRAINT "share_state" CHECK ("state" IN ('open', 'answered', 'unknown', 'passedOn', 'declined', 'accepted', 'withdrawn', 'overtaken'));
ALTER TABLE "share" ADD CONSTRAINT "share_settled" CHECK (("state" = 'open') = ("settledAt" IS NULL));
ALTER TABLE "share" ADD CONSTRAINT "share_not_to_oneself" CHECK ("personId" <> "givenById");

ALTER TABLE "interview_words" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "interview_words" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
ALTER TABLE "share" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "share" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
ALTER TABLE "assessment" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "assessment" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
