import type { Metadata } from "next";
import { AlertsPage } from "@/features/voice-monitoring/alerts/alerts-page";

export const metadata: Metadata = { title: "Alerts" };

export default function AlertsRoute() {
  return <AlertsPage />;
}
