import type { LucideIcon } from "lucide-react";
import type { Tone } from "@/lib/tone";

/** How one word of the vocabulary looks: a picture, a word and a tone, never the tone alone. */
export type Label = { label: string; icon: LucideIcon; tone: Tone };
