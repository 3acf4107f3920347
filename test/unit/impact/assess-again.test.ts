import { describe, expect, it } from 'vitest';
import { loadKnowledgeBase } from '../../../src/composition/knowledge-base.ts';
import { askedAgain, changesInWords } from '../../../src/impact/assess-again.ts';
import { declaredChanges, parseCarryOver } from '../../../src/impact/carry-over.ts';
import { countingAnswers } from '../../../src/interviews/conditions.ts';
import { newInterview } from '../../../src/interviews/interview-state.ts';
import { CHANGES, questionsOf, questionsTouchedBy } from '../../../src/interviews/questionnaire.ts';
import { step } from '../../../src/interviews/step.ts';
import { questionnaire, systemNamed } from './shipped-rules.ts';
import { answered } from './small-rules.ts';

const { carryOver, questionnaires } = await loadKnowledgeBase();
const answers = countingAnswers(questionnaire, answered(systemNamed('cv-ranking').answers));
const SOURCE = { personId: 'maya', at: '2027-01-11T09:00:00Z', messageId: 'm' };

describe('what a change makes doubtful', () => {
  it.each(CHANGES)('is something, and never everything: %s', (change) => {
    const touched = questionsTouchedBy(questionnaire, [change]).filter(({ id }) => !id.startsWith('law-'));

    expect(touched.length).toBeGreaterThan(3);
    expect(touched.length).toBeLessThan(questionsOf(questionnaire).length / 2);
  });

  it('is asked again with its reason, where it was answered', () => {
    const asked = askedAgain(questionnaire, answers, ['region'], 'ASM-1');
    const ids = asked.map(({ questionId }) => questionId);

    expect(ids).toEqual(expect.arrayContaining(['countries', 'dataRegion', 'legalBasis']));
    expect(ids).not.toContain('intendedUse');
    expect(asked[0]?.remark).toBe('Since ASM-1, the region has changed. Is this still right?');
    expect(askedAgain(questionnaire, {}, ['region'], 'ASM-1')).toEqual([]);
  });

  it('is all that is asked, and holds up the submission until it is answered or still so', () => {
    const again = askedAgain(questionnaire, answers, ['region'], 'ASM-1');
    let { state } = step(questionnaire, newInterview(), {
      ...{ kind: 'begin', known: [], carried: { answers, again }, source: SOURCE },
    });
    const asked: string[] = [];

    while (state.changeRequested.length > 0 && state.current !== null && asked.length < 200) {
      asked.push(state.current);
      const refused = step(questionnaire, state, { kind: 'submit', source: SOURCE }).state;
      expect(refused.phase).not.toBe('submitted');
      // What was never answered is asked anyway.
      const kind = state.changeRequested.some(({ questionId }) => questionId === state.current) ? 'keep' : 'skip';
      if (kind === 'skip') asked.pop();
      state = step(questionnaire, state, { kind, questionId: state.current, source: SOURCE }).state;
    }

    expect(asked.toSorted()).toEqual(again.map(({ questionId }) => questionId).toSorted());
    expect(asked).toContain('law-eu-link');
    expect(state.changeRequested).toEqual([]);
  });

  it('is said in words', () => {
    expect(changesInWords(['data'])).toBe('the data has');
    expect(changesInWords(['purpose', 'data', 'region'])).toBe('the purpose, the data and the region have');
  });
});

describe('what two declarations tell apart', () => {
  const declared = (values: Parameters<typeof answered>[0]) => answered(values);
  const before = declared({
    purpose: 'meeting-notes',
    data: ['personal', 'customer'],
    countries: ['se'],
    owner: 'Maya',
  });

  it.each([
    ['nothing', {}, []],
    ['the same list in another order', { data: ['customer', 'personal'] }, []],
    ['another owner, which touches nothing', { owner: 'Tom' }, []],
    ['other data', { data: ['special-category'] }, ['data']],
    ['no answer any more', { countries: null }, ['region']],
    ['another purpose in other countries', { purpose: 'hiring', countries: ['se', 'us'] }, ['purpose', 'region']],
  ])('is %s', (_case, changed, wanted) => {
    const after = declared({
      purpose: 'meeting-notes',
      data: ['personal', 'customer'],
      countries: ['se'],
      owner: 'Maya',
      ...changed,
    });

    expect(declaredChanges(carryOver, before, after)).toEqual(wanted);
  });

  it.each([
    ['changes: { data: [data, weather] }\natInterval: [tool]', /x\.yaml:6.*There is no question "weather"/],
    ['changes: { data: [data] }\natInterval: [tool, weather]', /x\.yaml:7.*There is no question "weather"/],
  ])('rests on questions that exist: %s', (last, fault) => {
    const first = 'id: x\nversion: 1\nfrom: ai-use-registration\nto: ai-system-impact-assessment';
    const yaml = [first, 'carry: [{ from: tool, to: tool }]', last, 'ofEach: [tool]'].join('\n');

    expect(() => parseCarryOver(yaml, 'x.yaml', questionnaires)).toThrow(fault);
  });
});
