const counts = new Intl.NumberFormat("en-IE", { maximumFractionDigits: 0 });
const compactCounts = new Intl.NumberFormat("en-IE", { notation: "compact", maximumFractionDigits: 1 });

/** A count with thousands separators; from a hundred thousand on in short form ("123.4k"). Unknown is "—". */
export function formatCount(count: number | undefined): string {
  if (count === undefined || !Number.isFinite(count)) {
    return "—";
  }
  return Math.abs(count) < 100_000 ? counts.format(count) : compactCounts.format(count);
}

/** A share between 0 and 1 as a percentage: "0 %", "0.4 %", "12 %". Unknown is "—". */
export function formatShare(share: number | undefined): string {
  if (share === undefined || !Number.isFinite(share)) {
    return "—";
  }
  const percent = share * 100;
  const decimals = percent !== 0 && Math.abs(percent) < 9.95 && !Number.isInteger(percent) ? 1 : 0;
  return `${percent.toFixed(decimals)} %`;
}

/** "1 claim", "4 claims". */
export function pluralise(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
