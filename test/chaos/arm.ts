import { once } from 'node:events';
import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { PRELOAD } from './order.ts';

/**
 * `node --import test/chaos/arm.ts activities/main.ts`: the product's process with fault points that kill. It puts another module in the
 * place of fault-point.ts; the product itself knows nothing of it and has no setting that leads here. The process loads its modules and
 * waits as a spare until it is told to begin, so that a run costs no start.
 */
const replaced = new Map(
  [
    ['../../fault-point.ts', 'armed-fault-point.ts'],
    ['../../activities/bundle.ts', 'kept-bundle.ts'],
  ].map(([product, ours]) => [new URL(product!, import.meta.url).href, new URL(ours!, import.meta.url).href]),
);

registerHooks({
  resolve(specifier, context, nextResolve) {
    const found = nextResolve(specifier, context);
    const ours = replaced.get(found.url);
    return ours && context.parentURL !== ours ? { ...found, url: ours } : found;
  },
});

// jsreport's threads inherit the option.
if (isMainThread) {
  process.on('disconnect', () => process.exit(1)); // the harness is gone
  for (const module of process.env[PRELOAD]?.split(' ') ?? []) await import(module);
  await once(process, 'message');
}
