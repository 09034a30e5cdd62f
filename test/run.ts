import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildUi } from '../dev/ui.ts';
import { Advice } from '../setup/advice.ts';
import { temporalCli, temporalTestServer } from '../setup/temporal-binaries.ts';
import { command, jest, type Outcome } from './helpers/steps.ts';

/**
 * `npm test`: everything, with a closing line that CI reads. `npm test -- PATTERN`: only those tests. `npm run check`: lint, types, format and
 * the domain's tests.
 */
const args = process.argv.slice(2);
const started = performance.now();
// The fast loop looks again only at what has changed; CI looks at everything.
const cache = fileURLToPath(new URL('../node_modules/.cache/oshirase/', import.meta.url));
const cachedLint = ['--cache', '--cache-strategy', 'content', '--cache-location', `${cache}eslint`];
const cachedFormat = ['--cache', '--cache-strategy', 'content', '--cache-location', `${cache}format`];
const cachedTypes = ['--incremental', '--tsBuildInfoFile', `${cache}types`];
const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-run-'));
const outcomes: Outcome[] = [];
try {
  if (args[0] === '--quick') outcomes.push(...(await quick()));
  else if (args.length > 0) outcomes.push(await only(args));
  else outcomes.push(...(await everything()));
} catch (error) {
  console.error(error instanceof Advice ? error.message : error);
  outcomes.push({ passed: 0, failed: 1 });
} finally {
  await rm(folder, { recursive: true, force: true });
}

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
console.log(`\n${Math.round((performance.now() - started) / 1_000)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

async function quick(): Promise<Outcome[]> {
  const checks = await Promise.all([lint(cachedLint), types(cachedTypes), format(cachedFormat)]);
  return [...checks, await jest('domain', ['--selectProjects', 'domain'], folder)];
}

async function only(patterns: string[]): Promise<Outcome> {
  await prepare();
  return jest('tests', patterns, folder);
}

async function everything(): Promise<Outcome[]> {
  const checks = await Promise.all([lint(), types().then(async (outcome) => [outcome, await format()])]);
  await prepare();
  return [
    ...checks.flat(),
    await jest('tests', ['--selectProjects', 'domain', 'services'], folder),
    // After all others: each is a browser and a whole city.
    await jest('browser', ['--selectProjects', 'e2e', '--passWithNoTests'], folder),
  ];
}

/** What tests need besides npm packages, before many of them ask for it at once. */
async function prepare(): Promise<void> {
  await Promise.all([temporalCli(), temporalTestServer(), buildUi()]);
}

function lint(options: string[] = []): Promise<Outcome> {
  return command('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0', ...options]);
}

function types(options: string[] = []): Promise<Outcome> {
  return command('types', 'typescript/bin/tsc', ['-p', '.', ...options]);
}

function format(options: string[] = []): Promise<Outcome> {
  return command('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.', ...options]);
}
