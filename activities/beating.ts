import { heartbeat } from '@temporalio/activity';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';

const BEAT_MS = 5_000;

/**
 * Says every few seconds that this worker lives while it does work of minutes. So Temporal gives the work to another soon after a worker
 * was killed (`heartbeatTimeout` of the workflow), and not after all the time that it may take.
 */
export const beating: ActivityInterceptorsFactory = () => ({
  inbound: {
    async execute(input, next) {
      const beat = setInterval(heartbeat, BEAT_MS);
      try {
        return await next(input);
      } finally {
        clearInterval(beat);
      }
    },
  },
});
