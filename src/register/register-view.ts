import { answerTo } from '../interviews/conditions.ts';
import type { ReviewStore } from '../reviews/review-store.ts';
import { facetsFromAnswers } from './from-answers.ts';
import type { OpenDeclaration, RegisterView } from './register.ts';
import type { RegisterStore } from './register-store.ts';

export interface RegisterStores {
  readonly register: RegisterStore;
  readonly reviews: ReviewStore;
}

/** The register as it stands, with the declarations that wait for a decision. */
export async function registerView({ register, reviews }: RegisterStores): Promise<RegisterView> {
  return {
    systems: await register.systems(),
    uses: await register.uses(),
    underReview: await openDeclarations(reviews),
  };
}

async function openDeclarations(reviews: ReviewStore): Promise<readonly OpenDeclaration[]> {
  const open: OpenDeclaration[] = [];
  for (const { review, answers } of await reviews.openSubmissions()) {
    const tool = answers && answerTo(answers, 'tool');
    if (tool?.kind !== 'known') continue;
    const { purpose } = facetsFromAnswers(answers ?? {});
    open.push({
      reference: review.reference,
      product: String(tool.value),
      dueAt: review.dueAt,
      ...(purpose ? { purpose } : {}),
    });
  }
  return open;
}
