import { accept, type Outcome, refuse } from '../../kernel/outcome.ts';
import { QuestionId } from '../questionnaire.ts';
import { COMMENT_ENDING, commentOf, type Kind, readKind } from './read-element.ts';
import type { Survey } from './survey.ts';
import { nameOf, type Placed } from './walk.ts';

/** A question of the survey on its way into a questionnaire. */
export interface Taken {
  readonly placed: Placed;
  readonly id: string;
  readonly kind: Kind;
  readonly comment: 'other' | 'remark' | undefined;
}

export interface NotTaken {
  readonly placed: Placed;
  /** In the middle of a sentence. */
  readonly reason: string;
}

/** The elements that become questions, whatever their conditions, and those that cannot. */
export function takeElements(
  placed: readonly Placed[],
  survey: Survey,
): { readonly taken: readonly Taken[]; readonly refused: readonly NotTaken[] } {
  const taken: Taken[] = [];
  const refused: NotTaken[] = [];
  const ids = new Set<string>();
  for (const one of placed.filter(({ element }) => element.type !== 'html')) {
    const found = takeElement(one, survey);
    if (!found.ok) {
      refused.push({ placed: one, reason: found.message });
      continue;
    }
    const { id, comment } = found.value;
    const own = comment ? [id, `${id}${COMMENT_ENDING}`] : [id];
    const repeated = own.find((name) => ids.has(name));
    if (repeated === undefined) taken.push(found.value);
    else refused.push({ placed: one, reason: `another question answers “${repeated}” already` });
    for (const name of own) ids.add(name);
  }
  return { taken, refused };
}

function takeElement(placed: Placed, survey: Survey): Outcome<Taken, 'cannot'> {
  const { element, around } = placed;
  const name = typeof element.valueName === 'string' && element.valueName !== '' ? element.valueName : nameOf(element);
  if (name === '') return refuse('cannot', 'it has no name');
  const id = QuestionId.safeParse(name);
  if (!id.success) return refuse('cannot', `its name: ${id.error.issues[0]?.message}`);
  if ([placed, ...around].some((one) => one.element.visible === false && !one.element.visibleIf))
    return refuse('cannot', 'it is never shown');
  if (element.readOnly === true) return refuse('cannot', 'nobody can answer it: it is read-only');
  const kind = readKind(element, nameOf(element), around.at(-1)?.name ?? '', survey);
  return kind.ok ? accept({ placed, id: id.data, kind: kind.value, comment: commentOf(element) }) : kind;
}
