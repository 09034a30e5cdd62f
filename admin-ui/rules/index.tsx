import { Route } from 'react-router';
import { MigrationPage } from './migration/MigrationPage.tsx';
import { Rules } from './Rules.tsx';

export const rules = { list: Rules, children: <Route path="migrations/:id" element={<MigrationPage />} /> };
