import { expect, test } from '@jest/globals';
import { firstFiles } from '../sim/city/files.ts';
import { generateCity } from '../sim/city/generate.ts';
import { loadDemoCity } from '../sim/city/load.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';

const { db } = await testDatabase();
const options = { seed: 7, debtors: Number(process.env['CITY'] ?? 50), today: '2026-11-26' };

test('the files pass the intake and the demo begins at ten', async () => {
  await testCity(db);
  let last = performance.now();
  await loadDemoCity({ db, ...options, say: (w) => { console.log(w, Math.round(performance.now() - last)); last = performance.now(); } });
  expect(1).toBe(1);
}, 300000);
