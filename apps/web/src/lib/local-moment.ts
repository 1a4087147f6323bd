/** "2026-11-22T14:02" in the zone of the reader, as a `datetime-local` field wants it. */
export function toLocalInput(moment: Date | null): string {
  if (moment === null || Number.isNaN(moment.getTime())) {
    return "";
  }
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The moment that such a field holds; null while it is empty or incomplete. */
export function fromLocalInput(value: string): Date | null {
  const moment = new Date(value);
  return value === "" || Number.isNaN(moment.getTime()) ? null : moment;
}
