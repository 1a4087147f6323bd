import { OverviewPage } from "@/features/overview/overview-page";

export default function DashboardPage() {
  return <OverviewPage />;
}
