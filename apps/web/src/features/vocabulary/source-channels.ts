import type { NoteType, SourceChannel } from "@voice-flow/domain/vocabulary/pipeline";
import { KeyboardIcon, type LucideIcon, MessageSquareTextIcon, MicIcon, SmartphoneIcon } from "lucide-react";

export const SOURCE_CHANNEL_LABELS = {
  whatsapp_audio: { label: "WhatsApp audio", icon: MicIcon },
  whatsapp_text: { label: "WhatsApp text", icon: MessageSquareTextIcon },
  app_recorded: { label: "Recorded in the app", icon: SmartphoneIcon },
  app_typed: { label: "Typed in the app", icon: KeyboardIcon },
} as const satisfies Record<SourceChannel, { label: string; icon: LucideIcon }>;

export const NOTE_TYPE_LABELS = {
  training: "Training",
  match: "Match",
  general: "General",
} as const satisfies Record<NoteType, string>;
