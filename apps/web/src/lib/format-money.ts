const MICRO_DOLLARS_PER_DOLLAR = 1_000_000;

/**
 * Micro-dollars for people. Small amounts keep the digits that tell them apart ("$0.0123", "$0.000034"), from a
 * dollar on two decimals are enough ("$12.30"). Zero is "$0.00"; unknown is "—".
 */
export function formatMicroDollars(microDollars: number | undefined): string {
  if (microDollars === undefined || !Number.isFinite(microDollars)) {
    return "—";
  }
  const sign = microDollars < 0 ? "-" : "";
  const dollars = Math.abs(microDollars) / MICRO_DOLLARS_PER_DOLLAR;
  if (dollars === 0) {
    return "$0.00";
  }
  if (dollars >= 1) {
    return `${sign}$${dollars.toLocaleString("en-IE", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  }
  return `${sign}$${dollars.toFixed(dollars < 0.001 ? 6 : 4)}`;
}
