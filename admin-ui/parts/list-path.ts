/** A list with these filters in force: where a figure opens what it counts. */
export function listPath(resource: string, filter: Record<string, string>): string {
  return Object.keys(filter).length === 0
    ? `/${resource}`
    : `/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}`;
}
