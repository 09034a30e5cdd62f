/**
 * Every Temporal name as a function of our own ids, so that a name, number, address or 宛名番号 can never enter one (design.md § The
 * account workflow). All begin with the installation's id: two installations or a test run may share a server.
 */
export interface AccountRun {
  installation: string;
  /** Receivable code */
  receivable: string;
  /** uuid */
  accountId: string;
  episodeNo: number;
}

/** `<installation>/account/<receivable>/<account uuid>/<episode no>` */
export function accountWorkflowId({ installation, receivable, accountId, episodeNo }: AccountRun): string {
  return [part(installation), 'account', part(receivable), uuid(accountId), String(episodeNo)].join('/');
}

/** Whose run a workflow id names; null when it is not an account's. */
export function ofAccount(workflowId: string): Pick<AccountRun, 'accountId' | 'episodeNo'> | null {
  const [, accountId, episodeNo] = /^[^/]+\/account\/[^/]+\/([0-9a-f-]{36})\/(\d+)$/.exec(workflowId) ?? [];
  return accountId ? { accountId, episodeNo: Number(episodeNo) } : null;
}

/** `main` runs workflows, decisions and maintenance; the others carry outward activities, each with its own rate limit. */
export const queueKinds = ['main', 'sms', 'letters', 'exchange', 'simulation'] as const;
export type QueueKind = (typeof queueKinds)[number];

export function taskQueue(installation: string, kind: QueueKind): string {
  return `${part(installation)}/${kind}`;
}

/** The queue of another kind beside the one a workflow runs on. */
export function siblingQueue(mainQueue: string, kind: QueueKind): string {
  return taskQueue(mainQueue.slice(0, mainQueue.lastIndexOf('/')), kind);
}

export function scheduleId(installation: string, name: string): string {
  return `${part(installation)}/schedule/${part(name)}`;
}

export function letterBatchWorkflowId(installation: string, batchId: string): string {
  return `${part(installation)}/letter-batch/${uuid(batchId)}`;
}

export function exchangeWorkflowId(installation: string, fileId: string): string {
  return `${part(installation)}/exchange/${uuid(fileId)}`;
}

export function ruleMigrationWorkflowId(installation: string, migrationId: string): string {
  return `${part(installation)}/rule-migration/${uuid(migrationId)}`;
}

export function simulationWorkflowId(installation: string, simulationId: string): string {
  return `${part(installation)}/simulation/${uuid(simulationId)}`;
}

function part(text: string): string {
  if (!/^[a-z][a-z0-9_-]{0,40}$/.test(text)) throw new RangeError('An id part is lower-case letters, digits, - and _');
  return text;
}

function uuid(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw new RangeError('A workflow id needs a uuid');
  return text;
}
