-- CreateTable
CREATE TABLE "slack_installation" (
    "organisationId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "sealedInstallation" BYTEA NOT NULL,
    "installedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "slack_installation_pkey" PRIMARY KEY ("organisationId","workspaceId")
);

-- AddForeignKey
ALTER TABLE "slack_installation" ADD CONSTRAINT "slack_installation_organisationId_workspaceId_fkey" FOREIGN KEY ("organisationId", "workspaceId") REFERENCES "workspace"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say: the role of the application sees one organisation at a time.
ALTER TABLE "slack_installation" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "slack_installation" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
