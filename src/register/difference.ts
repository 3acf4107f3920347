import type { FacetName } from './register.ts';

/** One thing in which an approval is not what was asked about. */
export interface Difference {
  readonly facet: FacetName | 'state' | 'validity' | 'precondition';
  readonly asked: string;
  readonly approved: string;
  readonly words: string;
}
