import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Link } from 'react-router';
import { useWords } from '../../i18n/useWords.ts';
import { Moment } from '../../parts/Moment.tsx';
import { SectionHead } from '../../parts/SectionHead.tsx';
import { useCan } from '../../providers/session.ts';
import { useVerb } from '../../providers/useVerb.ts';
import type { Version } from '../rule-version.ts';
import { WhyForm } from '../WhyForm.tsx';
import { useMigrations } from './migrations.ts';

/** Running accounts keep their version; moving them to the active one is an act of its own, begun here. */
export function MigrationPane({ version }: { version: Version }) {
  const { t, code } = useWords();
  const navigate = useNavigate();
  const mayMove = useCan('administer', 'rule');
  const { data } = useMigrations(version.receivable_code);
  const [asking, ask] = useState(false);
  const begin = useVerb<{ to_version_id: string; reason: string }, { id: string }>({ path: '/api/rule-migrations' });
  const isActive = version.status === 'active';
  if (!isActive && (data ?? []).length === 0) return null;
  return (
    <Box sx={{ mt: 5 }}>
      <SectionHead
        level={3}
        end={
          mayMove && isActive && !asking ? (
            <Button size="small" onClick={() => ask(true)}>
              {t('rules.migration.begin')}
            </Button>
          ) : null
        }
      >
        {t('rules.migration.head')}
      </SectionHead>
      {asking ? (
        <WhyForm
          label={t('rules.migration.preview')}
          problem={begin.error}
          busy={begin.isPending}
          onCancel={() => ask(false)}
          onReason={(reason) =>
            begin.mutate(
              { to_version_id: version.id, reason },
              { onSuccess: ({ id }) => void navigate(`/rules/migrations/${id}`) },
            )
          }
        />
      ) : null}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', fontSize: 13 }}>
        {(data ?? []).map((migration) => (
          <Box component="li" key={migration.id} sx={{ py: 1, borderBottom: '1px solid var(--line)' }}>
            <Link to={`/rules/migrations/${migration.id}`}>
              {t('rules.migration.title', { version: migration.to_version })}
            </Link>{' '}
            {code('ruleMigrationStates', migration.state)} <Moment at={migration.requested_at} />
          </Box>
        ))}
      </Box>
    </Box>
  );
}
