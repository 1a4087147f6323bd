import type { Metadata } from "next";
import { MessagingPage } from "@/features/messaging/messaging-page";

export const metadata: Metadata = { title: "Messaging" };

export default function MessagingRoute() {
  return <MessagingPage />;
}
