-- CreateTable
CREATE TABLE "teams_reference" (
    "organisationId" UUID NOT NULL,
    "tenant" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "serviceUrl" TEXT NOT NULL,
    "conversation" TEXT,
    "member" TEXT,
    "roster" TEXT,
    "heardAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "teams_reference_pkey" PRIMARY KEY ("organisationId","tenant","place")
);


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "teams_reference" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "teams_reference" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
