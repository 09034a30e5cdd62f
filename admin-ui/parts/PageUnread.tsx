import { Box } from '@mui/material';
import { Link } from 'react-router';
import { Loading } from '../layout/Loading.tsx';
import { Page } from './Page.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';

export interface PageUnreadProps {
  title: string;
  /** Why its subject could not be read; null while it is being read */
  problem: unknown;
  /** Where to choose again */
  back: { to: string; label: string };
}

/** Instead of a page whose subject is not there: it is on its way, or what happened and the way back to where one chooses. */
export function PageUnread({ title, problem, back }: PageUnreadProps) {
  if (!problem) return <Loading />;
  return (
    <Page title={title}>
      <Box sx={{ p: 6 }}>
        <ProblemAlert problem={problem} action={<Link to={back.to}>{back.label}</Link>} />
      </Box>
    </Page>
  );
}
