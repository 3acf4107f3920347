import type { Choice, Form, Input } from '../chat/form.ts';
import { FACET_LABELS, facetInWords, roleInWords, STATUS_LABELS } from '../impact/law-words.ts';
import {
  type DecidedFacet,
  type FacetValue,
  leavesOpen,
  type Part,
  partsOf,
  valueFrom,
  wordsIn,
} from '../law/decided.ts';
import type { Law } from '../law/law.ts';
import type { FacetStanding, LawStanding } from './law-standing.ts';
import type { Review } from './review.ts';
import { formOf, reasonInput } from './review-form.ts';

/** The basis of high-risk is chosen apart from its status. */
export const BASIS = 'basis';
/** Nothing is decided on this facet. */
export const LEAVE = 'leave';

/** Every facet as it counts now: whoever changes nothing confirms it, whoever changes one decides otherwise. */
export function lawForm(review: Review, { facets }: LawStanding, law: Law): Form {
  const form = formOf(review, 'review.decideLaw', 'EU AI Act', 'Decide', [
    ...facets.filter(({ proposed }) => !proposed).flatMap((standing) => inputsOf(standing, law)),
    reasonInput('Why', true),
  ]);
  return {
    ...form,
    intro:
      'What you leave as it is, you confirm. The computed value, or one that asks for more care, counts at once; one that asks for less, when a second person has confirmed it. Both values are kept.',
  };
}

function inputsOf({ facet, inForce }: FacetStanding, law: Law): readonly Input[] {
  const label = FACET_LABELS[facet];
  switch (facet) {
    case 'outOfScope':
      return [oneOf(facet, label, inForce, [named(facet, 'covered', law), named(facet, 'outside', law)])];
    case 'prohibited':
      return [oneOf(facet, label, inForce, prohibitedChoices(inForce, law))];
    case 'highRisk': {
      const [status = '', ...basis] = inForce.split(' ');
      const choices = (['no', 'exempt', 'presumed', 'yes'] as const).map((id) => ({ id, label: STATUS_LABELS[id] }));
      return [
        oneOf(facet, label, status, choices),
        {
          ...someOf(BASIS, 'On which basis', valueFrom(basis), partsOf('highRisk', law).map(articleChoice)),
          ...inFull(partsOf('highRisk', law)),
        },
      ];
    }
    case 'roles':
      return [
        someOf(
          facet,
          label,
          inForce,
          partsOf('roles', law).map(({ id }) => ({ id, label: capital(roleInWords(id)) })),
        ),
      ];
    case 'transparency':
      return [someOf(facet, label, inForce, partsOf(facet, law).map(articleChoice))];
    case 'gpai':
      return [
        oneOf(
          facet,
          label,
          inForce,
          ['no', 'model', 'systemic-risk'].map((id) => named(facet, id, law)),
        ),
      ];
  }
}

/** Several practices that were found together stay one choice. */
function prohibitedChoices(inForce: FacetValue, law: Law): readonly Choice[] {
  const single = partsOf('prohibited', law).map(articleChoice);
  const found = wordsIn(inForce);
  const together = found.length > 1 ? [named('prohibited', inForce, law)] : [];
  return [{ id: 'none', label: 'None' }, ...together, ...single];
}

function oneOf(id: DecidedFacet, label: string, value: FacetValue, choices: readonly Choice[]): Input {
  const input = { kind: 'choice', id, label, required: true, compact: true } as const;
  if (!leavesOpen(value)) return { ...input, choices, value };
  return { ...input, choices: [LEAVE_OPEN, ...choices], value: LEAVE };
}

const LEAVE_OPEN: Choice = { id: LEAVE, label: 'Undetermined: leave it open' };

function someOf(id: DecidedFacet | typeof BASIS, label: string, value: FacetValue, choices: readonly Choice[]): Input {
  const input = { kind: 'choices', id, label, compact: true } as const;
  if (!leavesOpen(value)) return { ...input, choices, values: wordsIn(value) };
  return { ...input, choices: [LEAVE_OPEN, ...choices], values: [LEAVE, ...wordsIn(value)] };
}

function named(facet: DecidedFacet, value: FacetValue, law: Law): Choice {
  return { id: value, label: facetInWords(facet, value, law) };
}

function articleChoice({ id, article, text, short }: Part): Choice {
  return { id, label: `${article}: ${short ?? text}` };
}

/** What the labels had no room for. */
function inFull(parts: readonly Part[]): { readonly hint?: string } {
  const long = parts.filter(({ short }) => short !== undefined).map(({ article, text }) => `${article}: ${text}`);
  return long.length > 0 ? { hint: long.join('\n') } : {};
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
