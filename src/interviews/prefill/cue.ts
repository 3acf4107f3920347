/**
 * How people say things that a questionnaire asks. A cue serves every questionnaire that has such a question and option;
 * others pass it over. `says` is matched against one sentence: its words in small letters, one space between, no marks.
 */
export interface Cue {
  /**
   * `question=option`, `question=yes` and `question=no` for a question that is answered so, or the question alone where the
   * sentence itself is the answer.
   */
  readonly means: readonly string[];
  readonly says: RegExp;
  /** The words deny by themselves ("nobody checks"), so that a negation in the sentence is no reason to leave them out. */
  readonly negative?: true;
  /** The matched words are the answer, not their whole sentence. */
  readonly span?: true;
  /** Words beside which it means something else. */
  readonly unless?: RegExp;
}
