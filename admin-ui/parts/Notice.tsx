import CheckOutlined from '@mui/icons-material/CheckOutlined';
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined';
import { Alert } from '@mui/material';
import type { ReactNode } from 'react';

export interface NoticeProps {
  severity: 'info' | 'success' | 'warning' | 'error';
  children: ReactNode;
  action?: ReactNode;
}

const icons = {
  info: <InfoOutlined />,
  success: <CheckOutlined />,
  warning: <WarningAmberOutlined />,
  error: <ErrorOutlineOutlined />,
};

export function Notice({ severity, children, action }: NoticeProps) {
  return (
    <Alert severity={severity} icon={icons[severity]} action={action}>
      {children}
    </Alert>
  );
}
