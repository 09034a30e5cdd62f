import { proxyActivities } from '@temporalio/workflow';
import type { CalendarChangeActivities } from '../activities/calendar-change.ts';
import { untilDone } from './proxies.ts';

/**
 * Changes the operating calendar (A3). Started for the preview and again when the days have been changed; its state is a row, so that a lost
 * run begins where it was.
 */
export async function changeCalendar(changeId: string): Promise<void> {
  const { advanceCalendarChange } = proxyActivities<CalendarChangeActivities>({
    startToCloseTimeout: '2 hours',
    heartbeatTimeout: '1 minute',
    retry: untilDone,
  });
  await advanceCalendarChange(changeId);
}
