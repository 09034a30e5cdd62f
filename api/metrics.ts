import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { checksOf, type Figures } from '../domain/operations.ts';
import type { DataAsOf } from './schemas/operations.ts';

const LEVEL = { off: -1, ok: 0, warn: 1, bad: 2 } as const;

/** This process's own figures; the system's are made anew for each scrape. */
const process = new Registry();
collectDefaultMetrics({ register: process, prefix: 'oshirase_api_' });

/** The operations page as Prometheus text: counts, ages and codes, never a person. */
export async function metricsText(figures: Figures, asOf: readonly DataAsOf[], businessNow: Date): Promise<string> {
  const registers = [new Registry()];
  const state = new Gauge({
    registers,
    name: 'oshirase_state',
    help: '0 ok, 1 warning, 2 bad, -1 not in use',
    labelNames: ['check'],
  });
  const waiting = new Gauge({
    registers,
    name: 'oshirase_count',
    help: 'How many wait, or run',
    labelNames: ['check'],
  });
  const age = new Gauge({
    registers,
    name: 'oshirase_age_seconds',
    help: 'Since the oldest that waits, or the last time',
    labelNames: ['check'],
  });
  const data = new Gauge({
    ...{ registers, name: 'oshirase_data_age_seconds', help: 'How old the data of the city are, business time' },
    labelNames: ['department', 'interface'],
  });
  for (const { code, state: level, count, at } of checksOf(figures)) {
    state.set({ check: code }, LEVEL[level]);
    if (count !== null) waiting.set({ check: code }, count);
    if (at) age.set({ check: code }, Math.max(0, (figures.now.getTime() - at.getTime()) / 1_000));
  }
  if (figures.diskFreeBytes !== undefined) {
    const help = 'Left for the data folder';
    new Gauge({ registers, name: 'oshirase_disk_free_bytes', help }).set(figures.diskFreeBytes);
  }
  for (const { department_code, interface: kind, as_of } of asOf) {
    data.set({ department: department_code, interface: kind }, (businessNow.getTime() - as_of.getTime()) / 1_000);
  }
  return Registry.merge([...registers, process]).metrics();
}
