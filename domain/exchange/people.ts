import { addressee } from './columns.ts';
import type { Layout } from './layout.ts';

export const debtors: Layout = {
  interface: 'debtors',
  nameJa: '対象者',
  nameEn: 'Debtors',
  key: ['addresseeNo'],
  fullReplacement: false,
  columns: [
    addressee,
    { name: '区分', key: 'kind', type: 'code', required: true, codes: { 個人: 'person', 法人: 'company' } },
    { name: '氏名', key: 'name', type: 'text', required: true, maxLength: 100 },
    { name: 'カナ', key: 'kana', type: 'kana', required: true, maxLength: 100 },
    { name: '生年月日', key: 'birthDate', type: 'day' },
    { name: '郵便番号', key: 'postcode', type: 'postcode', required: true },
    { name: '住所', key: 'address', type: 'text', required: true, maxLength: 200 },
    { name: '区', key: 'ward', type: 'text', maxLength: 20 },
    {
      name: '世帯番号',
      key: 'householdNo',
      type: 'digits',
      maxLength: 15,
      note: '空欄は世帯不明。法人とDV保護の方は使わない',
    },
    {
      name: 'DV保護',
      key: 'dvProtected',
      type: 'flag',
      note: '1 保護中、0 解除、空欄は変更なし（他の所管課の指定を消さない）',
    },
    { name: '送付先氏名', key: 'sendToName', type: 'text', maxLength: 100, note: '送付元の所管する債権すべてに使う' },
    { name: '送付先郵便番号', key: 'sendToPostcode', type: 'postcode' },
    { name: '送付先住所', key: 'sendToAddress', type: 'text', maxLength: 200 },
    {
      name: '代理区分',
      key: 'representative',
      type: 'code',
      codes: { 相続人代表者: 'heir', 納税管理人: 'tax_agent', 成年後見人: 'guardian' },
    },
    { name: '連絡先電話番号', key: 'contactPhone', type: 'phone', note: '§8(3)イ 別に指定する連絡先' },
  ],
};

export const phones: Layout = {
  interface: 'phones',
  nameJa: '電話番号',
  nameEn: 'Phones',
  key: ['addresseeNo', 'number'],
  fullReplacement: false,
  columns: [
    addressee,
    { name: '電話番号', key: 'number', type: 'phone', required: true },
    {
      name: '所有者',
      key: 'owner',
      type: 'code',
      required: true,
      codes: { 本人: 'self', 世帯: 'household', 勤務先: 'work', その他: 'other' },
    },
    {
      name: '状態',
      key: 'status',
      type: 'code',
      required: true,
      codes: { 有効: 'active', 欠番: 'dead', 番号違い: 'wrong' },
      note: 'センターが欠番とした番号は、より新しい取得日の「有効」で戻る',
    },
    { name: '取得日', key: 'obtainedOn', type: 'day', required: true },
  ],
};
