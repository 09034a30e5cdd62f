import PhoneOutlined from '@mui/icons-material/PhoneOutlined';
import { Workspace } from './Workspace.tsx';

export const workspace = { list: Workspace, icon: PhoneOutlined };
