import { Box } from '@mui/material';
import type { Home as HomeAnswer } from '../../api/schemas/home.ts';
import { useWords } from '../i18n/useWords.ts';
import { Figure } from '../parts/Figure.tsx';
import { listPath } from '../parts/list-path.ts';
import { Page, Pane, Panes } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { useCan } from '../providers/session.ts';
import { useStatus, type Wire } from '../providers/status.ts';
import { Callbacks } from './Callbacks.tsx';
import { ContactRates } from './ContactRates.tsx';
import { NextCase } from './NextCase.tsx';
import { OfficeHome } from './OfficeHome.tsx';
import { Queue } from './Queue.tsx';
import { Since } from './Since.tsx';
import { Today } from './Today.tsx';
import { useHome } from './useHome.ts';

export type HomeWire = Wire<HomeAnswer>;

/** 本日の業務 (ux/home): the next case with its reason, call-backs, other work; today against the plan at the right. */
export function Home() {
  const works = useCan('work', 'case');
  const reads = useCan('read', 'task');
  return reads ? <CentreHome works={works} /> : <OfficeHome />;
}

function CentreHome({ works }: { works: boolean }) {
  const { t } = useWords();
  const { data: home, error } = useHome();
  const counts = useStatus()?.counts;
  return (
    <Page
      title={t('home.title')}
      about={t(works ? 'about.home' : 'about.overview')}
      beside={
        <span>
          {home && home.allotted.length > 0
            ? t('home.allotted', { names: home.allotted.join('、') })
            : t('home.allReceivables')}
        </span>
      }
    >
      <Panes columns="minmax(0, 1fr) 420px">
        <Pane>
          <ProblemAlert problem={error} />
          {home ? (
            <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 6 }}>
              {works ? <NextCase home={home} /> : null}
              {works ? <Callbacks callbacks={home.callbacks} /> : null}
              <Box>
                <SectionHead>{t('home.others')}</SectionHead>
                <Box
                  sx={{
                    display: 'grid',
                    gridTemplateColumns: 'repeat(4, 1fr)',
                    gap: 4,
                    borderTop: '1px solid var(--line)',
                    pt: 3,
                  }}
                >
                  <Figure
                    label={t('home.noResult')}
                    value={home.other.no_result}
                    to={listPath('tasks', { state: 'no_result' })}
                  />
                  <Figure label={t('home.lettersToCheck')} value={home.other.letters_to_check} to="/letters" />
                  <Figure
                    label={t('home.messages')}
                    value={home.other.messages_answered}
                    to="/messages?state=answered"
                  />
                  <Figure
                    label={t('home.promises')}
                    value={counts?.promises ?? '—'}
                    to={listPath('promises', { state: 'open' })}
                  />
                </Box>
              </Box>
              <Queue
                queue={home.queue.slice(works ? 1 : 0, works ? undefined : 5)}
                first={works ? 2 : 1}
                left={counts?.tasks ?? 0}
              />
            </Box>
          ) : null}
        </Pane>
        <Pane side>
          {home ? (
            <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 6 }}>
              <Today today={home.today} />
              <ContactRates rates={home.contact_rates} />
              <Since since={home.happened} />
            </Box>
          ) : null}
        </Pane>
      </Panes>
    </Page>
  );
}
