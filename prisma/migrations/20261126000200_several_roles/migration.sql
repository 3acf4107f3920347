-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "delegationId" UUID,
ADD COLUMN     "inPlaceOfId" UUID;

-- CreateTable
CREATE TABLE "vote" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "voterId" UUID NOT NULL,
    "inPlaceOfId" UUID,
    "delegationId" UUID,
    "identityId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "conditions" JSONB NOT NULL,
    "validUntil" TIMESTAMPTZ(3) NOT NULL,
    "nextReviewAt" TIMESTAMPTZ(3) NOT NULL,
    "sealedReason" BYTEA NOT NULL,
    "policyVersion" INTEGER NOT NULL,
    "shownHash" TEXT NOT NULL,
    "votedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "vote_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "advice" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "adviserId" UUID NOT NULL,
    "inPlaceOfId" UUID,
    "delegationId" UUID,
    "identityId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "stance" TEXT NOT NULL,
    "formal" BOOLEAN NOT NULL,
    "sealedText" BYTEA NOT NULL,
    "shownHash" TEXT NOT NULL,
    "advisedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "advice_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "recusal" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "identityId" UUID NOT NULL,
    "sealedReason" BYTEA NOT NULL,
    "recusedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recusal_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "committee_record" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "secretaryId" UUID NOT NULL,
    "identityId" UUID NOT NULL,
    "heldOn" TIMESTAMPTZ(3) NOT NULL,
    "attendees" UUID[],
    "recused" UUID[],
    "inFavour" INTEGER NOT NULL,
    "against" INTEGER NOT NULL,
    "abstained" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "conditions" JSONB NOT NULL,
    "validUntil" TIMESTAMPTZ(3),
    "nextReviewAt" TIMESTAMPTZ(3),
    "sealedReason" BYTEA NOT NULL,
    "sealedDissent" BYTEA NOT NULL,
    "policyVersion" INTEGER NOT NULL,
    "shownHash" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "committee_record_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "committee_ruling" (
    "organisationId" UUID NOT NULL,
    "recordId" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "chairId" UUID NOT NULL,
    "identityId" UUID NOT NULL,
    "sealedReason" BYTEA NOT NULL,
    "shownHash" TEXT NOT NULL,
    "ruledAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "committee_ruling_pkey" PRIMARY KEY ("organisationId","recordId")
);

-- CreateTable
CREATE TABLE "override" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "finding" TEXT NOT NULL,
    "computed" TEXT NOT NULL,
    "decided" TEXT NOT NULL,
    "isLowering" BOOLEAN NOT NULL,
    "deciderId" UUID NOT NULL,
    "identityId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "sealedReason" BYTEA NOT NULL,
    "policyVersion" INTEGER NOT NULL,
    "shownHash" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "override_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "override_ruling" (
    "organisationId" UUID NOT NULL,
    "overrideId" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "approverId" UUID NOT NULL,
    "identityId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "sealedReason" BYTEA NOT NULL,
    "shownHash" TEXT NOT NULL,
    "ruledAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "override_ruling_pkey" PRIMARY KEY ("organisationId","overrideId")
);

