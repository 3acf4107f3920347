import { dayInWords } from '../chat/day-in-words.ts';
import { type Action, action, type Card, type Fact } from '../chat/vocabulary.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { AssessmentStanding } from './decide.ts';
import { type ControlImplementation, isOpen, isOverdue } from './implementation.ts';
import type { RiskNames } from './risk-cards.ts';

/** More are counted, never dropped in silence. */
const MOST_CONTROLS = 30;

/** How far a control is, with its owner and its day. */
export function controlInOneLine(
  implementation: ControlImplementation,
  { nameOf }: Pick<RiskNames, 'nameOf'>,
  now: Date,
): string {
  const owner = nameOf(implementation.ownerId) ?? 'Somebody';
  const due = dayInWords(new Date(implementation.dueOn));
  switch (implementation.state) {
    case 'planned':
    case 'underWay': {
      const state = implementation.state === 'planned' ? 'Planned' : 'Under way';
      return isOverdue(implementation, now)
        ? `${state}, overdue since ${due}: ${owner}`
        : `${state} until ${due}: ${owner}`;
    }
    case 'done':
      return `Done on ${dayInWords(implementation.doneAt)}: ${owner}`;
    case 'notApplicable':
      return `Applies no more: ${implementation.reason}`;
    default:
      return unreachable(implementation);
  }
}

/** The controls of one assessment, or of several. */
export function controlsCard(
  headline: string,
  controls: readonly ControlImplementation[],
  names: RiskNames,
  now: Date,
  nothing: string,
): Card {
  const facts = controls.slice(0, MOST_CONTROLS).map(
    (implementation): Fact => ({
      label: implementation.controlId,
      value: names.titleOf(implementation.controlId),
      note: `${controlInOneLine(implementation, names, now)}. For ${implementation.risks.join(', ')}.`,
      action: action('control.show', 'Open', { control: implementation.id }),
    }),
  );
  const isLate = controls.some((implementation) => isOverdue(implementation, now));
  const more = controls.length - MOST_CONTROLS;
  return {
    headline,
    tone: isLate ? 'attention' : 'quiet',
    blocks: [
      ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : [{ kind: 'text', text: nothing } as const]),
      ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
    ],
  };
}

/** One control, and what its reader may say about it. */
export function controlCard(
  implementation: ControlImplementation,
  assessment: AssessmentStanding,
  names: RiskNames,
  rights: { readonly maySay: boolean; readonly mayDrop: boolean },
  now: Date,
): Card {
  const { id, controlId, ownerId, dueOn, risks } = implementation;
  return {
    headline: `${controlId} for ${assessment.title}`,
    tone: isOverdue(implementation, now) ? 'attention' : 'quiet',
    blocks: [
      { kind: 'text', text: `${controlInOneLine(implementation, names, now)}.` },
      {
        kind: 'facts',
        facts: [
          { label: 'Control', value: names.controlInWords(controlId) },
          { label: 'For', value: `${risks.join(', ')} of ${assessment.reference}` },
          { label: 'Owner', value: names.nameOf(ownerId) ?? 'Somebody' },
          { label: 'Due', value: dayInWords(new Date(dueOn)) },
          ...(implementation.state === 'done'
            ? [{ label: 'Evidence', value: implementation.evidence, link: implementation.evidence }]
            : []),
        ],
      },
    ],
    actions: actionsOn(implementation, id, rights),
  };
}

function actionsOn(
  implementation: ControlImplementation,
  control: string,
  { maySay, mayDrop }: { readonly maySay: boolean; readonly mayDrop: boolean },
): readonly Action[] {
  if (!maySay) return [];
  const value = { control };
  if (!isOpen(implementation)) return [action('control.replan', 'It has to be done again', value)];
  return [
    ...(implementation.state === 'planned' ? [action('control.begin', 'Under way', value)] : []),
    action('control.finish', 'Done', value, 'primary'),
    ...(mayDrop ? [action('control.drop', 'Applies no more', value)] : []),
  ];
}
