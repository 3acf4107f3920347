-- AlterTable
ALTER TABLE "outbox_message" ADD COLUMN "inThreadOf" JSONB;
