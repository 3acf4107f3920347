-- CreateTable
CREATE TABLE "law_run" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "finding" JSONB NOT NULL,
    "difference" JSONB NOT NULL,
    "isTouched" BOOLEAN NOT NULL,
    "asked" TEXT[],
    "fact" TEXT,
    "value" JSONB,
    "personId" UUID,
    "computedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "law_run_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "law_change" (
    "organisationId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "previous" TEXT,
    "looked" INTEGER NOT NULL,
    "touched" INTEGER NOT NULL,
    "completedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "law_change_pkey" PRIMARY KEY ("organisationId","key")
);

-- CreateIndex
CREATE INDEX "law_run_organisationId_submissionId_idx" ON "law_run"("organisationId", "submissionId");

-- CreateIndex
CREATE INDEX "law_run_organisationId_cause_isTouched_idx" ON "law_run"("organisationId", "cause", "isTouched");

-- CreateIndex
CREATE UNIQUE INDEX "law_run_organisationId_reviewId_cause_key" ON "law_run"("organisationId", "reviewId", "cause");

-- AddForeignKey
ALTER TABLE "law_run" ADD CONSTRAINT "law_run_organisationId_reviewId_fkey" FOREIGN KEY ("organisationId", "reviewId") REFERENCES "review"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "law_run" ADD CONSTRAINT "law_run_answer" CHECK (("fact" IS NULL) = ("personId" IS NULL));

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['law_run', 'law_change'] LOOP
    EXECUTE format('CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"()', name);
    EXECUTE format('CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY "own_organisation" ON %I USING ("organisationId" = nullif(current_setting(''steward.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;
