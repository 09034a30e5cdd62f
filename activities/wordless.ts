import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { CompleteAsyncError } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { failureOf } from './stuck.ts';

/**
 * What an activity fails with goes into the run's history and the worker's log, and a database's message may quote a row. So only the
 * error's code and place pass.
 */
export const wordless: ActivityInterceptorsFactory = () => ({
  inbound: {
    async execute(input, next) {
      try {
        return await next(input);
      } catch (error) {
        if (
          error instanceof ApplicationFailure ||
          error instanceof CancelledFailure ||
          error instanceof CompleteAsyncError
        )
          throw error;
        const { reason, place } = failureOf(error);
        const message = place ? `${reason} at ${place}` : reason;
        throw ApplicationFailure.create({ message, type: reason });
      }
    },
  },
});
