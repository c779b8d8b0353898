/**
 * A moment as Prisma writes it into SQLite ("…+00:00", not "…Z"). Moments are compared there as text, so rows written
 * by SQL of our own must look the same.
 */
export function timestamp(moment = new Date()): string {
  return moment.toISOString().replace('Z', '+00:00');
}
