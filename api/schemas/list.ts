import { z } from 'zod';

/**
 * react-admin's simple-rest dialect: `?sort=["id","ASC"]&range=[0,24]&filter={"state":"open"}`. The answer is the rows, with
 * `Content-Range: name 0-24/4500`. `filter.id` may be a list (getMany); `filter.search` is the id that POST /search answered.
 */
export const ListQuery = z.object({
  sort: json(z.tuple([z.string(), z.enum(['ASC', 'DESC'])])).optional(),
  range: json(z.tuple([z.int().min(0), z.int().min(0)])).optional(),
  filter: json(z.record(z.string(), FilterValue())).optional(),
});
export type ListQuery = z.infer<typeof ListQuery>;

function FilterValue() {
  return z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);
}

function json<T extends z.ZodType>(inner: T) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'JSON' });
        return z.NEVER;
      }
    })
    .pipe(inner);
}
