import { parentPort, workerData } from 'node:worker_threads';
import { Calendar } from '../../domain/calendar.ts';
import { liveForward } from '../../domain/simulation/live.ts';
import type { Common, Pair, Part } from './lives.ts';

const { settings, days, versions } = workerData as Common;
const calendar = new Calendar(days);
const surroundings = versions.map((rules) => ({ rules, settings, calendar }));

parentPort?.on('message', ({ facts, stretch, payments }: Part) => {
  const pairs = facts.map((start): Pair => [
    liveForward(start, surroundings[0]!, stretch, payments[start.accountId]),
    liveForward(start, surroundings[1]!, stretch, payments[start.accountId]),
  ]);
  parentPort?.postMessage(pairs);
});
