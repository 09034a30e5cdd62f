import PhoneOutlined from '@mui/icons-material/PhoneOutlined';
import { Workspace } from './Workspace.tsx';

export default { list: Workspace, icon: PhoneOutlined };
