import { Box, Button, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useLocaleState, useLogin } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { Notice } from '../parts/Notice.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { ApiProblem } from '../providers/http.ts';
import { sessionHasEnded } from '../providers/session.ts';
import { useStatus } from '../providers/status.ts';
import { DemoLogins } from './DemoLogins.tsx';
import { Mark } from './Mark.tsx';

export function LoginPage() {
  const { t, language } = useWords();
  const [locale, setLocale] = useLocaleState();
  const status = useStatus();
  const doLogin = useLogin();
  const [fields, setFields] = useState({ login: '', password: '' });
  const [failure, setFailure] = useState<ApiProblem | 'empty' | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (fields.login === '' || fields.password === '') return setFailure('empty');
    setFailure(null);
    setPending(true);
    try {
      await doLogin(fields);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(error);
    } finally {
      setPending(false);
    }
  }

  return (
    <Box
      component="main"
      lang={language}
      sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 6, bgcolor: 'var(--bg)' }}
    >
      <title>{`${t('frame.loginTitle')}｜Oshirase`}</title>
      <Box sx={{ display: 'flex', bgcolor: 'var(--paper)', border: '1px solid var(--line)', borderRadius: '8px' }}>
        <Box
          component="form"
          noValidate
          onSubmit={submit}
          sx={{ width: 380, p: 6, display: 'grid', gap: 4, alignContent: 'start' }}
        >
          <Box sx={{ ml: -4 }}>
            <Mark />
          </Box>
          <Box component="h1">{t('frame.centre')}</Box>
          {failure === null && sessionHasEnded() ? <Notice severity="info">{t('frame.sessionEnded')}</Notice> : null}
          {failure === 'empty' ? (
            <Notice severity="error">{t('frame.loginRequired')}</Notice>
          ) : (
            <ProblemAlert problem={failure} />
          )}
          <TextField
            id="login"
            label={t('frame.loginId')}
            value={fields.login}
            onChange={(event) => setFields({ ...fields, login: event.target.value })}
            autoFocus
            slotProps={{ htmlInput: { autoComplete: 'username', autoCapitalize: 'none', spellCheck: false } }}
          />
          <TextField
            id="password"
            type="password"
            label={t('frame.password')}
            value={fields.password}
            onChange={(event) => setFields({ ...fields, password: event.target.value })}
            slotProps={{ htmlInput: { autoComplete: 'current-password' } }}
          />
          <Button type="submit" variant="contained" color="primary" size="large" loading={pending}>
            {t('frame.login')}
          </Button>
          <Button
            variant="text"
            size="small"
            lang={locale === 'en' ? 'ja' : 'en'}
            sx={{ justifySelf: 'start' }}
            onClick={() => setLocale(locale === 'en' ? 'ja' : 'en')}
          >
            {t('frame.language')}
          </Button>
        </Box>
        {status?.demo ? <DemoLogins onChoose={setFields} /> : null}
      </Box>
    </Box>
  );
}
