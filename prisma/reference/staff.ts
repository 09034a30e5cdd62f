/** The demo's invented staff: one manager, one deputy, seven operators (§12), an auditor, a clerk per department, an administrator. */
export interface DemoStaff {
  login: string;
  name: string;
  kana: string;
  role: 'operator' | 'deputy' | 'manager' | 'auditor' | 'clerk' | 'administrator';
  department?: string;
  seat?: number;
}

/** Printed with the ready line and in the README; a demo's people are invented and its data too. */
export const demoPassword = 'Oshirase-2026';

/** Whom the login page offers, in this order. */
export const demoFaces = [
  'operator3',
  'operator1',
  'deputy',
  'manager',
  'auditor',
  'tax',
  'insurance',
  'admin',
] as const;

export const demoStaff: readonly DemoStaff[] = [
  { login: 'manager', name: '斎藤 由美子', kana: 'サイトウ ユミコ', role: 'manager' },
  { login: 'deputy', name: '本間 拓也', kana: 'ホンマ タクヤ', role: 'deputy', seat: 8 },
  { login: 'operator1', name: '丸山 菜月', kana: 'マルヤマ ナツキ', role: 'operator', seat: 1 },
  { login: 'operator2', name: '五十嵐 亮', kana: 'イガラシ リョウ', role: 'operator', seat: 2 },
  { login: 'operator3', name: '渡辺 千秋', kana: 'ワタナベ チアキ', role: 'operator', seat: 3 },
  { login: 'operator4', name: '高橋 美咲', kana: 'タカハシ ミサキ', role: 'operator', seat: 4 },
  { login: 'operator5', name: '小林 健', kana: 'コバヤシ ケン', role: 'operator', seat: 5 },
  { login: 'operator6', name: '阿部 沙織', kana: 'アベ サオリ', role: 'operator', seat: 6 },
  { login: 'operator7', name: '長谷川 誠', kana: 'ハセガワ マコト', role: 'operator', seat: 7 },
  { login: 'auditor', name: '金子 真理', kana: 'カネコ マリ', role: 'auditor' },
  { login: 'tax', name: '近藤 浩', kana: 'コンドウ ヒロシ', role: 'clerk', department: 'tax' },
  { login: 'insurance', name: '星野 恵', kana: 'ホシノ メグミ', role: 'clerk', department: 'insurance' },
  { login: 'care', name: '田村 修', kana: 'タムラ オサム', role: 'clerk', department: 'care' },
  { login: 'childcare', name: '山田 彩', kana: 'ヤマダ アヤ', role: 'clerk', department: 'childcare' },
  { login: 'admin', name: '石井 徹', kana: 'イシイ トオル', role: 'administrator' },
];
