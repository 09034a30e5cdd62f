import type { CalendarChange } from '../../api/schemas/calendar.ts';
import { day as dayText } from '../i18n/dates.ts';
import { holidayName } from '../i18n/holiday-name.ts';
import { useWords } from '../i18n/useWords.ts';
import { type Column, Table } from '../parts/Table.tsx';

const nowrap = { whiteSpace: 'nowrap' } as const;

type ChangedDay = CalendarChange['days'][number];

/** Each day that changes: its kind, and whether the city opens. */
export function ChangedDays({ days }: { days: readonly ChangedDay[] }) {
  const { t, code, language } = useWords();
  const pattern = (of: ChangedDay['before']) => (of ? t(`rules.patterns.${of}`) : t('calendar.unplanned'));
  const city = (open: boolean | null) => (open === null ? '' : t(open ? 'rules.cityOpen' : 'rules.cityClosed'));
  const columns: Column<ChangedDay>[] = [
    {
      key: 'day',
      head: t('calendar.day'),
      cell: ({ day }) => <span style={nowrap}>{dayText(day, language, { year: true })}</span>,
    },
    { key: 'from', head: t('calendar.from'), cell: ({ before }) => pattern(before) },
    {
      key: 'to',
      head: t('calendar.to'),
      cell: ({ before, after }) => (before === after ? pattern(after) : <b>{pattern(after)}</b>),
    },
    {
      key: 'city',
      head: t('calendar.city'),
      cell: ({ city_before, city_after, holiday_after }) => (
        <>
          {city_before === city_after || city_before === null ? (
            city(city_after)
          ) : (
            <b>{`${city(city_before)}→${city(city_after)}`}</b>
          )}{' '}
          {holiday_after ? holidayName(holiday_after, code) : ''}
        </>
      ),
    },
  ];
  return <Table label={t('calendar.days')} columns={columns} rows={[...days]} rowKey={({ day }) => day} />;
}
