-- AlterTable: the organisations that are there have no concern yet; new ones say so themselves.
ALTER TABLE "organisation" ADD COLUMN     "lastConcern" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "organisation" ALTER COLUMN "lastConcern" DROP DEFAULT;

-- CreateTable
CREATE TABLE "concern" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reporterId" UUID NOT NULL,
    "nameShown" BOOLEAN NOT NULL,
    "systemId" UUID,
    "sealedReport" BYTEA NOT NULL,
    "handlerId" UUID,
    "outcome" TEXT,
    "version" INTEGER NOT NULL,
    "reportedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "concern_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "concern_message" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "concernId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "authorId" UUID NOT NULL,
    "sealedText" BYTEA NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "concern_message_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "concern_organisationId_state_reportedAt_idx" ON "concern"("organisationId", "state", "reportedAt");

-- CreateIndex
CREATE UNIQUE INDEX "concern_organisationId_reference_key" ON "concern"("organisationId", "reference");

-- CreateIndex
CREATE INDEX "concern_message_organisationId_concernId_idx" ON "concern_message"("organisationId", "concernId");

-- AddForeignKey
ALTER TABLE "concern_message" ADD CONSTRAINT "concern_message_organisationId_concernId_fkey" FOREIGN KEY ("organisationId", "concernId") REFERENCES "concern"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "concern" ADD CONSTRAINT "concern_kind" CHECK ("kind" IN ('concern', 'incident'));
ALTER TABLE "concern" ADD CONSTRAINT "concern_state" CHECK (
  ("state" = 'open' AND "handlerId" IS NULL AND "closedAt" IS NULL) OR
  ("state" = 'taken' AND "handlerId" IS NOT NULL AND "closedAt" IS NULL) OR
  ("state" = 'closed' AND "handlerId" IS NOT NULL AND "closedAt" IS NOT NULL AND "outcome" IS NOT NULL));
ALTER TABLE "concern" ADD CONSTRAINT "concern_outcome" CHECK ("outcome" IN ('corrected', 'passedOn', 'nothingToDo', 'notConfirmed'));
ALTER TABLE "concern_message" ADD CONSTRAINT "concern_message_kind" CHECK ("kind" IN ('question', 'reply', 'outcome'));

-- Nobody handles what they reported. The person that an account was merged into counts as the same.
CREATE FUNCTION "refuse_own_concern"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT coalesce("mergedInto", "id") FROM "person" WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."handlerId") =
     (SELECT coalesce("mergedInto", "id") FROM "person" WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."reporterId") THEN
    RAISE EXCEPTION 'a concern is handled by someone other than the reporter' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "concern_not_own" BEFORE INSERT OR UPDATE ON "concern" FOR EACH ROW
  WHEN (NEW."handlerId" IS NOT NULL) EXECUTE FUNCTION "refuse_own_concern"();

-- What was said about it is only ever added.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "concern_message" FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON "concern_message" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();

ALTER TABLE "concern" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "concern" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
ALTER TABLE "concern_message" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_organisation" ON "concern_message" USING ("organisationId" = nullif(current_setting('steward.organisation', true), '')::uuid);
