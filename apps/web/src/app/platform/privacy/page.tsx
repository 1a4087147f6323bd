import type { Metadata } from "next";
import { SectionShell } from "@/features/frame/section-shell";
import { PrivacyPage } from "@/features/privacy/privacy-page";

export const metadata: Metadata = { title: "Privacy" };

export default function PlatformPrivacyPage() {
  return (
    <SectionShell section="Privacy">
      <PrivacyPage />
    </SectionShell>
  );
}
