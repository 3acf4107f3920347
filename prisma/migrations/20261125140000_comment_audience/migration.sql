-- AlterTable: what is there was written for the reviewers.
ALTER TABLE "review_comment" ADD COLUMN     "audience" TEXT NOT NULL DEFAULT 'internal';
ALTER TABLE "review_comment" ALTER COLUMN "audience" DROP DEFAULT;


-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

ALTER TABLE "review_comment" ADD CONSTRAINT "review_comment_audience" CHECK ("audience" IN ('internal', 'submitter'));
