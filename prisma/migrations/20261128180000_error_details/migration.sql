-- AlterTable
ALTER TABLE "versions" ADD COLUMN "error_details" TEXT;

-- AlterTable
ALTER TABLE "jobs" ADD COLUMN "error_details" TEXT;

-- AlterTable
ALTER TABLE "job_items" ADD COLUMN "error_details" TEXT;
