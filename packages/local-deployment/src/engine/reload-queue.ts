/** Saving several files, or a formatter after the editor, is one change. */
const DELAY_MS = 80;

/** Runs one reload after the other, each some time after the last change. */
export class ReloadQueue {
  readonly #reload: (cause: string) => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();
  #closed = false;

  /** @param reload must not reject */
  constructor(reload: (cause: string) => Promise<void>) {
    this.#reload = reload;
  }

  soon(cause: string): void {
    if (this.#closed) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#running = this.#running.then(() => this.#reload(cause));
    }, DELAY_MS);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }
}
