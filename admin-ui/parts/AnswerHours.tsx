import { Box } from '@mui/material';
import { weekdayCodes } from '../../domain/codes.ts';
import { useWords } from '../i18n/useWords.ts';

export interface AnswerHoursProps {
  label: string;
  hours: { weekday: number; hour: number; tries: number; answers: number }[];
}

/** Of one number: answered out of tried, by hour (rows) and weekday (columns), over the last twelve months. */
export function AnswerHours({ label, hours }: AnswerHoursProps) {
  const { t } = useWords();
  const tried = [...new Set(hours.map(({ hour }) => hour))].sort((left, right) => left - right);
  const at = (weekday: number, hour: number) => {
    const records = hours.filter((one) => one.weekday === weekday && one.hour === hour);
    const [answers, tries] = [sum(records, 'answers'), sum(records, 'tries')];
    return tries === 0 ? '' : `${answers}/${tries}`;
  };
  return (
    <Box component="table" aria-label={label} sx={tableStyle}>
      <thead>
        <tr>
          <th scope="col">{t('statistics.hour')}</th>
          {weekdayCodes.map((weekday) => (
            <th key={weekday} scope="col">
              {t(`rules.weekdays.${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tried.map((hour) => (
          <tr key={hour}>
            <th scope="row">{t('statistics.hourOf', { hour })}</th>
            {weekdayCodes.map((weekday, index) => (
              <td key={weekday}>{at(index + 1, hour)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Box>
  );
}

function sum(records: AnswerHoursProps['hours'], count: 'tries' | 'answers'): number {
  return records.reduce((all, record) => all + record[count], 0);
}

const tableStyle = {
  borderCollapse: 'collapse',
  width: '100%',
  fontSize: 13,
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': { borderTop: '1px solid var(--line)', px: 1, textAlign: 'right', whiteSpace: 'nowrap' },
  '& th': { color: 'var(--ink-2)', fontWeight: 400 },
} as const;
