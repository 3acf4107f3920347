-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "evidence" UUID[];

-- CreateTable
CREATE TABLE "evidence" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "interviewId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "messageId" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "sealedFile" BYTEA,
    "bytes" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "sharedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "evidence_organisationId_interviewId_platform_fileId_key" ON "evidence"("organisationId", "interviewId", "platform", "fileId");

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_organisationId_interviewId_fkey" FOREIGN KEY ("organisationId", "interviewId") REFERENCES "interview"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "evidence" ADD CONSTRAINT "evidence_platform" CHECK ("platform" IN ('console', 'slack', 'teams'));
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_state" CHECK ("state" IN ('offered', 'kept', 'dropped'));

ALTER TABLE "evidence" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "evidence" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
