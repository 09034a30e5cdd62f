/** `addDays` of domain/time.ts for the many thousand days of a generated city: without a time zone library, fifty times as fast. */
export function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function latestDay(left: string, right: string): string {
  return left > right ? left : right;
}
