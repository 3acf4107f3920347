import { describe, expect, it } from 'vitest';
import { checkReadings, type ModelReading, withFurther } from '../../../src/interviews/further.ts';
import { newInterview } from '../../../src/interviews/interview-state.ts';
import { answering, next, playing, SOURCE, small, starting } from './small.ts';

const TEXT =
  'We would like Otter for our calls with Acme. It never sees anything secret, maybe personal things later, and the vendor is Otter Inc.';

const begun = playing(starting('x')).state;
const reading = (questionId: string, value: string | readonly string[], quote: string): ModelReading => ({
  questionId,
  value: typeof value === 'string' ? [value] : value,
  quote,
});
const check = (readings: readonly ModelReading[], state = begun, text = TEXT) =>
  checkReadings(small, state, readings, text, SOURCE).map(({ questionId, value }) => [questionId, value]);

describe('what a model reads in a person’s words', () => {
  it('is put before the person with its words', () => {
    expect(check([reading('purpose', 'calls', 'for our calls'), reading('tool', 'Otter', 'Otter')])).toEqual([
      ['tool', 'Otter'],
      ['purpose', 'calls'],
    ]);
    expect(checkReadings(small, begun, [reading('tool', 'Otter', 'Otter')], TEXT, SOURCE)[0]?.source).toEqual({
      ...SOURCE,
      quote: 'Otter',
    });
  });

  it.each([
    ['words that do not stand there', reading('purpose', 'calls', 'for their calls')],
    ['no words at all', reading('purpose', 'calls', '  ')],
    ['words that the text denies', reading('data', 'secret', 'anything secret')],
    ['words that it only considers', reading('data', 'personal', 'personal things')],
    ['an option that there is not', reading('purpose', 'everything', 'for our calls')],
    ['two options where one is asked for', reading('purpose', ['calls', 'notes'], 'for our calls')],
    ['“none”, which nobody said', reading('data', 'none', 'for our calls')],
    ['a name that is not the person’s own word', reading('tool', 'Zoom', 'Otter')],
    ['a question that there is not', reading('constructor', 'Otter', 'Otter')],
    ['a question that does not apply', reading('vendor', 'Otter Inc', 'the vendor is Otter Inc')],
  ])('is dropped where it rests on %s', (_, one) => {
    expect(check([one])).toEqual([]);
  });

  it('is dropped where two readings contradict each other', () => {
    expect(check([reading('purpose', 'calls', 'calls'), reading('purpose', 'notes', 'calls')])).toEqual([]);
  });

  it('says nothing about what is answered or proposed already', () => {
    const proposed = playing(
      starting('calls', [{ questionId: 'purpose', value: 'notes', quote: 'calls', corrects: false }]),
    );
    const answered = next(begun, answering('tool', 'DeepL'));

    expect(check([reading('purpose', 'calls', 'for our calls')], proposed.state)).toEqual([]);
    expect(check([reading('tool', 'Otter', 'Otter')], answered.state)).toEqual([]);
  });

  it('counts only when it is confirmed as it was shown', () => {
    const proposals = checkReadings(small, begun, [reading('purpose', 'calls', 'for our calls')], TEXT, SOURCE);
    const waiting = withFurther(begun, proposals);
    if (!waiting?.further) throw new Error('Nothing waits');
    const { revision } = waiting.further;

    expect(waiting.answers).toEqual({});
    const stale = next(waiting, { kind: 'confirmFurther', revision: revision + 1, source: SOURCE });
    expect(stale.state.answers).toEqual({});
    const confirmed = next(waiting, { kind: 'confirmFurther', revision, source: SOURCE });
    expect(confirmed.state.answers.purpose).toMatchObject({ value: 'calls', source: { quote: 'for our calls' } });
    expect(confirmed.state.further).toBeNull();
    const rejected = next(waiting, { kind: 'rejectFurther', revision, source: SOURCE });
    expect([rejected.state.answers, rejected.state.further]).toEqual([{}, null]);
  });

  it('does not undo what the person answered meanwhile', () => {
    const proposals = checkReadings(small, begun, [reading('purpose', 'calls', 'for our calls')], TEXT, SOURCE);
    const waiting = withFurther(begun, proposals);
    const answered = next(waiting ?? begun, answering('purpose', 'notes')).state;
    const revision = waiting?.further?.revision ?? 0;

    const { state } = next(answered, { kind: 'confirmFurther', revision, source: SOURCE });

    expect(state.answers.purpose).toMatchObject({ value: 'notes' });
  });

  it('waits for nobody who is not being asked', () => {
    const proposals = checkReadings(small, begun, [reading('purpose', 'calls', 'for our calls')], TEXT, SOURCE);

    expect(withFurther({ ...begun, phase: 'paused' }, proposals)).toBeUndefined();
    expect(withFurther({ ...begun, phase: 'submitted' }, proposals)).toBeUndefined();
    expect(withFurther(newInterview(), [])).toBeUndefined();
  });
});
