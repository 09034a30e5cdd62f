import { Box, Button } from '@mui/material';
import type { ReceivableRow } from '../../api/schemas/setting.ts';
import { useWords } from '../i18n/useWords.ts';
import { EraDate } from '../parts/EraDate.tsx';
import { Figure } from '../parts/Figure.tsx';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { useCan } from '../providers/session.ts';
import type { Wire } from '../providers/status.ts';
import type { Version, VersionRow } from './rule-version.ts';

interface VersionFactsProps {
  shown: Version;
  versions: VersionRow[];
  receivable: Wire<ReceivableRow> | null;
  choose: (id: string) => void;
}

/** Who follows this version, what it is known by, the settings beside it, and the other versions. */
export function VersionFacts({ shown, versions, receivable, choose }: VersionFactsProps) {
  const { t, code } = useWords();
  const mayOpen = useCan('read', 'account');
  const columns: Column<VersionRow>[] = [
    {
      key: 'version',
      head: t('rules.version'),
      cell: ({ id, version }) => (
        <Button
          variant="text"
          size="small"
          aria-pressed={id === shown.id}
          sx={{ p: 0, height: 24 }}
          onClick={() => choose(id)}
        >
          {t('common.ruleVersion', { version })}
        </Button>
      ),
    },
    { key: 'state', head: t('common.state'), cell: ({ status }) => code('ruleStates', status) },
    {
      key: 'from',
      head: t('rules.effectiveFrom'),
      cell: ({ effective_from }) => <EraDate date={effective_from} />,
    },
    { key: 'accounts', head: t('rules.followingShort'), number: true, cell: ({ episodes }) => episodes },
  ];
  return (
    <>
      <Figure
        label={t('rules.following')}
        value={shown.episodes}
        unit={t('rules.accounts')}
        to={
          mayOpen
            ? `/accounts?filter=${encodeURIComponent(JSON.stringify({ receivable_code: shown.receivable_code }))}`
            : undefined
        }
      />
      <Box component="p" sx={{ mb: 4, fontSize: 13, color: 'var(--ink-2)' }}>
        {t('rules.followingHelp')}
      </Box>
      <LabelForm head={132}>
        <LabelCell head={t('rules.effectiveFrom')}>
          <EraDate date={shown.effective_from} long />
        </LabelCell>
        <LabelCell head={t('rules.hash')}>
          <span style={{ fontFamily: 'var(--mono)', fontSize: 13, overflowWrap: 'anywhere' }}>
            {shown.content_hash}
          </span>
        </LabelCell>
      </LabelForm>
      {receivable ? <Settings settings={receivable.settings} /> : null}
      <Box sx={{ mt: 5 }}>
        <SectionHead level={3}>{t('rules.versions')}</SectionHead>
        <Table
          label={t('rules.versions')}
          columns={columns}
          rows={versions}
          rowKey={({ id }) => id}
          selected={({ id }) => id === shown.id}
        />
      </Box>
    </>
  );
}

function Settings({ settings }: { settings: Wire<ReceivableRow>['settings'] }) {
  const { t } = useWords();
  const days = (name: string) => t('common.days', { smart_count: Number(settings[name]) });
  return (
    <Box sx={{ mt: 5 }}>
      <SectionHead level={3}>{t('rules.settings')}</SectionHead>
      <LabelForm head={184}>
        <LabelCell head={t('rules.demandTerm')}>{days('demandTermDays')}</LabelCell>
        <LabelCell head={t('rules.dataAge')}>{days('paymentDataMaxAgeDays')}</LabelCell>
        <LabelCell head={t('rules.letters')}>{t(settings.letters ? 'rules.lettersYes' : 'rules.lettersNo')}</LabelCell>
      </LabelForm>
    </Box>
  );
}
