"use client";

import { EventFeed } from "../feed/event-feed";
import { useLatestEvents } from "../feed/use-latest-events";

const LATEST = 20;

export function LiveEvents() {
  return <EventFeed events={useLatestEvents(LATEST)} />;
}
