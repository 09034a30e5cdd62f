import { Route } from 'react-router';
import { MigrationPage } from './migration/MigrationPage.tsx';
import { Rules } from './Rules.tsx';
import { TriedPage } from './simulation/TriedPage.tsx';
import { NewTrial } from './trial/NewTrial.tsx';
import { TrialList } from './trial/TrialList.tsx';
import { TrialPage } from './trial/TrialPage.tsx';

export const rules = {
  list: Rules,
  children: (
    <>
      <Route path="migrations/:id" element={<MigrationPage />} />
      <Route path="tried/:id" element={<TriedPage />} />
      <Route path="trials" element={<TrialList />} />
      <Route path="trials/new" element={<NewTrial />} />
      <Route path="trials/:id" element={<TrialPage />} />
    </>
  ),
};
