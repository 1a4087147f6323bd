import { SOURCE_CHANNEL_LABELS as LABELS } from "@voice-flow/domain/labels/pipeline";
import type { SourceChannel } from "@voice-flow/domain/vocabulary/pipeline";
import { KeyboardIcon, type LucideIcon, MessageSquareTextIcon, MicIcon, SmartphoneIcon } from "lucide-react";

export const SOURCE_CHANNEL_LABELS = {
  whatsapp_audio: { label: LABELS.whatsapp_audio, icon: MicIcon },
  whatsapp_text: { label: LABELS.whatsapp_text, icon: MessageSquareTextIcon },
  app_recorded: { label: LABELS.app_recorded, icon: SmartphoneIcon },
  app_typed: { label: LABELS.app_typed, icon: KeyboardIcon },
} as const satisfies Record<SourceChannel, { label: string; icon: LucideIcon }>;
