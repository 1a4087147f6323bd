/** Money, which this product counts in whole micro-dollars. */
import { withSeparators } from "./number";
import { isKnown, UNKNOWN } from "./unknown";

const MICRO_DOLLARS_PER_DOLLAR = 1_000_000;

/**
 * "$12.30" from a dollar on. Less keeps the digits that tell amounts apart: "$0.0123", "$0.000034". Zero is "$0.00"; unknown
 * is "—", never zero.
 */
export function formatMicroDollars(microDollars: number | undefined): string {
  if (!isKnown(microDollars)) return UNKNOWN;
  const sign = microDollars < 0 ? "-" : "";
  const amount = Math.abs(microDollars);
  if (amount === 0) return "$0.00";
  if (amount >= MICRO_DOLLARS_PER_DOLLAR) {
    const cents = Math.round(amount / 10_000);
    return `${sign}$${withSeparators((cents / 100).toFixed(2))}`;
  }
  // Rounded as whole micro-dollars: a fraction in binary would round half a unit down.
  const unit = amount < 1000 ? 1 : 100;
  const rounded = Math.round(amount / unit) * unit;
  return `${sign}$${(rounded / MICRO_DOLLARS_PER_DOLLAR).toFixed(unit === 1 ? 6 : 4)}`;
}
