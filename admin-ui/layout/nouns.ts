import BarChartOutlined from '@mui/icons-material/BarChartOutlined';
import CalendarMonthOutlined from '@mui/icons-material/CalendarMonthOutlined';
import EventAvailableOutlined from '@mui/icons-material/EventAvailableOutlined';
import FolderOutlined from '@mui/icons-material/FolderOutlined';
import FormatListNumberedOutlined from '@mui/icons-material/FormatListNumberedOutlined';
import GridOnOutlined from '@mui/icons-material/GridOnOutlined';
import HistoryOutlined from '@mui/icons-material/HistoryOutlined';
import HomeOutlined from '@mui/icons-material/HomeOutlined';
import MailOutlined from '@mui/icons-material/MailOutlined';
import MonitorHeartOutlined from '@mui/icons-material/MonitorHeartOutlined';
import PaymentsOutlined from '@mui/icons-material/PaymentsOutlined';
import PhoneOutlined from '@mui/icons-material/PhoneOutlined';
import RuleOutlined from '@mui/icons-material/RuleOutlined';
import SettingsOutlined from '@mui/icons-material/SettingsOutlined';
import SmsOutlined from '@mui/icons-material/SmsOutlined';
import SwapHorizOutlined from '@mui/icons-material/SwapHorizOutlined';
import SyncAltOutlined from '@mui/icons-material/SyncAltOutlined';
import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import type { Status } from '../../api/schemas/status.ts';
import type { ja } from '../i18n/ja/index.ts';

export type NounName = keyof typeof ja.frame.nouns;

export interface Noun {
  name: NounName;
  icon: SvgIconComponent;
  /** The number beside it: what waits for somebody */
  count?: keyof NonNullable<Status['counts']>;
}

export interface NounGroup {
  name: keyof typeof ja.frame.groups;
  nouns: Noun[];
}

/** The nouns of the product, in the same order for everybody. A noun shows when its resource exists and the person may open it. */
export const nounGroups: NounGroup[] = [
  {
    name: 'work',
    nouns: [
      { name: 'home', icon: HomeOutlined },
      { name: 'workspace', icon: PhoneOutlined, count: 'tasks' },
      { name: 'tasks', icon: FormatListNumberedOutlined },
      { name: 'accounts', icon: FolderOutlined },
      { name: 'contacts', icon: HistoryOutlined },
      { name: 'promises', icon: EventAvailableOutlined, count: 'promises' },
    ],
  },
  {
    name: 'exchange',
    nouns: [
      { name: 'sms', icon: SmsOutlined, count: 'sms_unknown' },
      { name: 'letters', icon: MailOutlined, count: 'letters' },
      { name: 'payments', icon: PaymentsOutlined },
      { name: 'messages', icon: SwapHorizOutlined, count: 'messages' },
      { name: 'exchange', icon: SyncAltOutlined, count: 'exchange_errors' },
    ],
  },
  {
    name: 'manage',
    nouns: [
      { name: 'rules', icon: RuleOutlined },
      { name: 'calendar', icon: CalendarMonthOutlined },
      { name: 'statistics', icon: GridOnOutlined },
      { name: 'reports', icon: BarChartOutlined },
      { name: 'audit', icon: VerifiedUserOutlined },
      { name: 'system', icon: MonitorHeartOutlined },
      { name: 'settings', icon: SettingsOutlined },
    ],
  },
];
