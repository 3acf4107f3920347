import type { InterviewOptions } from '../interviews/interview-options.ts';
import { type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import type { KnownProduct, Understood } from '../interviews/understanding.ts';
import type { ProductFacts } from '../register/apply-approval.ts';
import { isSameProduct } from '../register/product-name.ts';
import type { Stores } from '../storage/stores/stores.ts';

/** The questionnaire with which a use of AI is declared. */
export const DECLARATION = 'ai-use-registration';

export function productFacts(products: readonly KnownProduct[]): ProductFacts {
  return (product) => {
    const known = products.find((candidate) => isSameProduct(product, candidate));
    return { aliases: known?.aliases ?? [], supplier: known?.supplier };
  };
}

/** What reading a description takes of the rest. */
export function describedOptions(
  products: readonly KnownProduct[],
): Pick<InterviewOptions<Stores>, 'products' | 'registered' | 'complete'> {
  const factsOf = productFacts(products);
  return {
    products,
    registered: (stores) => stores.register.productNames(),
    complete: (understood, questionnaire) => withSupplier(understood, questionnaire, factsOf),
  };
}

/** Proposes the supplier of a well-known product, resting on the words that name the product. */
function withSupplier(understood: Understood, questionnaire: Questionnaire, factsOf: ProductFacts): Understood {
  const tool = questionsOf(questionnaire).find(({ kind }) => kind === 'ai-system')?.id;
  const named = understood.candidates.find(({ questionId }) => questionId === tool);
  const told = understood.candidates.some(({ questionId }) => questionId === 'supplier');
  const supplier = named && !told ? factsOf(String(named.value)).supplier : undefined;
  if (!named || supplier === undefined) return understood;
  return {
    ...understood,
    candidates: [
      ...understood.candidates,
      { questionId: 'supplier', value: supplier, quote: named.quote, corrects: named.corrects },
    ],
  };
}
