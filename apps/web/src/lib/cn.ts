import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Our own sizes of text: unknown ones would be taken for colours, and the colour beside them would be dropped.
const merge = extendTailwindMerge({ extend: { theme: { text: ["13", "2xs"] } } });

/** Joins class names; of two Tailwind classes for the same property the later one wins. */
export function cn(...inputs: ClassValue[]): string {
  return merge(clsx(inputs));
}
