import { Box, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { DemoLogins as DemoLoginsAnswer } from '../../api/schemas/demo.ts';
import { useWords } from '../i18n/useWords.ts';
import { api } from '../providers/http.ts';

/** Invented people of the demo, one of each role; only a demo knows them. */
export function DemoLogins({ onChoose }: { onChoose: (fields: { login: string; password: string }) => void }) {
  const { t } = useWords();
  const { data } = useQuery({
    queryKey: ['demo-logins'],
    queryFn: ({ signal }) => api.get<DemoLoginsAnswer>('/api/demo/logins', signal),
    staleTime: Infinity,
  });
  if (!data) return null;
  const { password, people } = data;
  return (
    <Box
      component="section"
      aria-labelledby="demo-logins"
      sx={{
        width: 340,
        p: 6,
        bgcolor: 'var(--warn-soft)',
        borderLeft: '1px solid #eadfb4',
        borderRadius: '0 8px 8px 0',
      }}
    >
      <h2 id="demo-logins">{t('frame.demoLogins')}</h2>
      <Box component="p" sx={{ mt: 1, mb: 3, fontSize: 13, color: 'var(--ink-2)' }}>
        {t('frame.demoLoginsHelp')}
      </Box>
      <Box component="ul" sx={{ display: 'grid', gap: 1 }}>
        {people.map(({ login, name, role }) => (
          <li key={login}>
            <Button
              fullWidth
              onClick={() => onChoose({ login, password })}
              sx={{ display: 'grid', gridTemplateColumns: '96px 1fr auto', justifyItems: 'start' }}
            >
              <b>{name}</b>
              <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
                {t(`frame.roles.${role}`)}
              </Box>
              <Box component="span" sx={{ fontFamily: 'var(--mono)', fontSize: 13 }}>
                {login}
              </Box>
            </Button>
          </li>
        ))}
      </Box>
      <Box component="p" sx={{ mt: 3, fontSize: 13 }}>
        {t('frame.password')}{' '}
        <Box component="code" sx={{ fontFamily: 'var(--mono)' }}>
          {password}
        </Box>
      </Box>
    </Box>
  );
}
