import type { CommitteeRecord, Stance, Terms } from './progress.ts';

/** With what account somebody acted, for whom, and what exactly was before their eyes. */
interface Deed {
  readonly id: string;
  readonly reviewId: string;
  readonly submissionId: string;
  readonly by: string;
  readonly identityId: string;
  readonly role: string;
  readonly at: Date;
  /** A keyed commitment to it is kept. */
  readonly shown: string;
}

interface InPlaceOf {
  readonly inPlaceOf: string | undefined;
  readonly delegationId: string | undefined;
}

export interface NewVote extends Deed, InPlaceOf, Terms {
  readonly reason: string | undefined;
  readonly policyVersion: number;
}

export interface NewAdvice extends Deed, InPlaceOf {
  readonly stance: Stance;
  readonly formal: boolean;
  readonly text: string;
}

export interface NewMinutes extends Deed {
  readonly record: CommitteeRecord;
  readonly dissent: string | undefined;
  readonly policyVersion: number;
}

export interface NewOverride extends Deed {
  readonly finding: string;
  readonly computed: string;
  readonly decided: string;
  readonly isLowering: boolean;
  readonly reason: string;
  readonly policyVersion: number;
}

/** A second person's word on what somebody recorded or proposed. */
export interface NewRuling extends Omit<Deed, 'id' | 'submissionId'> {
  readonly reason: string | undefined;
}

/** What was said on the way to a decision, over all versions, in the order in which it was said. `undefined` words have been erased. */
export interface Deliberation {
  readonly votes: readonly (Said & Pick<NewVote, 'verdict' | 'conditions' | 'inPlaceOf'> & Reasoned)[];
  readonly advice: readonly (Said &
    Pick<NewAdvice, 'stance' | 'formal' | 'inPlaceOf'> & { readonly text: string | undefined })[];
  readonly recusals: readonly (Pick<Said, 'by' | 'at'> & Reasoned)[];
  readonly minutes: readonly (Said & {
    readonly record: CommitteeRecord;
    readonly dissent: string | undefined;
    readonly ruling: Ruling<'confirmed' | 'returned'> | undefined;
  })[];
  readonly overrides: readonly (Said &
    Pick<NewOverride, 'finding' | 'computed' | 'decided' | 'isLowering'> &
    Reasoned & { readonly ruling: Ruling<'confirmed' | 'declined'> | undefined })[];
}

export const NOTHING_SAID: Deliberation = { votes: [], advice: [], recusals: [], minutes: [], overrides: [] };

interface Said {
  readonly submissionId: string;
  readonly by: string;
  readonly role: string;
  readonly at: Date;
}

interface Reasoned {
  readonly reason: string | undefined;
}

type Ruling<Verdict> = Reasoned & { readonly verdict: Verdict; readonly by: string; readonly at: Date };

export interface DeliberationStore {
  addVote(vote: NewVote): Promise<void>;
  addAdvice(advice: NewAdvice): Promise<void>;
  addRecusal(recusal: Omit<Deed, 'submissionId' | 'role' | 'shown'> & Reasoned): Promise<void>;
  addMinutes(minutes: NewMinutes): Promise<void>;
  /** On the last minutes of the review, on which nobody has ruled yet. */
  ruleOnMinutes(verdict: 'confirmed' | 'returned', ruling: NewRuling): Promise<void>;
  addOverride(override: NewOverride): Promise<void>;
  /** On the last lower value for the finding, on which nobody has ruled yet. */
  ruleOnOverride(verdict: 'confirmed' | 'declined', finding: string, ruling: NewRuling): Promise<void>;
  of(reviewId: string): Promise<Deliberation>;
}
