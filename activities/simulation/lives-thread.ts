import { parentPort, workerData } from 'node:worker_threads';
import { Calendar } from '../../domain/calendar.ts';
import { asBefore } from '../../domain/simulation/as-before.ts';
import { Life } from '../../domain/simulation/life.ts';
import { unhindered } from '../../domain/simulation/live.ts';
import { Queue } from '../../domain/simulation/queue.ts';
import { readFacts } from '../facts.ts';
import type { Answers, Asked, Common, Lived, Texts } from './lives.ts';

/** One version: what its rules want of each account, and then what the centre can do of that. */
const { rules, settings, days, stretch } = workerData as Common;
const surroundings = { rules, settings, calendar: new Calendar(days) };
const queue = new Queue(surroundings, stretch);

parentPort?.on('message', (asked: Asked) => {
  parentPort?.postMessage(answerTo(asked));
});

function answerTo(asked: Asked): Answers[keyof Answers] {
  if (asked.kind === 'loads') return queue.run(asked.capacity);
  const { texts, payments } = asked;
  return readersOf(texts).map((read) => (payments ? livedThen(read, payments) : lived(read)));
}

function lived(read: Reader): Lived {
  const facts = read();
  const { accountId, phones } = facts;
  const life = new Life(facts, surroundings, stretch);
  queue.add(life, read, accountId);
  const reachable = phones.some(({ status }) => status === 'active');
  return { accountId, reachable, outward: unhindered(life) };
}

function livedThen(read: Reader, payments: Record<string, Parameters<typeof asBefore>[1]>): Lived {
  const now = read();
  const paid = payments[now.accountId] ?? [];
  const life = new Life(asBefore(now, paid, stretch.from), surroundings, stretch, paid);
  return { accountId: now.accountId, reachable: true, outward: unhindered(life) };
}

type Reader = () => ReturnType<typeof readFacts>;

function readersOf({ bytes, lengths }: Texts): Reader[] {
  let end = 0;
  return lengths.map((length) => {
    const from = end;
    end += length;
    return () => readFacts(Buffer.from(bytes, from, length).toString());
  });
}
