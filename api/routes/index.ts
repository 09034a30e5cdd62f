import type { FastifyInstance } from 'fastify';
import { accountRunRoutes } from './account-runs.ts';
import { accountRoutes } from './accounts.ts';
import { callRoutes } from './calls.ts';
import { calendarChangeRoutes } from './calendar-changes.ts';
import { calendarRoutes } from './calendar.ts';
import { caseRoutes } from './cases.ts';
import { codecRoutes } from './codec.ts';
import { connectionStatisticsRoutes } from './connection-statistics.ts';
import { correspondenceRoutes } from './correspondence.ts';
import { debtorRoutes } from './debtors.ts';
import { deliveryNoteRoutes } from './delivery-notes.ts';
import { demoRoutes } from './demo.ts';
import { eventRoutes } from './events.ts';
import { exchangeFileRoutes } from './exchange-files.ts';
import { healthRoutes } from './health.ts';
import { homeRoutes } from './home.ts';
import { lateChargeRoutes } from './late-charges.ts';
import { letterRoutes } from './letters.ts';
import { listRoutes } from './lists.ts';
import { operationRoutes } from './operations.ts';
import { resultRoutes } from './results.ts';
import { returnedMailRoutes } from './returned-mail.ts';
import { ruleMigrationRoutes } from './rule-migrations.ts';
import { ruleTrialRoutes } from './rule-trials.ts';
import { ruleVersionRoutes } from './rule-versions.ts';
import { channelStopRoutes } from './channel-stops.ts';
import { searchRoutes } from './search.ts';
import { sessionRoutes } from './session.ts';
import { settingRoutes } from './settings.ts';
import { simulationRoutes } from './simulations.ts';
import { smsRoutes } from './sms.ts';
import { statusRoutes } from './status.ts';
import { stuckAccountRoutes } from './stuck-accounts.ts';

const all = [
  accountRoutes,
  accountRunRoutes,
  callRoutes,
  calendarChangeRoutes,
  calendarRoutes,
  caseRoutes,
  codecRoutes,
  connectionStatisticsRoutes,
  correspondenceRoutes,
  homeRoutes,
  debtorRoutes,
  deliveryNoteRoutes,
  demoRoutes,
  eventRoutes,
  exchangeFileRoutes,
  healthRoutes,
  lateChargeRoutes,
  letterRoutes,
  listRoutes,
  operationRoutes,
  resultRoutes,
  returnedMailRoutes,
  ruleMigrationRoutes,
  ruleTrialRoutes,
  ruleVersionRoutes,
  channelStopRoutes,
  searchRoutes,
  sessionRoutes,
  settingRoutes,
  simulationRoutes,
  smsRoutes,
  statusRoutes,
  stuckAccountRoutes,
];

/** Every route file, one a noun. */
export async function routes(app: FastifyInstance): Promise<void> {
  for (const register of all) await register(app);
}
