-- AlterTable
ALTER TABLE "outbox_message" ADD COLUMN "inDoubt" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "outbox_message" ALTER COLUMN "inDoubt" DROP DEFAULT;

-- Those that have been due longest go first.
DROP INDEX "outbox_message_due";
CREATE INDEX "outbox_message_due" ON "outbox_message" ("organisationId", "runAt", "id")
  WHERE "state" = 'open' AND "wantedRevision" > "sentRevision";

-- Whether an older message of the same destination is still to be posted.
CREATE INDEX "outbox_message_to_post" ON "outbox_message" ("organisationId", "destination", "id")
  WHERE "state" = 'open' AND "wantedRevision" > "sentRevision" AND "externalId" IS NULL;
