-- CreateTable
CREATE TABLE "file_address" (
    "organisationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "fileId" TEXT NOT NULL,
    "sealedAddress" BYTEA NOT NULL,
    "sharedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "file_address_pkey" PRIMARY KEY ("organisationId","personId","fileId")
);


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "file_address" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "file_address" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
