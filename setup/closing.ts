import type { Logger } from 'pino';

type Close = () => Promise<unknown>;

/** Closes in the order given, once, at SIGINT or SIGTERM; ends the process as failed when something was thrown that nobody awaited. */
export function closeOnSignal(log: Pick<Logger, 'info' | 'fatal'>, ...closes: Close[]): void {
  let closing = false;
  async function close(code: number): Promise<void> {
    if (closing) return;
    closing = true;
    for (const step of closes) {
      await step().catch((error: unknown) => log.fatal({ err: error }, 'could not close'));
    }
    log.info('closed');
    process.exit(code);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close(0));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught');
    void close(1);
  });
}
