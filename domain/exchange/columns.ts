import type { Column } from './layout.ts';

/** Columns that several layouts share. */
export const addressee: Column = {
  name: '宛名番号',
  key: 'addresseeNo',
  type: 'digits',
  required: true,
  maxLength: 15,
};
export const receivable: Column = {
  name: '債権',
  key: 'receivable',
  type: 'text',
  required: true,
  note: '債権の名称（市税 など）またはコード。送付元の所管する債権に限る',
};
export const taxItem: Column = {
  name: '税目',
  key: 'taxItem',
  type: 'text',
  required: true,
  note: '税目（料目）の名称またはコード',
};
export const noticeNo: Column = { name: '通知書番号', key: 'noticeNo', type: 'text', required: true, maxLength: 30 };
export const period: Column = { name: '期別', key: 'period', type: 'text', required: true, maxLength: 10 };
