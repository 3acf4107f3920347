import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Input } from '../../../src/interviews/input.ts';
import { InterviewState, newInterview } from '../../../src/interviews/interview-state.ts';
import { type Step, step } from '../../../src/interviews/step.ts';
import { nothing, SOURCE, small } from './small.ts';

const PEOPLE = ['ada', 'ben', 'cleo'] as const;
const ANSWERS = {
  tool: ['Otter.ai', 'DeepL'],
  data: [['none'], ['personal'], ['secret']],
  purpose: ['notes', 'calls'],
  remark: ['yes', 'no'],
} as const;
const QUESTIONS = ['tool', 'data', 'purpose', 'remark'] as const;

const given = fc
  .constantFrom(...QUESTIONS)
  .chain((questionId) => fc.constantFrom(...ANSWERS[questionId]).map((value) => ({ questionId, value })));

interface Given {
  readonly questionId: string;
  readonly value: unknown;
}

type Deed =
  | { readonly kind: 'own' | 'coAuthor' | 'colleague'; readonly given: Given }
  | { readonly kind: 'ask'; readonly questionId: string }
  | { readonly kind: 'takeBack' | 'pause' };

/** What owner (ada), co-author (ben) and an asked colleague (cleo) do, each on the state that the others left. */
const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('own' as const), given }),
    fc.record({ kind: fc.constant('coAuthor' as const), given }),
    fc.record({ kind: fc.constant('colleague' as const), given }),
    fc.record({ kind: fc.constant('ask' as const), questionId: fc.constantFrom(...QUESTIONS) }),
    fc.record({ kind: fc.constant('takeBack' as const) }),
    fc.record({ kind: fc.constant('pause' as const) }),
  ),
  { maxLength: 30 },
);

const as = (personId: string) => ({ ...SOURCE, personId });

function begun(): InterviewState {
  const started = step(small, newInterview(), { kind: 'start', text: 'hello', understood: nothing, source: SOURCE });
  const part = { kind: 'coAuthor', sectionIds: ['one'] } as const;
  const shared = { shareId: 'along', personId: PEOPLE[1], part };
  return step(small, started.state, { kind: 'share', shared, source: SOURCE }).state;
}

function inputOf(deed: Deed): Input {
  switch (deed.kind) {
    case 'own':
      return { kind: 'answer', ...deed.given, source: as('ada') };
    case 'coAuthor':
      return { kind: 'contribute', shareId: 'along', answers: [deed.given], source: as('ben') };
    case 'colleague':
      return { kind: 'contribute', shareId: 'asked', answers: [deed.given], source: as('cleo') };
    case 'ask': {
      const part = { kind: 'question', questionId: deed.questionId } as const;
      const shared = { shareId: 'asked', personId: 'cleo', part };
      return { kind: 'share', shared, instead: 'asked', source: as('ada') };
    }
    case 'takeBack':
      return { kind: 'unshare', shareId: 'asked', source: as('ada') };
    case 'pause':
      return { kind: 'pause', source: as('ada') };
    default:
      return deed satisfies never;
  }
}

describe('owner, co-author and colleague in one interview', () => {
  it('lose no answer that was taken, whatever the order', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        let state = begun();
        const expected = new Map<string, { readonly by: string; readonly value: unknown }>();
        for (const deed of all) {
          const asked = state.shared.find(({ shareId }) => shareId === 'asked')?.part;
          const isAsked = asked?.kind === 'question' ? asked.questionId : undefined;
          const { state: next, effects }: Step = step(small, state, inputOf(deed));
          if (deed.kind === 'own' || deed.kind === 'coAuthor' || deed.kind === 'colleague') {
            const { questionId, value } = deed.given;
            const by = { own: 'ada', coAuthor: 'ben', colleague: 'cleo' }[deed.kind];
            const isStale = effects.some(({ kind }) => kind === 'alreadyAnswered');
            const isRefused = effects.some(({ kind }) => kind === 'cannot');
            if (deed.kind === 'colleague' && isAsked !== questionId) expect(next.answers).toEqual(state.answers);
            else if (!isStale && !isRefused) expected.set(questionId, { by, value });
          }
          state = InterviewState.parse(JSON.parse(JSON.stringify(next)));
          for (const [questionId, { by, value }] of expected)
            expect(state.answers[questionId]).toMatchObject({ kind: 'known', value, source: { personId: by } });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('ask nobody for what is with a colleague, and do not submit without it', () => {
    fc.assert(
      fc.property(deeds, fc.constantFrom(...QUESTIONS), (all, questionId) => {
        const before = all.reduce((state: InterviewState, deed) => step(small, state, inputOf(deed)).state, begun());
        const { state } = step(small, before, inputOf({ kind: 'ask', questionId }));
        const submitted = step(small, state, { kind: 'submit', source: SOURCE });

        const isOpen = state.shared.some(({ shareId }) => shareId === 'asked') && !state.answers[questionId];
        if (isOpen && state.phase !== 'paused') expect(state.current).not.toBe(questionId);
        if (isOpen && questionId !== 'remark') expect(submitted.state.phase).not.toBe('submitted');
      }),
      { numRuns: 300 },
    );
  });
});
