const PUBLIC_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PART_OF_ID = /^[0-9a-f-]*$/i;

export const isWholeId = (text: string): boolean => PUBLIC_ID.test(text);

/** Whether an id can begin like this. */
export const canBeginId = (text: string): boolean => PART_OF_ID.test(text);
