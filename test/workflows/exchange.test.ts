import { beforeAll, expect, test } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { dataConverter } from '../../activities/codec.ts';
import { createExchangeActivities } from '../../activities/exchange/activities.ts';
import { receiveFile } from '../../activities/exchange/take-in.ts';
import { writeExchangeFile } from '../../activities/exchange/write.ts';
import { exchangeFileName } from '../../domain/exchange-layout.ts';
import { exchangeWorkflowId, taskQueue } from '../../workflows/ids.ts';
import { fileAnswered } from '../../workflows/messages.ts';
import { staffId, testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { aDebtor, fileRow, setClock } from '../helpers/exchange.ts';
import { timeSkipping } from '../helpers/temporal.ts';
import { stage, testKeys, withActivities } from '../helpers/workflows.ts';

const { db } = await testDatabase();
const scene = await stage(await timeSkipping({ dataConverter: dataConverter(testKeys) }));
const clock = setClock('2026-09-01T10:00:00+09:00');
let sequence = 0;

beforeAll(() => testCity(db));

async function play(work: () => Promise<void>): Promise<void> {
  const intake = await Worker.create({
    connection: scene.env.nativeConnection,
    dataConverter: dataConverter(testKeys),
    taskQueue: taskQueue('test', 'exchange'),
    activities: createExchangeActivities({ db, clock }),
  });
  await intake.runUntil(withActivities(scene, 'test', { main: {} }, work));
}

async function received(bytes = writeExchangeFile('debtors', [aDebtor(String(++sequence))])): Promise<string> {
  const asOf = new Date('2026-09-01T06:00:00+09:00');
  const fileName = exchangeFileName({ sender: 'tax', interface: 'debtors', sequence: ++sequence, asOf });
  return receiveFile(db, clock, { fileName, bytes });
}

function started(fileId: string, commitByItself: boolean) {
  return scene.env.client.workflow.start('takeInFile', {
    workflowId: exchangeWorkflowId('test', fileId),
    taskQueue: taskQueue('test', 'main'),
    args: [fileId, commitByItself],
  });
}

test('the night’s file is checked and taken in by itself', () =>
  play(async () => {
    const id = await received();
    expect(await (await started(id, true)).result()).toBe('committed');
    expect(await fileRow(db, id)).toMatchObject({ state: 'committed', added_count: 1, content: null });
  }));

test('an uploaded file waits until somebody has seen what it changes', () =>
  play(async () => {
    const id = await received();
    const operator = await staffId(db, 'tax');
    const handle = await started(id, false);
    while ((await fileRow(db, id)).state === 'checking') await scene.env.sleep('1 second');
    expect(await fileRow(db, id)).toMatchObject({ state: 'checked', added_count: 1 });
    expect((await db.query('SELECT FROM debtor WHERE addressee_no = $1', [String(sequence - 1)])).rowCount).toBe(0);
    await handle.signal(fileAnswered, { commit: true, staffId: operator });
    expect(await handle.result()).toBe('committed');
    const { rows } = await db.query('SELECT committed_by FROM exchange_file WHERE id = $1', [id]);
    expect(rows).toEqual([{ committed_by: operator }]);
  }));

test('a file that nobody answers is put aside', () =>
  play(async () => {
    expect(await (await started(await received(), false)).result()).toBe('rejected');
  }));

test('a file with errors ends with its list, whatever was asked', () =>
  play(async () => {
    const id = await received(Buffer.from('宛名番号\r\n1'));
    expect(await (await started(id, true)).result()).toBe('rejected');
    expect((await fileRow(db, id)).error_count).toBeGreaterThan(0);
  }));
