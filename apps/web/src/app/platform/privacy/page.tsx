import type { Metadata } from "next";
import { PrivacyPage } from "@/features/privacy/privacy-page";

export const metadata: Metadata = { title: "Privacy" };

export default function PlatformPrivacyPage() {
  return <PrivacyPage />;
}
