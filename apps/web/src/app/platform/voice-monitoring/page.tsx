import { OverviewPage } from "@/features/voice-monitoring/overview/overview-page";

export default function DashboardPage() {
  return <OverviewPage />;
}
