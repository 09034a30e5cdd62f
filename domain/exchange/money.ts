import { addressee, noticeNo, period, receivable, taxItem } from './columns.ts';
import type { Layout } from './layout.ts';

export const arrears: Layout = {
  interface: 'arrears',
  nameJa: '滞納明細',
  nameEn: 'Arrears',
  key: ['addresseeNo', 'taxItem', 'noticeNo', 'period'],
  fullReplacement: true,
  columns: [
    addressee,
    receivable,
    taxItem,
    { name: '調定年度', key: 'assessedYear', type: 'year', required: true },
    { name: '賦課年度', key: 'taxedYear', type: 'year', required: true },
    noticeNo,
    period,
    { name: '納期限', key: 'dueDate', type: 'day', required: true },
    { name: '督促日', key: 'demandDate', type: 'day' },
    { name: '時効完成日', key: 'prescriptionDate', type: 'day' },
    { name: '調定額', key: 'assessed', type: 'yen', required: true },
    { name: '未納額', key: 'outstanding', type: 'yen', required: true, note: '基準日時までの納付を除いた本税（料）' },
  ],
};

export const payments: Layout = {
  interface: 'payments',
  nameJa: '収納',
  nameEn: 'Payments',
  key: ['receivable', 'paymentKey'],
  fullReplacement: false,
  columns: [
    { name: '納付キー', key: 'paymentKey', type: 'text', required: true, maxLength: 40 },
    receivable,
    addressee,
    { ...noticeNo, required: false, note: '空欄は納期限の古い明細から充てる' },
    { ...period, required: false, note: '空欄はその通知書の納期限の古い期から充てる' },
    {
      name: '種別',
      key: 'stage',
      type: 'code',
      required: true,
      codes: { 速報: 'preliminary', 確報: 'final', 取消: 'cancelled' },
    },
    { name: '金額', key: 'amount', type: 'yen', required: true, note: '本税（料）。1円以上' },
    { name: '延滞金', key: 'lateCharge', type: 'yen' },
    { name: '納付日', key: 'paidOn', type: 'day', required: true },
    {
      name: '納付方法',
      key: 'method',
      type: 'code',
      required: true,
      codes: {
        窓口: 'counter',
        コンビニ: 'convenience',
        口座振替: 'direct_debit',
        スマートフォン: 'smartphone',
        差押: 'seizure',
        還付充当: 'refund_offset',
        その他: 'other',
      },
    },
  ],
};
