import { describe, expect, test } from '@jest/globals';
import { accountWorkflowId, scheduleId, siblingQueue, taskQueue } from '../../workflows/ids.ts';

const run = {
  installation: 'niigata',
  receivable: 'city_tax',
  accountId: '7c0e9f52-3c0c-4a8e-9d2e-0f3b1f7f6a10',
  episodeNo: 2,
};

describe('workflow ids', () => {
  test('an account id names installation, receivable, account and episode', () => {
    expect(accountWorkflowId(run)).toBe('niigata/account/city_tax/7c0e9f52-3c0c-4a8e-9d2e-0f3b1f7f6a10/2');
  });

  test('two installations never share an id or a queue', () => {
    expect(accountWorkflowId({ ...run, installation: 'other' })).not.toBe(accountWorkflowId(run));
    expect(taskQueue('other', 'main')).not.toBe(taskQueue('niigata', 'main'));
  });

  test.each(['新潟 花子', '0250000101', '', 'a/b'])(
    'a part that could be personal or ambiguous is refused: %j',
    (part) => {
      expect(() => accountWorkflowId({ ...run, installation: part })).toThrow(RangeError);
      expect(() => accountWorkflowId({ ...run, accountId: part })).toThrow(RangeError);
    },
  );

  test('an outward queue is found beside the main one', () => {
    expect(siblingQueue(taskQueue('niigata', 'main'), 'sms')).toBe('niigata/sms');
  });

  test('schedules carry the installation', () => {
    expect(scheduleId('niigata', 'reconcile')).toBe('niigata/schedule/reconcile');
  });
});
