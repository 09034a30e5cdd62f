import { Box } from '@mui/material';
import { Link } from 'react-router';
import { Page } from './Page.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';

export interface PageProblemProps {
  /** Of the page that could not be read */
  title: string;
  problem: unknown;
  /** Where to choose again */
  back: { to: string; label: string };
}

/** Instead of a page whose subject could not be read: what happened, and the way back to where one chooses. */
export function PageProblem({ title, problem, back }: PageProblemProps) {
  return (
    <Page title={title}>
      <Box sx={{ p: 6 }}>
        <ProblemAlert problem={problem} action={<Link to={back.to}>{back.label}</Link>} />
      </Box>
    </Page>
  );
}
