import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { AccessDenied } from '../layout/MissingPage.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Page, Pane, Panes } from '../parts/Page.tsx';
import { useReceivables } from '../parts/ReceivableFilter.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';
import { useCan } from '../providers/session.ts';
import { AddReceivable } from './AddReceivable.tsx';
import { LateCharge } from './LateCharge.tsx';
import { type Receivable, ReceivableForm } from './ReceivableForm.tsx';

/** 設定: the city's receivables as data; who manages changes their settings or adds one like another (A1). */
export function Settings() {
  const { t, language } = useWords();
  const mayRead = useCan('read', 'setting');
  const mayManage = useCan('administer', 'setting');
  const receivables = useReceivables();
  const [chosen, choose] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [tab, setTab] = useState<'settings' | 'lateCharge'>('settings');
  const selected = receivables.find(({ code }) => code === chosen) ?? receivables[0];
  const nameOf = ({ name_ja, name_en }: Receivable) => (language === 'ja' ? name_ja : name_en);
  const columns: Column<Receivable>[] = [
    {
      key: 'name',
      head: t('settings.name'),
      cell: (row) => (
        <Button
          variant="text"
          size="small"
          aria-pressed={!adding && row.code === selected?.code}
          sx={{
            p: 0,
            minHeight: 24,
            fontWeight: 700,
            textAlign: 'left',
            whiteSpace: language === 'ja' ? 'nowrap' : 'normal',
          }}
          onClick={() => {
            setAdding(false);
            choose(row.code);
          }}
        >
          {nameOf(row)}
        </Button>
      ),
    },
    { key: 'group', head: t('settings.group'), cell: ({ group_name }) => group_name },
    { key: 'department', head: t('settings.department'), cell: ({ department_name }) => department_name },
    { key: 'phone', head: t('settings.phone'), cell: ({ group_phone }) => group_phone },
    {
      key: 'data',
      head: t('settings.paymentsAsOf'),
      cell: ({ payments_as_of }) => <Moment at={payments_as_of} />,
    },
    { key: 'accounts', head: t('settings.accounts'), number: true, cell: ({ accounts }) => accounts },
    {
      key: 'active',
      head: t('settings.active'),
      width: 96,
      cell: ({ active }) => (
        <StateChip tone={active ? 'ok' : 'hold'}>{t(active ? 'settings.activeYes' : 'settings.activeNo')}</StateChip>
      ),
    },
  ];
  if (!mayRead) return <AccessDenied />;
  return (
    <Page
      title={t('settings.title')}
      about={t('about.settings')}
      end={mayManage ? <Button onClick={() => setAdding(true)}>{t('settings.add')}</Button> : null}
    >
      <Panes columns="minmax(0, 1fr) 424px">
        <Pane>
          <SectionHead end={t(mayManage ? 'settings.help' : 'settings.readOnly')}>
            {t('settings.receivables')}
          </SectionHead>
          <Table
            label={t('settings.receivables')}
            columns={columns}
            rows={receivables}
            rowKey={({ code }) => code}
            selected={({ code }) => !adding && code === selected?.code}
          />
        </Pane>
        <Pane side>
          {adding ? (
            <AddReceivable
              receivables={receivables}
              onDone={(code) => {
                setAdding(false);
                if (code) choose(code);
              }}
            />
          ) : selected ? (
            <>
              <Box sx={{ mb: 3 }}>
                <ToggleGroup
                  label={t('settings.whatToShow')}
                  value={tab}
                  choices={[
                    { value: 'settings', label: t('settings.settingsTab') },
                    { value: 'lateCharge', label: t('settings.lateChargeTab') },
                  ]}
                  onChange={setTab}
                />
              </Box>
              {tab === 'settings' ? (
                <ReceivableForm key={selected.code} receivable={selected} mayManage={mayManage} />
              ) : (
                <LateCharge key={selected.code} receivable={selected} mayManage={mayManage} />
              )}
            </>
          ) : (
            <Box>
              <EmptyState>{t('settings.choose')}</EmptyState>
            </Box>
          )}
        </Pane>
      </Panes>
    </Page>
  );
}