-- CreateTable
CREATE TABLE "delegation" (
    "organisationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "absentId" UUID NOT NULL,
    "delegateId" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "identityId" UUID NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delegation_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "delegation_end" (
    "organisationId" UUID NOT NULL,
    "delegationId" UUID NOT NULL,
    "endedById" UUID NOT NULL,
    "endedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delegation_end_pkey" PRIMARY KEY ("organisationId","delegationId")
);

-- CreateIndex
CREATE INDEX "vote_organisationId_reviewId_idx" ON "vote"("organisationId", "reviewId");

-- CreateIndex
CREATE UNIQUE INDEX "vote_organisationId_submissionId_voterId_key" ON "vote"("organisationId", "submissionId", "voterId");

-- CreateIndex
CREATE INDEX "advice_organisationId_reviewId_idx" ON "advice"("organisationId", "reviewId");

-- CreateIndex
CREATE UNIQUE INDEX "recusal_organisationId_reviewId_personId_key" ON "recusal"("organisationId", "reviewId", "personId");

-- CreateIndex
CREATE INDEX "committee_record_organisationId_reviewId_idx" ON "committee_record"("organisationId", "reviewId");

-- CreateIndex
CREATE INDEX "override_organisationId_reviewId_idx" ON "override"("organisationId", "reviewId");

-- CreateIndex
CREATE INDEX "delegation_organisationId_absentId_idx" ON "delegation"("organisationId", "absentId");

-- CreateIndex
CREATE INDEX "delegation_organisationId_delegateId_idx" ON "delegation"("organisationId", "delegateId");

-- AddForeignKey
ALTER TABLE "vote" ADD CONSTRAINT "vote_organisationId_reviewId_fkey" FOREIGN KEY ("organisationId", "reviewId") REFERENCES "review"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "advice" ADD CONSTRAINT "advice_organisationId_reviewId_fkey" FOREIGN KEY ("organisationId", "reviewId") REFERENCES "review"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recusal" ADD CONSTRAINT "recusal_organisationId_reviewId_fkey" FOREIGN KEY ("organisationId", "reviewId") REFERENCES "review"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "committee_record" ADD CONSTRAINT "committee_record_organisationId_reviewId_fkey" FOREIGN KEY ("organisationId", "reviewId") REFERENCES "review"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "committee_ruling" ADD CONSTRAINT "committee_ruling_organisationId_recordId_fkey" FOREIGN KEY ("organisationId", "recordId") REFERENCES "committee_record"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "override" ADD CONSTRAINT "override_organisationId_reviewId_fkey" FOREIGN KEY ("organisationId", "reviewId") REFERENCES "review"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "override_ruling" ADD CONSTRAINT "override_ruling_organisationId_overrideId_fkey" FOREIGN KEY ("organisationId", "overrideId") REFERENCES "override"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegation_end" ADD CONSTRAINT "delegation_end_organisationId_delegationId_fkey" FOREIGN KEY ("organisationId", "delegationId") REFERENCES "delegation"("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;




-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "vote" ADD CONSTRAINT "vote_verdict" CHECK ("verdict" IN ('approved', 'approvedWithConditions'));
ALTER TABLE "advice" ADD CONSTRAINT "advice_stance" CHECK ("stance" IN ('inFavour', 'withConditions', 'against'));
ALTER TABLE "committee_record" ADD CONSTRAINT "committee_record_verdict" CHECK ("verdict" IN ('approved', 'approvedWithConditions', 'rejected'));
ALTER TABLE "committee_record" ADD CONSTRAINT "committee_record_votes" CHECK (
  "inFavour" >= 0 AND "against" >= 0 AND "abstained" >= 0
  AND "inFavour" + "against" + "abstained" = cardinality("attendees") - cardinality("recused")
  AND "recused" <@ "attendees"
  AND ("verdict" <> 'rejected') = ("inFavour" > "against"));
ALTER TABLE "committee_ruling" ADD CONSTRAINT "committee_ruling_verdict" CHECK ("verdict" IN ('confirmed', 'returned'));
ALTER TABLE "override_ruling" ADD CONSTRAINT "override_ruling_verdict" CHECK ("verdict" IN ('confirmed', 'declined'));
ALTER TABLE "override" ADD CONSTRAINT "override_differs" CHECK ("computed" <> "decided" OR NOT "isLowering");
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_period" CHECK ("from" < "until" AND "absentId" <> "delegateId");
ALTER TABLE "vote" ADD CONSTRAINT "vote_in_place_of" CHECK (("inPlaceOfId" IS NULL) = ("delegationId" IS NULL) AND "voterId" IS DISTINCT FROM "inPlaceOfId");
ALTER TABLE "decision" ADD CONSTRAINT "decision_in_place_of" CHECK (("inPlaceOfId" IS NULL) = ("delegationId" IS NULL) AND "reviewerId" IS DISTINCT FROM "inPlaceOfId");

-- One id for all accounts of a human being.
CREATE FUNCTION "human_of"(of_organisation uuid, of_person uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce("mergedInto", "id") FROM "person" WHERE "organisationId" = of_organisation AND "id" = of_person
$$;

-- Whether somebody submitted or owns what is reviewed. Nobody is a stranger who is not known.
CREATE FUNCTION "concerns_own"(of_organisation uuid, reviewed uuid, submitted uuid, of_person uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  human uuid := "human_of"(of_organisation, of_person);
BEGIN
  RETURN human IS NULL
    OR NOT EXISTS (SELECT FROM "submission" WHERE "organisationId" = of_organisation AND "id" = submitted AND "reviewId" = reviewed)
    OR EXISTS (SELECT FROM "submission" WHERE "organisationId" = of_organisation AND "id" = submitted AND "human_of"(of_organisation, "submitterId") = human)
    OR EXISTS (SELECT FROM "review" WHERE "organisationId" = of_organisation AND "id" = reviewed
               AND human IN ("human_of"(of_organisation, "submitterId"), "human_of"(of_organisation, "ownerId")));
END $$;

-- Nobody votes on their own, and no human being has two votes on one submission, under whichever account or through whom.
CREATE FUNCTION "refuse_own_or_second_vote"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  voters uuid[] := array_remove(ARRAY["human_of"(NEW."organisationId", NEW."voterId"), "human_of"(NEW."organisationId", NEW."inPlaceOfId")], NULL);
BEGIN
  IF "concerns_own"(NEW."organisationId", NEW."reviewId", NEW."submissionId", NEW."voterId")
    OR (NEW."inPlaceOfId" IS NOT NULL AND "concerns_own"(NEW."organisationId", NEW."reviewId", NEW."submissionId", NEW."inPlaceOfId")) THEN
    RAISE EXCEPTION 'a vote is given by someone other than the submitter and the owner' USING ERRCODE = '23514';
  END IF;
  IF EXISTS (SELECT FROM "vote" WHERE "organisationId" = NEW."organisationId" AND "submissionId" = NEW."submissionId"
             AND ("human_of"("organisationId", "voterId") = ANY(voters) OR "human_of"("organisationId", "inPlaceOfId") = ANY(voters))) THEN
    RAISE EXCEPTION 'a person votes once on a submission' USING ERRCODE = '23505';
  END IF;
  IF NEW."delegationId" IS NOT NULL AND NOT EXISTS (
    SELECT FROM "delegation" WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."delegationId"
      AND "human_of"("organisationId", "absentId") = "human_of"(NEW."organisationId", NEW."inPlaceOfId")
      AND "human_of"("organisationId", "delegateId") = "human_of"(NEW."organisationId", NEW."voterId")
      AND "from" <= NEW."votedAt" AND NEW."votedAt" < "until"
      AND NOT EXISTS (SELECT FROM "delegation_end" WHERE "delegation_end"."organisationId" = NEW."organisationId"
                      AND "delegationId" = "delegation"."id" AND "endedAt" <= NEW."votedAt")) THEN
    RAISE EXCEPTION 'a vote in somebody''s place names the delegation by which it is given' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "vote_not_own" BEFORE INSERT ON "vote" FOR EACH ROW EXECUTE FUNCTION "refuse_own_or_second_vote"();

CREATE FUNCTION "refuse_own_say"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  person uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
  IF "concerns_own"(NEW."organisationId", NEW."reviewId", NEW."submissionId", person) THEN
    RAISE EXCEPTION '% is by someone other than the submitter and the owner', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "advice_not_own" BEFORE INSERT ON "advice" FOR EACH ROW EXECUTE FUNCTION "refuse_own_say"('adviserId');
CREATE TRIGGER "override_not_own" BEFORE INSERT ON "override" FOR EACH ROW EXECUTE FUNCTION "refuse_own_say"('deciderId');
CREATE TRIGGER "committee_record_not_own" BEFORE INSERT ON "committee_record" FOR EACH ROW EXECUTE FUNCTION "refuse_own_say"('secretaryId');

-- A lowered finding is confirmed, and what the committee decided is confirmed, by a second human being.
CREATE FUNCTION "refuse_own_ruling"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ruler uuid;
  maker uuid;
  reviewed uuid;
  submitted uuid;
BEGIN
  IF TG_TABLE_NAME = 'override_ruling' THEN
    ruler := NEW."approverId";
    SELECT "deciderId", "reviewId", "submissionId" INTO maker, reviewed, submitted FROM "override"
      WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."overrideId";
  ELSE
    ruler := NEW."chairId";
    SELECT "secretaryId", "reviewId", "submissionId" INTO maker, reviewed, submitted FROM "committee_record"
      WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."recordId";
  END IF;
  IF "concerns_own"(NEW."organisationId", reviewed, submitted, ruler) THEN
    RAISE EXCEPTION '% is by someone other than the submitter and the owner', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  IF NEW."verdict" = 'confirmed' AND "human_of"(NEW."organisationId", ruler) = "human_of"(NEW."organisationId", maker) THEN
    RAISE EXCEPTION 'a second person confirms it' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "override_ruling_not_own" BEFORE INSERT ON "override_ruling" FOR EACH ROW EXECUTE FUNCTION "refuse_own_ruling"();
CREATE TRIGGER "committee_ruling_not_own" BEFORE INSERT ON "committee_ruling" FOR EACH ROW EXECUTE FUNCTION "refuse_own_ruling"();

-- What is severe is approved by two human beings at least, whatever the program says.
CREATE FUNCTION "refuse_lonely_approval"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  deciders bigint;
BEGIN
  IF NEW."verdict" = 'rejected' OR NOT EXISTS (
    SELECT FROM "review" WHERE "organisationId" = NEW."organisationId" AND "id" = NEW."reviewId" AND "level" = 'severe') THEN
    RETURN NEW;
  END IF;
  SELECT count(DISTINCT "human_of"(NEW."organisationId", people.person)) INTO deciders FROM (
    SELECT "voterId" AS person FROM "vote" WHERE "organisationId" = NEW."organisationId" AND "submissionId" = NEW."submissionId"
    UNION ALL
    SELECT unnest(ARRAY["secretaryId", "chairId"]) FROM "committee_record"
      JOIN "committee_ruling" ON "committee_ruling"."organisationId" = "committee_record"."organisationId"
        AND "committee_ruling"."recordId" = "committee_record"."id" AND "committee_ruling"."verdict" = 'confirmed'
      WHERE "committee_record"."organisationId" = NEW."organisationId" AND "committee_record"."submissionId" = NEW."submissionId") AS people;
  IF deciders < 2 THEN
    RAISE EXCEPTION 'what is severe is never approved by one person' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "decision_not_lonely" BEFORE INSERT ON "decision" FOR EACH ROW EXECUTE FUNCTION "refuse_lonely_approval"();

-- What proves something is only ever added.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['vote', 'advice', 'recusal', 'committee_record', 'committee_ruling', 'override', 'override_ruling', 'delegation', 'delegation_end'] LOOP
    EXECUTE format('CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"()', name);
    EXECUTE format('CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY "own_organisation" ON %I USING ("organisationId" = nullif(current_setting(''steward.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;
