import { connectedOutcomes } from '../../domain/codes.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { ConnectionQuery, ConnectionStatistics } from '../schemas/connection-statistics.ts';

interface Row {
  code: string;
  group_name: string;
  target_percent: number;
  cells: Omit<ConnectionStatistics['cells'][number], 'group_code'>[];
}

/** 接続統計 (§9(1), §15(3)): calls and talks by weekday × hour of each group and kind of number. `visible` null is every receivable. */
export async function connectionStatistics(
  db: Queryable,
  { from, to }: ConnectionQuery,
  visible: readonly string[] | null,
): Promise<ConnectionStatistics> {
  const { rows } = await db.query<Row>(
    `WITH called AS (
       SELECT r.group_code, coalesce(c.call_id, c.id) AS call, min(c.at) AT TIME ZONE 'Asia/Tokyo' AS at, coalesce(min(p.kind), 'none') AS phone_kind,
              bool_or(c.outcome = ANY($3) AND c.spoke_with IN ('self','household')) AS connected
         FROM contact c JOIN account a ON a.id = c.account_id JOIN receivable r ON r.code = a.receivable_code
         LEFT JOIN phone p ON p.id = c.phone_id
        WHERE c.kind = 'call' AND c.on_date BETWEEN $1 AND $2 AND ($4::text[] IS NULL OR r.code = ANY($4))
        GROUP BY 1, 2),
     cells AS (
       SELECT group_code, phone_kind, extract(isodow FROM at)::integer AS weekday, extract(hour FROM at)::integer AS hour,
              count(*)::integer AS calls, count(*) FILTER (WHERE connected)::integer AS connected
         FROM called GROUP BY 1, 2, 3, 4)
     SELECT g.code, g.name_ja AS group_name, g.contact_target_percent AS target_percent,
            coalesce(json_agg(json_build_object('phone_kind', c.phone_kind, 'weekday', c.weekday, 'hour', c.hour, 'calls', c.calls,
                                                'connected', c.connected) ORDER BY c.weekday, c.hour, c.phone_kind)
                       FILTER (WHERE c.group_code IS NOT NULL), '[]') AS cells
       FROM receivable_group g LEFT JOIN cells c ON c.group_code = g.code
      WHERE $4::text[] IS NULL OR EXISTS (SELECT FROM receivable r WHERE r.group_code = g.code AND r.code = ANY($4))
      GROUP BY g.code ORDER BY g.position`,
    [from, to, connectedOutcomes, visible],
  );
  return {
    from,
    to,
    groups: rows.map(({ code, group_name, target_percent }) => ({ code, group_name, target_percent })),
    cells: rows.flatMap(({ code, cells }) => cells.map((cell) => ({ group_code: code, ...cell }))),
  };
}
