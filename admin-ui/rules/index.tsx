import { Route } from 'react-router';
import { MigrationPage } from './migration/MigrationPage.tsx';
import { Rules } from './Rules.tsx';
import { TrialPage } from './simulation/TrialPage.tsx';

export const rules = {
  list: Rules,
  children: [
    <Route key="migrations" path="migrations/:id" element={<MigrationPage />} />,
    <Route key="trials" path="trials/:id" element={<TrialPage />} />,
  ],
};
