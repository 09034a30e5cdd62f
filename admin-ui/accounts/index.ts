import { AccountList } from './AccountList.tsx';
import { AccountShow } from './AccountShow.tsx';

export const accounts = { list: AccountList, show: AccountShow };
