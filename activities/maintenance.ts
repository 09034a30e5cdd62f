import { activityInfo, heartbeat } from '@temporalio/activity';
import { z } from 'zod';
import { faultPoint } from '../fault-point.ts';
import type { Clock } from '../domain/clock.ts';
import { dateOf } from '../domain/time.ts';
import { type Database, transaction } from '../prisma/database.ts';
import { cancelUnstartedCalls } from '../records/call-line.ts';
import { endExpired } from '../records/lease.ts';
import { refreshAnswerShares } from '../records/phone-hour.ts';
import { type Archived, archiveRuns } from './archive/archive.ts';
import { tellOfStops } from './channel-stop.ts';
import type { Herd } from './nudging.ts';
import { purgeNudges } from './outbox.ts';
import { resumeJobs } from './jobs.ts';
import { reconcileEpisodes } from './reconciler.ts';
import { activateRules } from './rule-activation.ts';
import { pollTexts } from './sms/poll.ts';
import type { SmsPort } from './sms/port.ts';
import { sweepEpisodes } from './sweep.ts';
import { judgeTrials } from './trial-judgement.ts';

/** Longer than the API waits for the gateway: a call that did not begin by then lost its API on the way. */
const STARTING_MS = 60_000;

export interface MaintenanceDeps extends Herd {
  db: Database;
  clock: Clock;
  sms: SmsPort;
}

export type MaintenanceActivities = ReturnType<typeof createMaintenanceActivities>;

export const createMaintenanceActivities = ({ db, clock, sms, client, installation }: MaintenanceDeps) => ({
  async reconcile(): Promise<number> {
    await endExpired(db, null);
    faultPoint('reconciler.leases_ended');
    const now = await clock.now();
    await cancelUnstartedCalls(db, now, { before: new Date(now.getTime() - STARTING_MS) });
    await activateRules(db, now);
    await tellOfStops(db);
    await judgeTrials(db, now);
    await resumeJobs(db, { client, installation });
    faultPoint('reconciler.jobs_resumed');
    const nudged = await reconcileEpisodes(db, clock);
    faultPoint('reconciler.nudged');
    return nudged;
  },
  pollSms: (): Promise<number> => pollTexts({ db, clock, sms }),
  async refreshAnswering(): Promise<number> {
    const today = dateOf(await clock.now());
    return transaction(db, (tx) => refreshAnswerShares(tx, today));
  },
  async sweep(): Promise<number> {
    const told: unknown = activityInfo().heartbeatDetails;
    const after = z.string().optional().catch(undefined).parse(told);
    await purgeNudges(db, () => heartbeat(after));
    return sweepEpisodes(db, { client, installation }, { beat: heartbeat, ...(after ? { after } : {}) });
  },
  archive: (): Promise<Archived> => archiveRuns({ db, client, installation }, heartbeat),
});
