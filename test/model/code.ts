import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { createContext, type Module, SourceTextModule, SyntheticModule } from 'node:vm';

const folder = new URL('../../workflows/', import.meta.url);

export type AccountWorkflow = (episodeId: string) => Promise<void>;

/** Another text in the place of one that occurs once in `workflows/account.ts`: how a negative control breaks the workflow. */
export type Change = readonly [from: string, to: string];

/**
 * The workflow as it is in `workflows/`, with what it takes from Temporal's SDK given by the model. `now` is its clock: the sandbox's,
 * which goes only with the run's events.
 */
export async function accountWorkflow(
  sdk: Record<string, unknown>,
  now: () => number,
  change?: Change,
): Promise<AccountWorkflow> {
  const context = createContext({ Date: { now } });
  const modules = new Map<string, Module>();

  async function load(specifier: string): Promise<Module> {
    const known = modules.get(specifier);
    if (known) return known;
    const made = specifier === '@temporalio/workflow' ? theirs() : await ours(specifier);
    modules.set(specifier, made);
    return made;
  }

  function theirs(): Module {
    return new SyntheticModule(
      Object.keys(sdk),
      function () {
        for (const [name, value] of Object.entries(sdk)) this.setExport(name, value);
      },
      { context },
    );
  }

  async function ours(specifier: string): Promise<Module> {
    const source = stripTypeScriptTypes(await readFile(new URL(specifier, folder), 'utf8'));
    return new SourceTextModule(specifier === './account.ts' ? changed(source, change) : source, {
      context,
      identifier: specifier,
    });
  }

  const main = await load('./account.ts');
  await main.link(load);
  await main.evaluate();
  return (main.namespace as { account: AccountWorkflow }).account;
}

function changed(source: string, change: Change | undefined): string {
  if (!change) return source;
  if (source.split(change[0]).length !== 2) throw new Error(`The workflow no longer says: ${change[0]}`);
  return source.replace(...change);
}
