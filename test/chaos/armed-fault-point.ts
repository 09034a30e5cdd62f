import { readFileSync, renameSync } from 'node:fs';
import type { FaultPoint } from '../../fault-point.ts';
import { type Order, ORDER_FILE } from './order.ts';

export { faultPoints } from '../../fault-point.ts';

const file = process.env[ORDER_FILE];
const passes = new Map<string, number>();

/** Carries the order out at once, in the middle of the caller's step: nothing after this line happens when it kills its own process. */
export function faultPoint(name: FaultPoint): void {
  const text = orderText();
  if (!file || !text) return;
  const order = JSON.parse(text) as Order;
  if (order.point !== name) return;
  const passed = (passes.get(text) ?? 0) + 1;
  passes.set(text, passed);
  if (passed < order.pass) return;
  renameSync(file, `${file}.done`);
  for (const pid of order.kill.length > 0 ? order.kill : [process.pid]) kill(pid);
}

/** Whoever is gone already was killed by another run's order. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function orderText(): string | undefined {
  try {
    return file && readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
