/** What one benchmark found out about one thing. */
export interface Result {
  readonly name: string;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** The median of the least that the same machine could have done in the same seconds. */
  readonly bareMs: number;
  /** bareMs / medianMs: 1 would cost nothing beyond the least; machines cancel out. */
  readonly ratio: number;
  /** The least ratio that is promised, whatever was accepted. */
  readonly least?: number;
  /** What else there is to say, in a few words. */
  readonly note?: string;
}

export interface Benchmark {
  readonly name: string;
  run(): AsyncIterable<Result>;
}
