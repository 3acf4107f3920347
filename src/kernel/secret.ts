/** A text that opens something. Nothing writes it down by accident: logs, JSON and texts show nothing of it. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toJSON(): undefined {
    return undefined;
  }

  toString(): string {
    return '(secret)';
  }
}
