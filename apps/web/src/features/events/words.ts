/** What the events pages say. */
export const words = {
  filters: {
    errorsOnly: "Errors only",
    find: "Find a note by its id",
    note: (id: string) => `Note ${id}`,
  },
  payload: {
    close: "Close",
    title: "Event",
    fallback: "This event",
    waiting: "the event",
    copied: "Payload copied.",
    notCopied: "Couldn't copy the payload.",
    notCopiedHint: "Your browser blocked it.",
    openNote: "Open note",
    onlyThisNote: "Only this note",
    copy: "Copy JSON",
  },
  columns: {
    time: "Time",
    event: "Event",
    stage: "Stage",
    note: "Note",
    club: "Club",
    duration: "Duration",
    details: "Details",
  },
  table: {
    label: "Events",
    all: (events: string) => `That's all: ${events}.`,
    loading: "Loading older events…",
    loaded: (count: string) => `${count} loaded`,
    more: "Load more",
    failed: "Couldn't load older events.",
    retry: "Try again",
  },
  page: {
    title: "Events",
    log: "Event log",
    newestFirst: "newest first",
    partOfLog: "part of the log",
    nothingYet: "No events yet",
    nothingYetHint:
      "Each step of a note appears here as it happens. Send a WhatsApp note from a coach's number to see the first.",
  },
  log: {
    gap: "Couldn't close a gap in the event log.",
  },
};
