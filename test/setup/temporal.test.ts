import { expect, test } from '@jest/globals';
import { devServer, timeSkipping } from '../helpers/temporal.ts';

const skipping = await timeSkipping();
const dev = await devServer();

test('the test server skips a day in no time', async () => {
  const before = await skipping.currentTimeMs();
  await skipping.sleep('1 day');
  expect(await skipping.currentTimeMs()).toBeGreaterThanOrEqual(before + 86_400_000);
});

test('the development server has its namespace', async () => {
  const { namespaceInfo } = await dev.connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(namespaceInfo?.name).toBe('default');
});
