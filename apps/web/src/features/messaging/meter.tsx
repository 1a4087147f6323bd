import { cn } from "@/lib/cn";
import { TONE_CLASSES, type Tone } from "@/lib/tone";

/** How much of something is used, as a bar. The numbers beside it say the same. */
export function Meter({ share, tone, className }: { share: number; tone: Tone; className?: string }) {
  const width = `${Math.min(1, Math.max(0, share)) * 100}%`;
  return (
    <div aria-hidden="true" className={cn("h-1.5 overflow-hidden rounded-full bg-muted", className)}>
      <div className={cn("h-full rounded-full", TONE_CLASSES[tone].solid)} style={{ width }} />
    </div>
  );
}

/** Green has no place here: what is unused is simply unused. */
export const toneOfShare = (share: number, warningShare = 0.8): Tone =>
  share >= 1 ? "danger" : share >= warningShare ? "warning" : "info";
