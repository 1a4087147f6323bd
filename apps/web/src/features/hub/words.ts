/** What the hub pages say. */
export const words = {
  monitoring: "Voice Monitoring",
  monitoringHint: "Monitor voice note pipeline processing, metrics, and alerts",
  messaging: "Messaging",
  messagingHint: "AI usage and costs, budgets, limits, provider health and emergency mode",
  privacy: "Privacy",
  privacyHint: "Erase a player from notes and messages, and see the record of erasures",
  title: "Platform",
  hint: "Run and watch the product.",
};
