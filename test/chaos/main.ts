import { parseArgs } from 'node:util';
import { type Card, chanceOf, deal } from './deck.ts';
import { prepared } from './prepared.ts';
import { play, type Result } from './run.ts';
import { patiently } from './scenario.ts';
import { summaryOf, writeSummary } from './summary.ts';
import { judgeWhole } from './whole.ts';
import { openWorld } from './world.ts';

/**
 * `npm run test:chaos -- --runs 1000 --seed 1`: kills the product's processes, PostgreSQL and Temporal at fault points and compares what
 * reached the outside with what is recorded. `--only sms.` plays only cards whose name begins so; `--write docs/reliability.md` puts the
 * table there; `--minutes` begins no run after that time. `--without intent-guard` is the negative
 * control. Ends with 1 when something was lost or repeated.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '25' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '600' },
    only: { type: 'string', default: '' },
    write: { type: 'string' },
    without: { type: 'string' },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
const minutes = Number(values.minutes);
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1_000);
const world = await openWorld({ imports: values.without === 'intent-guard' ? ['test/chaos/no-intent-guard.ts'] : [] });
console.log(`${seconds()} s: everything runs, in ${world.folder}`);

const results: Result[] = [];
const playing: Promise<unknown>[] = [];
// Each process has its own line of runs, one kill at a time; the lines go on beside each other.
const cards = [...cardsOf(runs)];
await Promise.all(
  (['worker', 'gateway', 'api'] as const).map(async (process) => {
    const own = cards.filter((card) => card.process === process).values();
    for await (const { card, start } of prepared(world, own)) {
      if (seconds() > minutes * 60) return;
      const { result } = await play(world, card, start);
      playing.push(result.then((told) => tell(told)));
    }
  }),
);
world.patience.calm();
console.log(`${seconds()} s: ${playing.length} runs begun, ${results.length} settled`);
await Promise.all(playing);
const whole = await patiently(() => judgeWhole(world));
for (const { kind, what } of whole.findings) console.log(`  at the end: ${kind}: ${what}`);

function* cardsOf(count: number): Generator<Card> {
  let dealt = 0;
  for (const card of deal(chanceOf(seed))) {
    if (dealt === count) return;
    if (!card.name.startsWith(values.only)) continue;
    dealt += 1;
    yield card;
  }
}

function tell(result: Result): void {
  results.push(result);
  const { card, outcome, findings } = result;
  const bad = outcome === 'lost' || outcome === 'repeated';
  if (results.length % 25 === 0) console.log(`${seconds()} s: ${results.length} settled`);
  if (bad || outcome === 'not reached')
    console.log(`  ${card.name} (${card.victim} killed): ${outcome}: ${findings.map(({ what }) => what).join('; ')}`);
}

const command = `npm run test:chaos -- --runs ${runs} --seed ${seed}`;
const summary = summaryOf(results, {
  command,
  seconds: seconds(),
  whole: whole.said,
  ownEnds: Object.values(world.processes).map(({ name, ownEnds }) => `${name} ${ownEnds()}`),
});
console.log(summary);
if (values.write) await writeSummary(values.write, summary);
await world.stop();
const isBad = results.some(({ outcome }) => outcome === 'lost' || outcome === 'repeated') || whole.findings.length > 0;
process.exit(isBad ? 1 : 0);
