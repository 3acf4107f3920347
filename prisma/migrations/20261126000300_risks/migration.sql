-- AlterTable: the organisations that are there have no risk and no control of their own yet; new ones say so themselves.
ALTER TABLE "organisation" ADD COLUMN     "lastControl" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lastRisk" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "organisation" ALTER COLUMN "lastControl" DROP DEFAULT,
ALTER COLUMN "lastRisk" DROP DEFAULT;

-- CreateTable
CREATE TABLE "risk" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "assessmentId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "proposed" JSONB,
    "cause" TEXT NOT NULL,
    "consequence" TEXT NOT NULL,
    "affected" TEXT NOT NULL,
    "likelihood" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "loweredBecause" TEXT,
    "ownerId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "treatment" (
    "organisationId" UUID NOT NULL,
    "riskId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "controls" TEXT[],
    "ownerId" UUID NOT NULL,
    "dueOn" DATE NOT NULL,
    "residualLikelihood" TEXT NOT NULL,
    "residualSeverity" TEXT NOT NULL,
    "raisedBecause" TEXT,
    "acceptance" TEXT NOT NULL,
    "managerId" UUID,
    "askedById" UUID,
    "acceptedRole" TEXT,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "treatment_pkey" PRIMARY KEY ("organisationId","riskId")
);

-- CreateTable
CREATE TABLE "risk_change" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "riskId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "byId" UUID,
    "details" JSONB NOT NULL,
    "sealedReason" BYTEA,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_change_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "own_control" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "own_control_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "control_left_out" (
    "organisationId" UUID NOT NULL,
    "assessmentId" UUID NOT NULL,
    "controlId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "control_left_out_pkey" PRIMARY KEY ("organisationId","assessmentId","controlId")
);

-- CreateTable
CREATE TABLE "control_implementation" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "assessmentId" UUID NOT NULL,
    "controlId" TEXT NOT NULL,
    "ownerId" UUID NOT NULL,
    "dueOn" DATE NOT NULL,
    "risks" TEXT[],
    "state" TEXT NOT NULL,
    "evidence" TEXT,
    "reason" TEXT,
    "saidById" UUID,
    "saidAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "control_implementation_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "control_decision" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "controlId" TEXT NOT NULL,
    "applicable" BOOLEAN NOT NULL,
    "because" TEXT NOT NULL,
    "state" TEXT,
    "evidence" TEXT,
    "decidedById" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "control_decision_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "risk_organisationId_assessmentId_idx" ON "risk"("organisationId", "assessmentId");

-- CreateIndex
CREATE UNIQUE INDEX "risk_organisationId_reference_key" ON "risk"("organisationId", "reference");

-- CreateIndex
CREATE INDEX "treatment_organisationId_managerId_idx" ON "treatment"("organisationId", "managerId");

-- CreateIndex
CREATE UNIQUE INDEX "risk_change_organisationId_riskId_number_key" ON "risk_change"("organisationId", "riskId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "own_control_organisationId_reference_key" ON "own_control"("organisationId", "reference");

-- CreateIndex
CREATE INDEX "control_implementation_organisationId_state_dueOn_idx" ON "control_implementation"("organisationId", "state", "dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "control_implementation_organisationId_assessmentId_controlI_key" ON "control_implementation"("organisationId", "assessmentId", "controlId");

-- CreateIndex
CREATE INDEX "control_decision_organisationId_controlId_idx" ON "control_decision"("organisationId", "controlId");

-- AddForeignKey
ALTER TABLE "treatment" ADD CONSTRAINT "treatment_organisationId_riskId_fkey" FOREIGN KEY ("organisationId", "riskId") REFERENCES "risk"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_change" ADD CONSTRAINT "risk_change_organisationId_riskId_fkey" FOREIGN KEY ("organisationId", "riskId") REFERENCES "risk"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "risk" ADD CONSTRAINT "risk_state" CHECK ("state" IN ('proposed', 'kept', 'dismissed', 'withdrawn'));
ALTER TABLE "treatment" ADD CONSTRAINT "treatment_kind" CHECK ("kind" IN ('modify', 'avoid', 'share', 'retain'));
ALTER TABLE "treatment" ADD CONSTRAINT "treatment_has_controls" CHECK ("kind" NOT IN ('modify', 'share') OR cardinality("controls") > 0);
ALTER TABLE "treatment" ADD CONSTRAINT "treatment_acceptance" CHECK (
  ("acceptance" = 'none') OR
  ("acceptance" = 'asked' AND "managerId" IS NOT NULL AND "askedById" IS NOT NULL) OR
  ("acceptance" = 'sentBack' AND "managerId" IS NOT NULL AND "answeredAt" IS NOT NULL) OR
  ("acceptance" = 'accepted' AND "managerId" IS NOT NULL AND "askedById" IS NOT NULL AND "acceptedRole" IS NOT NULL AND "answeredAt" IS NOT NULL));
ALTER TABLE "control_implementation" ADD CONSTRAINT "control_implementation_state" CHECK (
  ("state" IN ('planned', 'underWay') AND "saidById" IS NULL) OR
  ("state" = 'done' AND "evidence" IS NOT NULL AND "saidById" IS NOT NULL AND "saidAt" IS NOT NULL) OR
  ("state" = 'notApplicable' AND "reason" IS NOT NULL AND "saidById" IS NOT NULL AND "saidAt" IS NOT NULL));
ALTER TABLE "control_decision" ADD CONSTRAINT "control_decision_state" CHECK (
  (NOT "applicable" AND "state" IS NULL) OR ("applicable" AND "state" IN ('planned', 'underWay', 'done')));

-- Nobody accepts what remains of a risk of their own. The person that an account was merged into counts as the same.
CREATE FUNCTION "refuse_own_acceptance"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  manager uuid;
BEGIN
  SELECT coalesce("mergedInto", "id") INTO manager FROM "person"
    WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."managerId";
  IF manager IS NULL OR manager IN (
    SELECT coalesce("mergedInto", "id") FROM "person" WHERE "organisationId" = NEW."organisationId" AND "id" IN (
      NEW."ownerId", NEW."askedById",
      (SELECT "ownerId" FROM "risk" WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."riskId"))) THEN
    RAISE EXCEPTION 'a risk is accepted by someone other than its owner' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "treatment_not_own" BEFORE INSERT OR UPDATE ON "treatment" FOR EACH ROW
  WHEN (NEW."acceptance" = 'accepted') EXECUTE FUNCTION "refuse_own_acceptance"();

-- What proves something is only ever added.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['risk_change', 'control_decision'] LOOP
    EXECUTE format('CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"()', name);
    EXECUTE format('CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['risk', 'treatment', 'risk_change', 'own_control', 'control_left_out', 'control_implementation', 'control_decision'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY "own_organisation" ON %I USING ("organisationId" = nullif(current_setting(''steward.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;
