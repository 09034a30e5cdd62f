/** The contract's receivables, their groups and departments (§5, §10(1)イ, §15(2)): data, which a manager may change afterwards. */

export const departments = [
  { code: 'tax', nameJa: '納税課', nameEn: 'Tax Payment Division' },
  { code: 'insurance', nameJa: '保険年金課', nameEn: 'Insurance and Pension Division' },
  { code: 'care', nameJa: '介護保険課', nameEn: 'Long-term Care Insurance Division' },
  { code: 'childcare', nameJa: '保育課', nameEn: 'Childcare Division' },
] as const;

export const groups = [
  { code: 'tax', nameJa: '市税', nameEn: 'City tax', phone: '025-000-0101', target: 40 },
  { code: 'premiums', nameJa: '3保険料', nameEn: 'Three premiums', phone: '025-000-0102', target: 35 },
  { code: 'childcare', nameJa: '保育料等', nameEn: 'Childcare fees', phone: '025-000-0103', target: 55 },
] as const;

export const receivables = [
  { code: 'city_tax', group: 'tax', department: 'tax', nameJa: '市税', nameEn: 'City tax' },
  {
    code: 'health',
    group: 'premiums',
    department: 'insurance',
    nameJa: '国民健康保険料',
    nameEn: 'National health insurance premium',
  },
  {
    code: 'elderly',
    group: 'premiums',
    department: 'insurance',
    nameJa: '後期高齢者医療保険料',
    nameEn: 'Late-stage elderly medical premium',
  },
  {
    code: 'care',
    group: 'premiums',
    department: 'care',
    nameJa: '介護保険料',
    nameEn: 'Long-term care insurance premium',
  },
  { code: 'childcare', group: 'childcare', department: 'childcare', nameJa: '保育料等', nameEn: 'Childcare fees' },
] as const;

export const taxItems = [
  {
    code: 'resident_tax',
    receivable: 'city_tax',
    nameJa: '市・県民税普通徴収',
    nameEn: 'Resident tax, ordinary collection',
  },
  {
    code: 'property_tax',
    receivable: 'city_tax',
    nameJa: '固定資産税・都市計画税',
    nameEn: 'Property and city planning tax',
  },
  { code: 'vehicle_tax', receivable: 'city_tax', nameJa: '軽自動車税種別割', nameEn: 'Light vehicle tax' },
  { code: 'health_premium', receivable: 'health', nameJa: '国民健康保険料', nameEn: 'Health insurance premium' },
  { code: 'elderly_premium', receivable: 'elderly', nameJa: '後期高齢者医療保険料', nameEn: 'Elderly medical premium' },
  { code: 'care_premium', receivable: 'care', nameJa: '介護保険料', nameEn: 'Care insurance premium' },
  { code: 'childcare_fee', receivable: 'childcare', nameJa: '保育料', nameEn: 'Childcare fee' },
  { code: 'extended_childcare', receivable: 'childcare', nameJa: '延長保育料', nameEn: 'Extended childcare fee' },
  { code: 'temporary_childcare', receivable: 'childcare', nameJa: '一時保育料', nameEn: 'Temporary childcare fee' },
  { code: 'side_dish_fee', receivable: 'childcare', nameJa: '副食費', nameEn: 'Side dish fee' },
] as const;

export type ReceivableRow = (typeof receivables)[number];
