import { Route } from 'react-router';
import { ChangePage } from './ChangePage.tsx';
import { OperatingCalendar } from './OperatingCalendar.tsx';

export const calendar = {
  list: OperatingCalendar,
  children: <Route path="changes/:id" element={<ChangePage />} />,
};
