/** Shown in place of an amount that is not known. */
export const UNKNOWN = "—";

/** Whether there is an amount to show. */
export const isKnown = (amount: number | undefined): amount is number =>
  amount !== undefined && Number.isFinite(amount);
