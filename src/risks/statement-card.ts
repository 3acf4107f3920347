import { action, type Card, type Fact } from '../chat/vocabulary.ts';
import type { OwnControl } from './control-store.ts';
import type { StatementLine } from './statement.ts';

const APPLICABILITY_WORDS = {
  applicable: 'Applies',
  notApplicable: 'Does not apply',
  undecided: 'Nobody has decided yet',
} as const;

const STATE_WORDS = {
  planned: 'planned',
  underWay: 'under way',
  done: 'in practice',
  notApplicable: 'not applicable',
} as const;

/** The Statement of Applicability, one area of Annex A at a time. */
export function statementCard(
  lines: readonly StatementLine[],
  own: readonly OwnControl[],
  area: string | undefined,
  mayDecide: boolean,
): Card {
  const count = (applicability: StatementLine['applicability']) =>
    lines.filter((line) => line.applicability === applicability).length;
  const areas = [...new Set(lines.map(({ control }) => areaOf(control.id)))];
  const shown = area === undefined ? [] : lines.filter(({ control }) => areaOf(control.id) === area);
  return {
    headline: area === undefined ? 'Statement of Applicability' : `Statement of Applicability: ${area}`,
    tone: 'quiet',
    blocks: [
      {
        kind: 'text',
        text: `Of ${lines.length} controls ${count('applicable')} apply, ${count('notApplicable')} do not, and nobody has decided on ${count('undecided')}.`,
      },
      ...(shown.length > 0
        ? [{ kind: 'facts', facts: shown.map((line) => factOf(line, mayDecide)) } as const]
        : [{ kind: 'facts', facts: areas.map((one) => areaFact(one, lines)) } as const]),
      ...(area === undefined && own.length > 0
        ? [
            { kind: 'heading', text: 'Our own' } as const,
            { kind: 'facts', facts: own.map((control) => ownFact(control, mayDecide)) } as const,
          ]
        : []),
    ],
    ...(area === undefined && mayDecide
      ? { actions: [action('control.add', 'Add a control of our own', {}, 'quiet')] }
      : {}),
  };
}

function areaFact(area: string, lines: readonly StatementLine[]): Fact {
  const own = lines.filter(({ control }) => areaOf(control.id) === area);
  const decided = own.filter(({ applicability }) => applicability !== 'undecided').length;
  return {
    label: area,
    value: `${decided} of ${own.length} decided`,
    action: action('control.statement', 'Open', { area }),
  };
}

function ownFact({ id, reference, title, summary }: OwnControl, mayDecide: boolean): Fact {
  return {
    ...{ label: reference, value: title, note: summary },
    ...(mayDecide ? { action: action('control.withdraw', 'Withdraw', { control: id }) } : {}),
  };
}

function factOf({ control, applicability, because, state, contradicts }: StatementLine, mayDecide: boolean): Fact {
  const practice = applicability === 'applicable' && state !== undefined ? `, ${STATE_WORDS[state]}` : '';
  const note = [...because, ...(contradicts ? ['It was decided not to apply, and yet a risk needs it.'] : [])].join(
    ' ',
  );
  return {
    label: `${control.id} ${control.title}`,
    value: `${APPLICABILITY_WORDS[applicability]}${practice}`,
    ...(note === '' ? {} : { note }),
    ...(mayDecide ? { action: action('control.decide', 'Decide', { control: control.id }) } : {}),
  };
}

/** `A.6` of A.6.2.4. */
function areaOf(controlId: string): string {
  return controlId.split('.').slice(0, 2).join('.');
}
