import { QueryClient } from '@tanstack/react-query';
import { Admin } from 'react-admin';
import { i18nProvider } from './i18n/provider.ts';
import { ErrorPage } from './layout/ErrorPage.tsx';
import { Layout } from './layout/Layout.tsx';
import { Loading } from './layout/Loading.tsx';
import { LoginPage } from './layout/LoginPage.tsx';
import { AccessDenied, NotFound } from './layout/MissingPage.tsx';
import { authProvider } from './providers/authProvider.ts';
import { dataProvider } from './providers/dataProvider.ts';
import { ApiProblem } from './providers/http.ts';
import { resources } from './resources.tsx';
import { Home } from './home/Home.tsx';
import { theme } from './theme.ts';

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && !(error instanceof ApiProblem && error.status > 0),
    },
  },
});

export function App() {
  return (
    <Admin
      title="Oshirase"
      theme={theme}
      lightTheme={theme}
      darkTheme={null}
      layout={Layout}
      dashboard={Home}
      loginPage={LoginPage}
      loading={Loading}
      error={ErrorPage}
      catchAll={NotFound}
      accessDenied={AccessDenied}
      authCallbackPage={false}
      authProvider={authProvider}
      dataProvider={dataProvider}
      i18nProvider={i18nProvider}
      queryClient={queryClient}
      requireAuth
      disableTelemetry
    >
      {resources}
    </Admin>
  );
}
