import type { Queryable } from '../../prisma/database.ts';
import type { CasePhone } from '../schemas/case.ts';

/** The debtor's numbers with tries and answers by session over the last twelve months before `now`, unranked. */
export async function phonesWithRecord(
  db: Queryable,
  debtorId: string,
  now: Date,
): Promise<Omit<CasePhone, 'reasons'>[]> {
  const { rows } = await db.query<Omit<CasePhone, 'reasons'>>(
    `SELECT p.id, p.number, p.kind, p.owner, p.status, p.debtor_id,
            (SELECT jsonb_object_agg(s.session, jsonb_build_object(
                      'tries', (SELECT count(DISTINCT COALESCE(c.call_id, c.id)) FROM contact c
                                 WHERE c.phone_id = p.id AND c.session = s.session AND c.kind = 'call' AND c.at > $2::timestamptz - interval '12 months'),
                      'answers', (SELECT count(DISTINCT COALESCE(c.call_id, c.id)) FROM contact c
                                 WHERE c.phone_id = p.id AND c.session = s.session AND c.kind = 'call' AND c.spoke_with IS NOT NULL
                                   AND c.at > $2::timestamptz - interval '12 months')))
               FROM unnest(ARRAY['weekday','evening','holiday']) AS s(session)) AS record,
            l.outcome AS last_result, l.at AS last_tried_at
       FROM phone p
       LEFT JOIN LATERAL (SELECT outcome, at FROM contact WHERE phone_id = p.id AND kind = 'call' ORDER BY at DESC LIMIT 1) l ON true
      WHERE p.debtor_id = $1`,
    [debtorId, now],
  );
  return rows;
}
