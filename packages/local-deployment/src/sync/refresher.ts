/**
 * Decides in which order stale queries run again. Sessions take turns, the one that has waited longest first, and all
 * stale queries of a session are asked for together: the deployment then answers them from one snapshot, so the session
 * can move on however fast others write. Commits that arrive during a turn are answered by the next one.
 */
import type { LiveQueries, LiveQuery } from "./live-query.ts";

export interface Refreshable {
  /** Queries that must run before the session can move on; none while it cannot be sent anything. */
  staleQueries(): LiveQuery[];
  /** Sends what has changed, if all queries hold at one timestamp. */
  advance(): void;
}

export class Refresher {
  private readonly behind = new Set<Refreshable>();
  private readonly touched = new Set<Refreshable>();
  private working = false;
  private flushing = false;

  constructor(private readonly queries: LiveQueries) {}

  /** The session has stale queries. */
  wake(session: Refreshable): void {
    this.behind.add(session);
    if (this.working) return;
    this.working = true;
    setImmediate(() => void this.work());
  }

  /** The session may be able to move on. Not at once: the answer to its own mutation is to leave first. */
  touch(session: Refreshable): void {
    this.touched.add(session);
    if (this.flushing) return;
    this.flushing = true;
    setImmediate(() => this.flush());
  }

  forget(session: Refreshable): void {
    this.behind.delete(session);
    this.touched.delete(session);
  }

  private async work(): Promise<void> {
    for (const session of this.behind) {
      // A commit during its turn adds it again, at the end; a set is walked to what was added on the way.
      this.behind.delete(session);
      await Promise.all(session.staleQueries().map((query) => this.queries.refresh(query)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.working = false;
  }

  private flush(): void {
    this.flushing = false;
    const sessions = [...this.touched];
    this.touched.clear();
    for (const session of sessions) session.advance();
  }
}
