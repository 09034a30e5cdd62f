import { Button, TextField } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { type LateChargeDraft, type RateDraft, withNextYear } from './late-charge-draft.ts';

interface RateRowsProps {
  draft: LateChargeDraft;
  wrong: ReadonlySet<string>;
  mayManage: boolean;
  change: (draft: LateChargeDraft) => void;
}

const parts = ['fromYear', 'low', 'high'] as const;

/** Yearly rates, the newest first; the next year's are published by the end of November. */
export function RateRows({ draft, wrong, mayManage, change }: RateRowsProps) {
  const { t } = useWords();
  const set = (index: number, part: keyof RateDraft, text: string) =>
    change({ ...draft, rates: draft.rates.map((row, at) => (at === index ? { ...row, [part]: text } : row)) });
  const columns: Column<RateDraft & { index: number }>[] = parts.map((part) => ({
    key: part,
    head: t(`settings.lateCharge.rates.${part}`),
    number: true,
    cell: (row) => (
      <TextField
        value={row[part]}
        error={wrong.has(`rates.${row.index}.${part}`) || wrong.has('rates')}
        onChange={({ target }) => set(row.index, part, target.value)}
        sx={{ width: 80, '& input': { textAlign: 'right' } }}
        slotProps={{
          htmlInput: {
            readOnly: !mayManage,
            inputMode: 'decimal',
            maxLength: 6,
            'aria-label': `${row.fromYear} ${t(`settings.lateCharge.rates.${part}`)}`,
          },
        }}
      />
    ),
  }));
  return (
    <>
      <SectionHead
        level={3}
        end={
          mayManage ? (
            <Button size="small" onClick={() => change(withNextYear(draft))}>
              {t('settings.lateCharge.addYear')}
            </Button>
          ) : null
        }
      >
        {t('settings.lateCharge.ratesHead')}
      </SectionHead>
      <Table
        label={t('settings.lateCharge.ratesHead')}
        columns={columns}
        rows={draft.rates.map((row, index) => ({ ...row, index }))}
        rowKey={({ index }) => String(draft.rates.length - index)}
      />
    </>
  );
}
