/** A figure with its 95 % confidence interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** So many of so many independent units. */
export interface Share {
  count: number;
  of: number;
}

/** The standard normal quantile of 97.5 %. */
const Z = 1.959963984540054;
/** Of 80 %. */
const Z_OF_POWER = 0.8416212335729143;

/**
 * Wilson's score interval for one share (E. B. Wilson, JASA 22, 1927, 209-212; method 3 of R. G. Newcombe, Statistics in Medicine 17, 1998,
 * 857-872): never beyond 0 or 1, and honest for few units. Null without any.
 */
export function wilson({ count, of }: Share): Estimate | null {
  if (of === 0) return null;
  const value = count / of;
  const centre = 2 * count + Z * Z;
  const reach = Z * Math.sqrt(Z * Z + 4 * count * (1 - value));
  const scale = 2 * (of + Z * Z);
  return { value, low: Math.max(0, (centre - reach) / scale), high: Math.min(1, (centre + reach) / scale) };
}

/** The difference first − second of two independent shares: method 10 of R. G. Newcombe, Statistics in Medicine 17, 1998, 873-890. */
export function shareDifference(first: Share, second: Share): Estimate | null {
  const [one, two] = [wilson(first), wilson(second)];
  if (!one || !two) return null;
  const value = one.value - two.value;
  return {
    value,
    low: value - Math.hypot(one.value - one.low, two.high - two.value),
    high: value + Math.hypot(one.high - one.value, two.value - two.low),
  };
}

/** What two equal groups of so many units tell apart at this share with a power of 80 %, by the normal approximation. */
export function detectable(units: number, share: number): number {
  return (Z + Z_OF_POWER) * Math.sqrt((2 * share * (1 - share)) / units);
}

/** Sums over independent clusters of y (what is counted) and x (what it is counted by). */
export interface RatioSums {
  clusters: number;
  x: number;
  y: number;
  xx: number;
  xy: number;
  yy: number;
}

/**
 * Σy ÷ Σx with its normal interval, by the ratio estimator with clusters as the units (W. G. Cochran, Sampling Techniques, 3rd ed. 1977, § 6.3
 * and § 9A): contacts of one home are not independent of one another, homes are. Null without x or with fewer than two clusters.
 */
export function ratio(sums: RatioSums): Estimate | null {
  const { x, y, clusters } = sums;
  if (x === 0 || clusters < 2) return null;
  const value = y / x;
  const reach = Z * Math.sqrt(ratioVariance(sums));
  return { value, low: value - reach, high: value + reach };
}

/** The difference first − second of the ratios of two independent groups. */
export function ratioDifference(first: RatioSums, second: RatioSums): Estimate | null {
  const [one, two] = [ratio(first), ratio(second)];
  if (!one || !two) return null;
  const value = one.value - two.value;
  const reach = Z * Math.sqrt(ratioVariance(first) + ratioVariance(second));
  return { value, low: value - reach, high: value + reach };
}

function ratioVariance({ clusters, x, y, xx, xy, yy }: RatioSums): number {
  const value = y / x;
  const residuals = Math.max(0, yy - 2 * value * xy + value * value * xx);
  return ((clusters / (clusters - 1)) * residuals) / (x * x);
}
