import { expect, test } from '@jest/globals';
import { reachPostgres, reachTemporal } from '../../dev/reach.ts';

test('a database that is not there is named by its setting, without its password', async () => {
  const attempt = reachPostgres('postgresql://centre:secret@127.0.0.1:1/oshirase');
  await expect(attempt).rejects.toThrow(/DATABASE_URL.*確かめてください/);
  await expect(attempt).rejects.not.toThrow('secret');
});

test('a Temporal that is not there is named by its setting', async () => {
  await expect(reachTemporal('127.0.0.1:1')).rejects.toThrow(/TEMPORAL_ADDRESS.*127\.0\.0\.1:1/);
});
