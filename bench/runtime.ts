import { DefaultLogger, Runtime } from '@temporalio/worker';

let quiet = false;

/** Workers print nothing but errors. Installed by who needs it: it keeps a process alive that has no worker. */
export function quietRuntime(): void {
  if (quiet) return;
  quiet = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
    shutdownSignals: [],
  });
}
