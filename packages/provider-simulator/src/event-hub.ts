/** Tells listeners of everything that happens; the page's live stream and the waits of tests hang on it. */
export class EventHub<Events extends Record<string, unknown>> {
  readonly #listeners = new Set<<Name extends keyof Events>(name: Name, data: Events[Name]) => void>();

  emit<Name extends keyof Events>(name: Name, data: Events[Name]): void {
    for (const listener of [...this.#listeners]) listener(name, data);
  }

  /** Returns the function that stops listening. */
  listen(listener: <Name extends keyof Events>(name: Name, data: Events[Name]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
