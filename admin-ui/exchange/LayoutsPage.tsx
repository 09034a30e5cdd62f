import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  type Column as LayoutColumn,
  type ExchangeInterface,
  exchangeInterfaces,
  exchangeLayouts,
} from '../../domain/exchange-layout.ts';
import { useWords } from '../i18n/useWords.ts';
import { Page } from '../parts/Page.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';

/** The layouts of the files, from the table that reads them (docs/exchange.md says the same). */
export function LayoutsPage() {
  const { t, language } = useWords();
  const [chosen, setChosen] = useState<ExchangeInterface>('arrears');
  const layout = exchangeLayouts[chosen];
  const heading = (key: string) => layout.columns.find((column) => column.key === key)?.name ?? key;
  const columns: Column<LayoutColumn>[] = [
    { key: 'name', head: t('exchange.heading'), width: 160, cell: ({ name }) => <b>{name}</b> },
    {
      key: 'required',
      head: t('common.required'),
      width: 80,
      cell: ({ required }) => t(required ? 'common.required' : 'common.optional'),
    },
    {
      key: 'form',
      head: t('exchange.form'),
      cell: ({ type, codes, maxLength }) =>
        [
          codes ? Object.keys(codes).join('・') : t(`exchange.types.${type}`),
          maxLength ? t('exchange.length', { max: maxLength }) : '',
        ]
          .filter(Boolean)
          .join('、'),
    },
    { key: 'note', head: t('exchange.note'), cell: ({ note }) => note ?? '' },
  ];
  return (
    <Page
      title={t('exchange.layouts')}
      about={t('about.layouts')}
      end={
        <>
          <ToggleGroup
            label={t('exchange.interface')}
            value={chosen}
            choices={exchangeInterfaces.map((value) => ({
              value,
              label: language === 'ja' ? exchangeLayouts[value].nameJa : exchangeLayouts[value].nameEn,
            }))}
            onChange={setChosen}
          />
          <Button component={Link} to="/exchange" size="small">
            {t('exchange.back')}
          </Button>
        </>
      }
    >
      <Box sx={{ px: 6, py: 3, overflow: 'auto', display: 'grid', gap: 3, alignContent: 'start' }}>
        <Box>
          <p>{t('exchange.layoutHelp')}</p>
          <p>{t('exchange.layoutName')}</p>
          <p>
            {t(layout.fullReplacement ? 'exchange.full' : 'exchange.partial')}　{t('exchange.layoutKey')}:{' '}
            {layout.key.map(heading).join('、')}
          </p>
        </Box>
        <Table label={t('exchange.layouts')} columns={columns} rows={[...layout.columns]} rowKey={({ key }) => key} />
      </Box>
    </Page>
  );
}
