export interface DeskStore {
  /**
   * People with a posted desk on which one of these reviews, uses, concerns, questions, shares, risks, controls or assessments stands, or stood until just
   * now: whoever asked for it, answers for it or has joined it, and everyone whose role lets them act on it.
   */
  showing(subjectIds: readonly string[]): Promise<readonly string[]>;
}
