/** 76000 → '76,000'; the sign 円 or ¥ is the place's business. */
export function formatYen(amount: number): string {
  return amount.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');
}
