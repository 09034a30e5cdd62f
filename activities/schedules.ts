import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy, type ScheduleSpec } from '@temporalio/client';
import { scheduleId, taskQueue } from '../workflows/ids.ts';

interface Upkeep {
  workflow: 'reconcile' | 'pollSms' | 'sweep' | 'archive' | 'refreshAnswering' | 'sealLedger' | 'checkLedger';
  spec: ScheduleSpec;
}

const upkeep: Upkeep[] = [
  { workflow: 'reconcile', spec: { intervals: [{ every: '1 minute' }] } },
  { workflow: 'pollSms', spec: { intervals: [{ every: '1 minute', offset: '30 seconds' }] } },
  { workflow: 'sweep', spec: { calendars: [{ hour: 3, minute: 30 }], timezone: 'Asia/Tokyo' } },
  { workflow: 'archive', spec: { intervals: [{ every: '1 hour', offset: '10 minutes' }] } },
  { workflow: 'refreshAnswering', spec: { intervals: [{ every: '1 hour', offset: '20 minutes' }] } },
  { workflow: 'sealLedger', spec: { intervals: [{ every: '10 minutes', offset: '4 minutes' }] } },
  { workflow: 'checkLedger', spec: { calendars: [{ hour: 4, minute: 15 }], timezone: 'Asia/Tokyo' } },
];

/** Creates the Schedules that are missing; at every boot, because Temporal may be a new one. */
export async function ensureSchedules(client: Client, installation: string): Promise<void> {
  for (const { workflow, spec } of upkeep) {
    const id = scheduleId(installation, workflow.toLowerCase());
    try {
      await client.schedule.create({
        scheduleId: id,
        spec,
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
        action: {
          type: 'startWorkflow',
          workflowType: workflow,
          taskQueue: taskQueue(installation, 'main'),
          workflowId: id,
          args: [],
        },
      });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }
}
