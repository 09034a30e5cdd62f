import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromePdf from '@jsreport/jsreport-chrome-pdf';
import jsreport from '@jsreport/jsreport-core';
import handlebars from '@jsreport/jsreport-handlebars';
import type { Chromium } from './chromium.ts';

export interface Jsreport {
  /** One PDF of a handlebars template; `tagged` makes it readable aloud and five times larger. */
  pdf(content: string, data: object, options: { tagged: boolean }): Promise<Uint8Array>;
  close(): Promise<void>;
}

const reportTimeout = 5 * 60_000;

/**
 * jsreport with one Chromium. Templates are passed with each request and never stored. What it leaves behind (HTML with names and
 * addresses, the browser's profile) goes into `tempDir`/print, which is private to this process's user and wiped at start and stop:
 * no two renderers may share a `tempDir`.
 */
export async function startJsreport(chromium: Chromium, tempDir: string): Promise<Jsreport> {
  const folder = join(tempDir, 'print');
  await wipe(folder);
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);

  const reporter = jsreport({
    rootDirectory: fileURLToPath(new URL('..', import.meta.url)),
    tempDirectory: folder,
    loadConfig: false,
    discover: false,
    useExtensionsLocationCache: false,
    trustUserCode: true, // the templates are ours, and fonts are read from files
    reportTimeout,
    logger: { silent: true }, // its log quotes the page
    profiler: { defaultMode: 'disabled' },
    store: { provider: 'memory' },
    workers: { numberOfWorkers: 1 },
  });
  const launchOptions = {
    ...chromium,
    headless: 'shell',
    pipe: true, // no debugging port, and Chromium ends when this process is killed
    userDataDir: join(folder, 'profile'),
  } as const;
  reporter.use(chromePdf({ strategy: 'chrome-pool', numberOfWorkers: 1, launchOptions })).use(handlebars());
  await reporter.init();

  return {
    async pdf(content, data, { tagged }) {
      const chrome = { tagged, preferCSSPageSize: true, printBackground: true };
      const template = { content, engine: 'handlebars', recipe: 'chrome-pdf', chrome } as const;
      const result = await reporter.render({ template, data }).catch(explain);
      return result.content;
    },
    async close() {
      await reporter.close();
      await wipe(folder);
    },
  };
}

async function wipe(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function explain(error: unknown): never {
  const text = error instanceof Error ? error.message : String(error);
  if (/No usable sandbox/.test(text)) {
    throw new Error(
      'Chromium finds no sandbox on this machine: allow unprivileged user namespaces for it, or set CHROMIUM_PATH to an installed Chromium.',
    );
  }
  if (/Failed to launch/.test(text)) {
    throw new Error(`Chromium does not start: ${text.slice(0, 2_000)}. Set CHROMIUM_PATH to a Chromium that does.`);
  }
  throw error;
}
