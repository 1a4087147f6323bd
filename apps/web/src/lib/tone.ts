import type { Tone } from "@voice-flow/domain/vocabulary/tone";
import type { LucideIcon } from "lucide-react";

export type { Tone };

export type ToneClasses = {
  /** Tinted ground, border and text of a badge or notice. */
  badge: string;
  /** Text or icon on an ordinary surface. */
  text: string;
  /** A dot, bar or stroke. */
  solid: string;
  /** The border of a box. */
  border: string;
};

export const TONE_CLASSES = {
  neutral: {
    badge: "border-tone-neutral-border bg-tone-neutral-subtle text-tone-neutral",
    text: "text-tone-neutral",
    solid: "bg-tone-neutral-solid",
    border: "border-tone-neutral-border",
  },
  info: {
    badge: "border-tone-info-border bg-tone-info-subtle text-tone-info",
    text: "text-tone-info",
    solid: "bg-tone-info-solid",
    border: "border-tone-info-border",
  },
  success: {
    badge: "border-tone-success-border bg-tone-success-subtle text-tone-success",
    text: "text-tone-success",
    solid: "bg-tone-success-solid",
    border: "border-tone-success-border",
  },
  warning: {
    badge: "border-tone-warning-border bg-tone-warning-subtle text-tone-warning",
    text: "text-tone-warning",
    solid: "bg-tone-warning-solid",
    border: "border-tone-warning-border",
  },
  danger: {
    badge: "border-tone-danger-border bg-tone-danger-subtle text-tone-danger",
    text: "text-tone-danger",
    solid: "bg-tone-danger-solid",
    border: "border-tone-danger-border",
  },
  attention: {
    badge: "border-tone-attention-border bg-tone-attention-subtle text-tone-attention",
    text: "text-tone-attention",
    solid: "bg-tone-attention-solid",
    border: "border-tone-attention-border",
  },
} as const satisfies Record<Tone, ToneClasses>;

/** How one word of the vocabulary looks: a picture, a word and a tone, never the tone alone. */
export type Label = { label: string; icon: LucideIcon; tone: Tone };
