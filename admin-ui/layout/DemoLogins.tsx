import { Box, Button } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';

/** Invented people of the demo, one of each role; only a demo's database knows them (prisma/reference/staff.ts). */
const password = 'Oshirase-2026';
const people = [
  { login: 'operator3', name: '渡辺 千秋', role: 'operator' },
  { login: 'operator1', name: '丸山 菜月', role: 'operator' },
  { login: 'deputy', name: '本間 拓也', role: 'deputy' },
  { login: 'manager', name: '斎藤 由美子', role: 'manager' },
  { login: 'auditor', name: '金子 真理', role: 'auditor' },
  { login: 'tax', name: '近藤 浩', role: 'clerk' },
  { login: 'insurance', name: '星野 恵', role: 'clerk' },
  { login: 'admin', name: '石井 徹', role: 'administrator' },
] as const;

export function DemoLogins({ onChoose }: { onChoose: (fields: { login: string; password: string }) => void }) {
  const { t } = useWords();
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
