-- AlterTable
ALTER TABLE "review" ADD COLUMN     "assessmentId" UUID,
ADD COLUMN     "level" TEXT,
ALTER COLUMN "lane" DROP NOT NULL;


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "review" ADD CONSTRAINT "review_level" CHECK ("level" IN ('low', 'moderate', 'high', 'severe'));

-- It is about a declaration or about an assessment, and never about both.
ALTER TABLE "review" ADD CONSTRAINT "review_is_about_one" CHECK (
  ("lane" IS NOT NULL) = ("level" IS NULL) AND ("level" IS NULL) = ("assessmentId" IS NULL));

ALTER TABLE "role_grant" DROP CONSTRAINT "role_grant_role";
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_role" CHECK ("role" IN
  ('governance', 'legal', 'data-protection', 'security', 'management', 'committee', 'committee-chair', 'committee-secretary', 'auditor', 'administrator'));
