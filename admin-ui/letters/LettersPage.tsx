import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { day } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { Page } from '../parts/Page.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';
import { useStatus } from '../providers/status.ts';
import { dateOf } from '../../domain/time.ts';
import { HandedView } from './HandedView.tsx';
import { OutView } from './OutView.tsx';
import { ReturnedView } from './ReturnedView.tsx';
import { useReceives } from './useReceives.ts';
import { WorkView } from './WorkView.tsx';

const views = ['work', 'handed', 'returned', 'out'] as const;
type View = (typeof views)[number];

/** 催告書 (ux/letters): batches by stage, two people's checks, hand-over, the department's receipt. `?view=&batch=` keep the place. */
export function LettersPage() {
  const { t, language } = useWords();
  const now = useStatus()?.business_now;
  const receives = useReceives();
  const [params, setParams] = useSearchParams();
  const asked = views.find((view) => view === params.get('view'));
  const view = asked ?? (receives ? 'handed' : 'work');
  const show = useCallback((next: View) => setParams({ view: next }), [setParams]);
  const chosen = params.get('batch');
  const choose = useCallback((id: string) => setParams({ view, batch: id }, { replace: true }), [setParams, view]);
  return (
    <Page
      title={t('letters.title')}
      about={t(receives ? 'about.receiving' : 'about.letters')}
      beside={now ? <span>{t('letters.workOf', { date: day(dateOf(new Date(now)), language) })}</span> : null}
      end={
        <ToggleGroup
          label={t('letters.views.label')}
          value={view}
          choices={views.map((value) => ({ value, label: t(`letters.views.${value}`) }))}
          onChange={show}
        />
      }
    >
      {view === 'work' ? <WorkView chosen={chosen} onChoose={choose} onHanded={() => show('handed')} /> : null}
      {view === 'handed' ? <HandedView chosen={chosen} onChoose={choose} /> : null}
      {view === 'returned' ? <ReturnedView /> : null}
      {view === 'out' ? <OutView /> : null}
    </Page>
  );
}
