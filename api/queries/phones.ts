import type { Answering } from '../../domain/answer-rate.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { CasePhone } from '../schemas/case.ts';

/** `shares` are what such numbers answer to the group's calls. */
export type UnrankedPhone = Omit<CasePhone, 'reasons'> & Pick<Answering, 'shares'>;

/** The debtor's numbers with tries and answers by session over the last twelve months before `now`, unranked. */
export async function phonesWithRecord(
  db: Queryable,
  debtorId: string,
  groupCode: string,
  now: Date,
): Promise<UnrankedPhone[]> {
  const { rows } = await db.query<UnrankedPhone>(
    `SELECT p.id, p.number, p.kind, p.owner, p.status, p.debtor_id,
            (SELECT jsonb_object_agg(s.session, jsonb_build_object(
                      'tries', (SELECT count(DISTINCT COALESCE(c.call_id, c.id)) FROM contact c
                                 WHERE c.phone_id = p.id AND c.session = s.session AND c.kind = 'call' AND c.at > $2::timestamptz - interval '12 months'),
                      'answers', (SELECT count(DISTINCT COALESCE(c.call_id, c.id)) FROM contact c
                                 WHERE c.phone_id = p.id AND c.session = s.session AND c.kind = 'call' AND c.spoke_with IS NOT NULL
                                   AND c.at > $2::timestamptz - interval '12 months')))
               FROM unnest(ARRAY['weekday','evening','holiday']) AS s(session)) AS record,
            (SELECT coalesce(jsonb_agg(h ORDER BY h.weekday, h.hour), '[]')
               FROM (SELECT session, weekday, hour, sum(tries)::integer AS tries, sum(answers)::integer AS answers FROM phone_hour
                      WHERE phone_id = p.id AND month > $2::timestamptz - interval '12 months' GROUP BY session, weekday, hour) h) AS hours,
            coalesce(a.shares, '{}') AS shares,
            l.outcome AS last_result, l.at AS last_tried_at
       FROM phone p JOIN debtor d ON d.id = p.debtor_id
       LEFT JOIN answer_share a ON a.group_code = $3 AND a.debtor_kind = d.kind AND a.phone_kind = p.kind
       LEFT JOIN LATERAL (SELECT outcome, at FROM contact WHERE phone_id = p.id AND kind = 'call' ORDER BY at DESC LIMIT 1) l ON true
      WHERE p.debtor_id = $1`,
    [debtorId, now, groupCode],
  );
  return rows;
}
