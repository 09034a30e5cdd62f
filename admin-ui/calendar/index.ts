import { OperatingCalendar } from './OperatingCalendar.tsx';

export const calendar = { list: OperatingCalendar };
