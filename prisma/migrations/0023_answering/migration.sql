-- When numbers answer (§9(1)(2)): tries and answers of each number by weekday and hour, and what such numbers answer all over the book.

CREATE TABLE phone_hour ( -- kept by records/phone-hour.ts with every call's result and by the 移行 intake
  phone_id uuid NOT NULL REFERENCES phone,
  month date NOT NULL,             -- its first day: the last twelve months count
  group_code text NOT NULL REFERENCES receivable_group,
  session text NOT NULL CHECK (session IN ('weekday','evening','holiday')),
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- ISO: Monday = 1
  hour smallint NOT NULL CHECK (hour BETWEEN 0 AND 23),      -- of Asia/Tokyo
  tries integer NOT NULL,
  answers integer NOT NULL,
  PRIMARY KEY (phone_id, month, group_code, session, weekday, hour)
);

CREATE TABLE answer_share ( -- refreshed from phone_hour by a Schedule
  group_code text NOT NULL REFERENCES receivable_group,
  debtor_kind text NOT NULL CHECK (debtor_kind IN ('person','company')),
  phone_kind text NOT NULL CHECK (phone_kind IN ('mobile','landline','ip','other')),
  shares jsonb NOT NULL,           -- HourShares of domain/answer-rate.ts
  tries integer NOT NULL,
  answers integer NOT NULL,
  PRIMARY KEY (group_code, debtor_kind, phone_kind)
);

INSERT INTO phone_hour (phone_id, month, group_code, session, weekday, hour, tries, answers)
SELECT phone_id, date_trunc('month', local)::date, group_code, session, extract(isodow FROM local), extract(hour FROM local), count(*),
       count(*) FILTER (WHERE answered)
  FROM (SELECT DISTINCT ON (coalesce(c.call_id, c.id)) c.phone_id, r.group_code, c.session, c.at AT TIME ZONE 'Asia/Tokyo' AS local,
               c.outcome IN ('promise','claims_paid','message_left_household','talked_no_promise','referred','callback_requested',
                             'complaint','inbound_talk') AS answered
          FROM contact c JOIN account a ON a.id = c.account_id JOIN receivable r ON r.code = a.receivable_code
         WHERE c.kind = 'call' AND c.phone_id IS NOT NULL AND c.session IS NOT NULL
         ORDER BY coalesce(c.call_id, c.id), c.at) tried
 GROUP BY 1, 2, 3, 4, 5, 6;

ALTER TABLE task
  ADD COLUMN is_retry boolean NOT NULL DEFAULT false, -- repeats today's call: the line was busy or nobody at home
  ADD COLUMN best_band smallint;                      -- first hour of the band in which an answer is likeliest (domain/answer-rate.ts)
-- 次の案件 whose best hours are now (records/lease.ts)
CREATE INDEX task_next_in_band ON task (best_band, priority DESC, not_before, id)
  WHERE state = 'open' AND kind IN ('call','callback') AND best_band IS NOT NULL;

DO $$
BEGIN
  GRANT SELECT, INSERT, UPDATE ON phone_hour TO oshirase_app;
  GRANT SELECT, INSERT, DELETE ON answer_share TO oshirase_app;
  GRANT MAINTAIN ON phone_hour, answer_share TO oshirase_app;
END $$;
