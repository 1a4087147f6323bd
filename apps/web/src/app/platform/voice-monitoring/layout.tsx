import type { Metadata } from "next";
import { MonitoringShell } from "@/features/frame/monitoring-shell";

export const metadata: Metadata = {
  title: { default: "Voice Monitoring", template: "%s · Voice Monitoring" },
};

export default function MonitoringLayout({ children }: LayoutProps<"/platform/voice-monitoring">) {
  return <MonitoringShell>{children}</MonitoringShell>;
}
