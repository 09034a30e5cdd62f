import { Route } from 'react-router';
import { ExchangeList } from './ExchangeList.tsx';
import { FilePage } from './FilePage.tsx';
import { LayoutsPage } from './LayoutsPage.tsx';

export const exchange = {
  list: ExchangeList,
  show: FilePage,
  children: <Route path="layouts" element={<LayoutsPage />} />,
};
