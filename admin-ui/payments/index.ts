import { PaymentList } from './PaymentList.tsx';

export const payments = { list: PaymentList };
