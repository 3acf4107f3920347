-- AlterTable
ALTER TABLE "identity" ADD COLUMN "lastMetAt" TIMESTAMPTZ(3);
