import { expect, test } from '@jest/globals';
import { asBefore, untouched } from '../../../domain/simulation/as-before.ts';
import { instantAt } from '../../../domain/time.ts';
import { aLine, aPhone, someFacts } from '../../helpers/plan-facts.ts';

test('what was paid since is owed again, lines that were not due yet are not there, and nothing was tried', () => {
  const start = instantAt('2026-09-01', '08:30');
  const facts = someFacts(instantAt('2026-11-25', '10:00'), {
    step: 3,
    lines: [
      aLine({ id: 'first', balance: 5_000, held: true }),
      aLine({ id: 'second', balance: 7_000 }),
      aLine({ id: 'due that day', dueDate: '2026-09-01' }),
    ],
    phones: [aPhone()],
  });
  const payments = [
    { day: '2026-09-10', amount: 20_000 },
    { day: '2026-10-10', amount: 3_000 },
  ];
  const before = asBefore(facts, payments, start);
  expect(before.lines.map(({ id, balance, held }) => [id, balance, held])).toEqual([
    ['first', 28_000, false],
    ['second', 7_000, false],
  ]);
  expect(before).toMatchObject({ ...untouched, openedAt: start, paymentsAsOf: start, phones: facts.phones });
});
