import { isSameProduct } from './product-name.ts';
import type { RegisteredUse } from './register.ts';

const LISTS =
  /^\s*(?:please )?(?:(?:show|list|give|tell)(?: me)?(?: a| the)?(?: list of)?(?: all)?(?: the| our)? ?(?:approved|allowed|registered|ai)(?: ai)?(?: tools?| systems?| uses?| apps?| register)|(?:show(?: me)? )?the (?:ai )?register|(?:approved|allowed) (?:ai )?(?:tools?|systems?|uses?|apps?)|(?:what|which)(?: ai| approved| allowed)*(?: tools?| systems?| uses?| apps?| products?| things?)?(?: \(?ai\)?)? (?:(?:that )?(?:is|are|has been|have been)(?: already| currently| all)* (?:approved|allowed|permitted|ok|okay|registered|in the register|covered|in use|used)(?: here| already| for us| now| for me| for use| to use| at work)*|(?:can|may|am|are|do|could) (?:i|we|people|staff|you)(?: allowed to| already| currently)? (?:use|have|approve|approved)(?: here| at work| today| now| already| without asking| right away)*)|what(?:['’]s| is) (?:approved|allowed|in the register)(?: here)?)\s*[?.!]*\s*$/i;

export function asksForList(text: string): boolean {
  return LISTS.test(text);
}

const SHOWS =
  /^\s*(?:(?:please|show|me|open|what(?:['’]s| is)|status of|about|tell|the|find) )*(AI[US]-\d+)\s*[?.!]*\s*$/i;
const DECISION =
  /^\s*(?:(?:(?:so|and|please|tell me|do you know|show me|the) )*(?:who (?:has )?(?:approved|decided(?: on| about)?|signed off(?: on)?|allowed|rejected)|why (?:is|was|did (?:you|they|we) (?:approve|allow))|when was|the decision (?:on|about|for)|decision (?:on|about|for))) (?:the )?(.{2,80}?)(?: (?:approved|allowed|decided(?: on)?|okayed|signed off))?(?:,? (?:and |by whom|why|when|here)+)?\s*[?.!]*\s*$/i;

/** Whether it is worth reading the register for this message. */
export function mayNameEntry(text: string): boolean {
  return SHOWS.test(text) || DECISION.test(text);
}

export type AskedOfRegister =
  | { readonly kind: 'use'; readonly use: RegisteredUse }
  | { readonly kind: 'decisions'; readonly uses: readonly RegisteredUse[] }
  | { readonly kind: 'system'; readonly reference: string }
  | { readonly kind: 'noSuchUse'; readonly reference: string };

/** What a message asks of entries that the register has, by reference or by the name of a product. */
export function askedOfRegister(text: string, uses: readonly RegisteredUse[]): AskedOfRegister | undefined {
  const shown = SHOWS.exec(text)?.[1]?.toUpperCase();
  const decided = DECISION.exec(text)?.[1]?.trim();
  if (shown?.startsWith('AIS-')) return { kind: 'system', reference: shown };
  const reference = shown ?? (decided && /^AIU-\d+$/i.test(decided) ? decided.toUpperCase() : undefined);
  if (reference !== undefined) {
    const found = uses.find(({ use }) => use.reference === reference);
    if (!found) return { kind: 'noSuchUse', reference };
    return shown === undefined ? { kind: 'decisions', uses: [found] } : { kind: 'use', use: found };
  }
  const named = decided === undefined ? [] : uses.filter(({ system }) => isSameProduct(decided, system));
  return named.length > 0 ? { kind: 'decisions', uses: named } : undefined;
}
