import type { HoldKind } from '../../../domain/codes.ts';
import type { HoldRow } from '../../../domain/exchange-layout.ts';
import { addMonths } from '../../../domain/time.ts';
import { Dice } from './chance.ts';
import { type CityLine, type Filed, type Resident, senderOf } from './city.ts';
import { later } from './days.ts';

type Blocks = Pick<HoldRow, 'blocksCall' | 'blocksSms' | 'blocksLetter' | 'blocksExport'>;
const all: Blocks = { blocksCall: true, blocksSms: true, blocksLetter: true, blocksExport: true };
const reminders: Blocks = { blocksCall: true, blocksSms: true, blocksLetter: true, blocksExport: false };
const lettersOnly: Blocks = { blocksCall: false, blocksSms: false, blocksLetter: true, blocksExport: false };

interface Kind {
  weight: number;
  scope: HoldRow['scope'];
  blocks: Blocks;
  reason: string;
  /** Of the hold's end from today; null: until it is released */
  days: { least: number; most: number } | null;
}

const kinds: Readonly<Partial<Record<HoldKind, Kind>>> = {
  instalments: { weight: 38, scope: 'account', blocks: reminders, reason: '分割納付中', days: { least: 3, most: 300 } },
  collection_grace: {
    weight: 12,
    scope: 'line',
    blocks: reminders,
    reason: '徴収猶予の許可',
    days: { least: 5, most: 200 },
  },
  conversion_grace: {
    weight: 6,
    scope: 'account',
    blocks: lettersOnly,
    reason: '換価の猶予',
    days: { least: 20, most: 300 },
  },
  execution_stopped: { weight: 14, scope: 'account', blocks: all, reason: '執行停止', days: null },
  seizure: { weight: 10, scope: 'account', blocks: reminders, reason: '差押処分中', days: null },
  death: { weight: 6, scope: 'debtor', blocks: all, reason: '死亡。相続人調査中', days: null },
  bankruptcy: { weight: 4, scope: 'debtor', blocks: all, reason: '破産手続中', days: null },
  abroad: { weight: 4, scope: 'debtor', blocks: reminders, reason: '国外転出', days: null },
  department_request: {
    weight: 6,
    scope: 'account',
    blocks: reminders,
    reason: '所管課で相談中',
    days: { least: 1, most: 20 },
  },
};
const weights = Object.fromEntries(Object.entries(kinds).map(([kind, { weight }]) => [kind, weight])) as Record<
  HoldKind,
  number
>;

const SHARE = 0.07;

/** Holds in force on the first day: for about one debtor in fourteen, and always for the one whose heir is written to. */
export function holdsOf(seed: number, resident: Resident, lines: readonly CityLine[], today: string): Filed<HoldRow>[] {
  const dice = new Dice(seed, 'hold', resident.addresseeNo);
  const line = lines.find(({ listedOn }) => listedOn <= today);
  if (!line || resident.temperament.name in free || resident.sendTo || !dice.isLucky(SHARE)) return [];
  const kind = dice.weighted(weights);
  const { scope, blocks, reason, days } = kinds[kind]!;
  const named = scope === 'line' ? { taxItem: line.taxItem, noticeNo: line.noticeNo, period: line.period } : {};
  const row: HoldRow = {
    holdNo: `H${resident.addresseeNo}`,
    addresseeNo: resident.addresseeNo,
    scope,
    ...(scope === 'debtor' ? {} : { receivable: line.receivable }),
    ...named,
    kind,
    ...blocks,
    fromDate: later(addMonths(today, -dice.between(0, 5)), -dice.between(1, 25)),
    untilDate: days && later(today, dice.between(days.least, days.most)),
    reason,
  };
  return [{ sender: senderOf(line.receivable), on: today, row }];
}

/** Nothing stops the cast. */
const free: Readonly<Record<string, true>> = { silent: true, complainer: true, keeper: true };
