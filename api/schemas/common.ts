import { z } from 'zod';

/** A day of Asia/Tokyo, 'YYYY-MM-DD'. */
export const PlainDate = z.iso.date();
/** A business instant; JSON carries ISO 8601 in UTC. */
export const Instant = z.date();
/** Integer yen. */
export const Yen = z.int();
export const Id = z.uuid();
export const IdParams = z.object({ id: Id });

export const Reason = z.object({
  kind: z.enum(['why', 'why_now', 'why_not']),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Reason = z.infer<typeof Reason>;

export const ProblemField = z.object({ path: z.string(), code: z.string(), message: z.string() });
export type ProblemField = z.infer<typeof ProblemField>;

/** problem+json: what happened, what to do (in the message), and the id to tell the administrator. */
export const Problem = z.object({
  code: z.string(),
  status: z.number(),
  message_ja: z.string(),
  message_en: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  fields: z.array(ProblemField),
  request_id: z.string(),
});
export type Problem = z.infer<typeof Problem>;

/** The answers any route may give besides its own; spread into a route's `response`. */
export const problemReplies = { 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem };
