import { setTimeout as pause } from 'node:timers/promises';
import { anAccount } from '../helpers/facts.ts';
import { CALLS, operators, STARTS_AT } from './layout.ts';
import { openPerson, type Person } from './person.ts';
import { poolOf } from './pool.ts';
import { type Finding, freshNumber, type Judgement, patiently, type Scenario, watched } from './scenario.ts';
import type { World } from './world.ts';

interface Home {
  accountId: string;
  number: string;
  phoneId: string;
}

const desks = new Map<string, Person>();
const seats = poolOf(operators);

/** An operator claims a case, rings the home, and records what came of it, pressing again whenever the screen says that it did not go. */
export const rings: Scenario = async (world) => {
  const lastDigit = 1 + Math.floor(Math.random() * 3);
  const home = await patiently(async () => {
    const number = freshNumber('landline', lastDigit);
    const account = await anAccount(world.db, { at: STARTS_AT, receivable: CALLS, phones: [number] });
    return { accountId: account.accountId, phoneId: account.phoneIds[0]!, number };
  });
  const taskId = await openTask(world, home);
  return async () => {
    const people = watched(work(world, home, taskId));
    return {
      isStill: async () => people.areDone() && isStill(world, home),
      judge: () => judge(world, home),
    };
  };
};

async function work(world: World, home: Home, taskId: string): Promise<void> {
  const login = await seats.take();
  const desk = desks.get(login) ?? openPerson(world.api, login);
  desks.set(login, desk);
  await workCase(world, desk, home, taskId);
  seats.giveBack(login);
}

async function openTask({ owner }: World, { accountId }: Home): Promise<string> {
  for (;;) {
    const { rows } = await patiently(() =>
      owner.query<{ id: string }>(`SELECT id FROM task WHERE account_id = $1 AND state = 'open' AND kind = 'call'`, [
        accountId,
      ]),
    );
    if (rows[0]) return rows[0].id;
    await pause(100);
  }
}

interface Screen {
  claim: { claim_id: string; version: number; phase: string };
  call: { id: string; state: string; line_result: string | null } | null;
}

async function workCase(
  { patience }: World,
  desk: Person,
  { accountId, phoneId }: Home,
  taskId: string,
): Promise<void> {
  const claimed = await desk.ask('POST', `/api/tasks/${taskId}/claim`);
  if (claimed.status !== 200) throw new Error(`claim: ${claimed.status} ${claimed.body.code}`);
  let screen = screenOf(claimed.body);
  const path = `/api/cases/${screen.claim.claim_id}`;
  let callId: string | null = null;
  for (const isTooLong = patience.waits(); callId === null;) {
    if (isTooLong()) throw new Error('The call cannot be made');
    const version = screen.claim.version;
    const rung = await desk.press(`${path}/calls`, { version, task_id: taskId, phone_id: phoneId });
    if (rung && rung.status !== 200 && !['call_running', 'gate_refused'].includes(String(rung.body.code)))
      throw new Error(`call: ${rung.status} ${rung.body.code}`);
    if (!rung) await pause(1_000); // then look, and press again only when the screen shows no call
    screen = await whenCallIsOver(desk);
    // What never went out shows no call; a home that was rung before answers "refused" and shows the one that rang.
    if (screen.call && !['cancelled', 'operator_unavailable'].includes(screen.call.line_result ?? ''))
      callId = screen.call.id;
    else if (rung?.body.code === 'gate_refused') callId = '';
    else await pause(200);
  }
  const result = await desk.ask('POST', `${path}/result`, {
    ...{ version: screen.claim.version, task_id: taskId, call_id: callId || null, phone_id: phoneId },
    ...{ outcome: 'no_answer', spoke_with: null, account_ids: [accountId] },
  });
  if (result.status !== 200) throw new Error(`result: ${result.status} ${result.body.code}`);
}

async function whenCallIsOver(desk: Person): Promise<Screen> {
  for (let looks = 0; ; looks += 1) {
    const screen = screenOf((await desk.ask('GET', '/api/cases/current')).body);
    if (screen.claim.phase !== 'in_call' && (!screen.call || screen.call.state === 'ended')) return screen;
    if (screen.call?.state === 'talking') await desk.ask('POST', `/api/calls/${screen.call.id}/hang-up`);
    if (looks > 3_000) throw new Error(`The call is never over: ${screen.call?.state}`);
    await pause(100);
  }
}

function screenOf(body: unknown): Screen {
  const screen = body as Partial<Screen>;
  if (!screen.claim) throw new Error('The case is gone from the screen');
  return { claim: screen.claim, call: screen.call ?? null };
}

async function isStill({ owner }: World, { accountId }: Home): Promise<boolean> {
  const { rowCount } = await owner.query(
    `SELECT FROM account a WHERE id = $1 AND fact_version = decided_version
        AND NOT EXISTS (SELECT FROM nudge n WHERE n.account_id = a.id AND n.sent_at IS NULL)
        AND NOT EXISTS (SELECT FROM intent i WHERE i.account_id = a.id AND i.state IN ('planned','attempted'))`,
    [accountId],
  );
  return rowCount === 1;
}

interface Records {
  intents: { state: string; call: string; result: string }[];
  contacts: number;
  started: number;
  tasks: number;
}

async function judge({ owner, asterisk }: World, { accountId, number }: Home): Promise<Judgement> {
  const { rows } = await owner.query<Records>(
    `SELECT ARRAY(SELECT json_build_object('state', i.state, 'call', c.state, 'result', c.line_result)
                    FROM intent i JOIN call c ON c.intent_id = i.id WHERE i.account_id = $1 ORDER BY i.attempt) AS intents,
            (SELECT count(*)::integer FROM contact WHERE account_id = $1 AND kind = 'call') AS contacts,
            (SELECT count(*)::integer FROM ledger WHERE account_id = $1 AND act = 'call_started') AS started,
            (SELECT count(*)::integer FROM task WHERE account_id = $1 AND kind = 'call') AS tasks`,
    [accountId],
  );
  const { intents, contacts, started, tasks } = rows[0]!;
  const heard = asterisk.rings.filter((ring) => ring.number === number).length;
  const count = (state: string) => intents.filter((intent) => intent.state === state).length;
  const [confirmed, unknown] = [count('confirmed'), count('unknown')];
  const seen = `rings ${heard}, intents ${intents.map(({ state }) => state).join('+') || 'none'}, calls ${intents.map(({ call, result }) => `${call} ${result}`).join('+')}, contacts ${contacts}, started ${started}, tasks ${tasks}`;
  const findings: Finding[] = [];
  if (heard > confirmed + unknown || heard > 1)
    findings.push({ kind: 'repeated', what: `rung without a record, or again: ${seen}` });
  if (contacts > 1 || tasks > 1) findings.push({ kind: 'repeated', what: `recorded twice: ${seen}` });
  if (contacts !== 1 || heard < confirmed || started !== intents.length || confirmed + unknown < 1)
    findings.push({ kind: 'lost', what: `ring or its record: ${seen}` });
  if (intents.some(({ call }) => call !== 'ended'))
    findings.push({ kind: 'lost', what: `a call that never ends: ${seen}` });
  return { findings, unknown };
}
