import { registerHooks } from 'node:module';

/** For the negative control: takes the guard out of records/gate.ts as it is loaded, so that what was attempted may be attempted again. */
const gate = new URL('../../records/gate.ts', import.meta.url).href;
const guard = `effect.state !== 'planned'`;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url !== gate) return loaded;
    const source = Buffer.from(loaded.source as Uint8Array).toString();
    if (source.split(guard).length !== 2) throw new Error(`The intent's guard is no longer: ${guard}`);
    return { ...loaded, source: source.replace(guard, `${guard} && effect.state !== 'attempted'`) };
  },
});
