-- CreateTable
CREATE TABLE "console_file" (
    "organisationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "fileId" TEXT NOT NULL,
    "sealedContent" BYTEA NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "console_file_pkey" PRIMARY KEY ("organisationId","personId","fileId")
);


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "console_file" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "console_file" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
