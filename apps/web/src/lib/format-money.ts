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
  const amount = Math.abs(microDollars);
  if (amount === 0) {
    return "$0.00";
  }
  if (amount >= MICRO_DOLLARS_PER_DOLLAR) {
    const dollars = amount / MICRO_DOLLARS_PER_DOLLAR;
    return `${sign}$${dollars.toLocaleString("en-IE", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  }
  // Rounded as whole micro-dollars: a fraction in binary would round half a unit down.
  const unit = amount < 1_000 ? 1 : 100;
  const rounded = Math.round(amount / unit) * unit;
  return `${sign}$${(rounded / MICRO_DOLLARS_PER_DOLLAR).toFixed(unit === 1 ? 6 : 4)}`;
}
