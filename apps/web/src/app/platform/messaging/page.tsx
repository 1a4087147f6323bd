import type { Metadata } from "next";
import { SectionShell } from "@/features/frame/section-shell";
import { MessagingPage } from "@/features/messaging/messaging-page";

export const metadata: Metadata = { title: "Messaging" };

export default function MessagingRoute() {
  return (
    <SectionShell section="Messaging">
      <MessagingPage />
    </SectionShell>
  );
}
