import type { AuditLog } from '../chat/router-stores.ts';
import type { Context } from '../chat/vocabulary.ts';
import type { NextReviewStore } from '../impact/next-review.ts';
import type { QuestionnaireStore } from '../interviews/interview-store.ts';
import type { Law } from '../law/law.ts';
import type { PeopleStore } from '../people/people.ts';
import type { Standards } from '../risks/risk-options.ts';
import type { ResultStores } from './assessment-result.ts';
import { type FacetWords, facetWords } from './facet-words.ts';
import type { FacetQuery } from './register.ts';
import type { RegisterStores } from './register-view.ts';

export type RegisterCapabilityStores = RegisterStores &
  ResultStores & {
    readonly people: PeopleStore;
    readonly questionnaires: QuestionnaireStore;
    readonly audit: AuditLog;
    readonly nextReviews: NextReviewStore;
  };

export interface RegisterOptions<Stores> {
  readonly declarationId: string;
  /** What “can I use X for Y?” asks about; `undefined` when a text asks for nothing of the kind. */
  readonly readUseQuestion: (context: Context<Stores>, text: string) => Promise<AskedUse | undefined>;
  /** By what risks are rated, and from what their controls are chosen. */
  readonly standards: Standards;
  readonly law: Law;
}

export interface AskedUse {
  readonly query: FacetQuery;
  /** The product's name was read from words that differ from it by a slip. */
  readonly misspelt: boolean;
}

/** In what words the declaration tells of a use. */
export async function wordsIn(
  { questionnaires }: Pick<RegisterCapabilityStores, 'questionnaires'>,
  { declarationId }: Pick<RegisterOptions<unknown>, 'declarationId'>,
): Promise<FacetWords> {
  const questionnaire = await questionnaires.forReading(declarationId);
  if (!questionnaire) throw new Error(`The questionnaire ${declarationId} is not published`);
  return facetWords(questionnaire);
}

/** As a view: it is drawn with the words of others, which must go when they are erased. */
export function showEntry(context: Context<unknown>, view: 'use' | 'decision' | 'system', subjectId: string): void {
  context.send({
    to: { kind: 'conversation', address: context.conversation },
    content: { kind: 'view', view: { name: `register.${view}`, subjectId } },
  });
}
