import { describe, expect, it } from 'vitest';
import { answering, candidate, clicking, kinds, next, nothing, playing, SOURCE, saying, starting } from './small.ts';

const complete = [
  starting('hello'),
  answering('tool', 'Otter.ai'),
  answering('data', ['none']),
  answering('purpose', 'notes'),
  answering('remark', 'no'),
] as const;

describe('an interview at its start', () => {
  it('tells once what it is and asks the first question', () => {
    const first = playing(starting('hello'));
    const again = next(first.state, starting('hello'));

    expect(first.effects).toEqual([{ kind: 'notice' }, { kind: 'ask', questionId: 'tool', done: 0, total: 4 }]);
    expect(kinds(again)).not.toContain('notice');
  });

  it('proposes what the first words say and counts none of it', () => {
    const first = playing(
      starting('Otter.ai for calls', [
        candidate('tool', 'Otter.ai', 'Otter.ai'),
        candidate('purpose', 'calls', 'calls'),
      ]),
    );

    expect(kinds(first)).toEqual(['notice', 'propose']);
    expect(first.state.answers).toEqual({});
  });

  it('drops what rests on words that nobody said', () => {
    const first = playing(starting('hello', [candidate('tool', 'Otter.ai', 'Otter')]));

    expect(kinds(first)).toEqual(['notice', 'ask']);
  });

  it('counts all proposals after one confirmation, each with its quote', () => {
    const opening = starting('Otter.ai for calls', [
      candidate('tool', 'Otter.ai', 'Otter.ai'),
      candidate('purpose', 'calls', 'calls'),
    ]);
    const confirmed = playing(opening, clicking('confirmAll'));

    expect(confirmed.state.answers.tool).toMatchObject({
      kind: 'known',
      value: 'Otter.ai',
      source: { quote: 'Otter.ai' },
    });
    expect(confirmed.effects).toEqual([{ kind: 'ask', questionId: 'data', done: 2, total: 4 }]);
  });

  it('replaces a proposal that the next words correct', () => {
    const corrected = playing(
      starting('Otter for calls', [candidate('tool', 'Otter', 'Otter')]),
      saying('no, Fireflies', { candidates: [candidate('tool', 'Fireflies', 'Fireflies', true)] }),
    );

    expect(corrected.effects).toMatchObject([
      { kind: 'propose', proposals: [{ questionId: 'tool', value: 'Fireflies' }] },
    ]);
    expect(corrected.state.answers).toEqual({});
  });

  it('asks for what was rejected', () => {
    const opening = starting('Otter', [candidate('tool', 'Otter', 'Otter')]);
    const rejected = playing(opening, { kind: 'rejectProposal', questionId: 'tool', source: SOURCE });

    expect(rejected.effects).toMatchObject([{ kind: 'ask', questionId: 'tool' }]);
  });

  it('asks for all that was rejected together', () => {
    const opening = starting('Otter for calls', [
      candidate('tool', 'Otter', 'Otter'),
      candidate('purpose', 'calls', 'calls'),
    ]);
    const rejected = playing(opening, saying('no', { command: { kind: 'rejectAll' } }));

    expect(rejected.effects).toMatchObject([{ kind: 'ask', questionId: 'tool', done: 0 }]);
    expect(rejected.state.proposals).toEqual([]);
  });

  it('shows a proposal only when its question applies', () => {
    const opening = starting('the vendor is Otter Inc', [candidate('vendor', 'Otter Inc', 'Otter Inc')]);
    const hidden = playing(opening, answering('tool', 'Otter'));
    const shown = next(hidden.state, answering('data', ['personal']));

    expect(kinds(hidden)).toEqual(['ask']);
    expect(shown.effects).toMatchObject([{ kind: 'propose', proposals: [{ questionId: 'vendor' }] }]);
  });
});

describe('free text in the middle', () => {
  it('counts the answer to the question at hand and proposes what was volunteered', () => {
    const told = playing(
      starting('hello'),
      saying('Otter, for calls', {
        candidates: [candidate('tool', 'Otter', 'Otter'), candidate('purpose', 'calls', 'calls')],
      }),
    );

    expect(told.state.answers).toMatchObject({ tool: { kind: 'known', value: 'Otter' } });
    expect(told.state.answers).not.toHaveProperty('purpose');
    expect(told.effects).toMatchObject([{ kind: 'propose', proposals: [{ questionId: 'purpose' }] }]);
  });

  it('counts an explicit correction at once and echoes it', () => {
    const corrected = playing(
      starting('hello'),
      answering('tool', 'Otter'),
      saying('actually the tool is Fireflies', { candidates: [candidate('tool', 'Fireflies', 'Fireflies', true)] }),
    );

    expect(corrected.effects).toMatchObject([
      { kind: 'corrected', questionId: 'tool', from: 'Otter', to: 'Fireflies' },
      { kind: 'ask', questionId: 'data' },
    ]);
  });

  it('asks again with the options when the words could mean several', () => {
    const ambiguity = { questionId: 'data', options: ['personal', 'secret'], quote: 'the usual' };
    const unclear = playing(
      starting('hello'),
      answering('tool', 'Otter'),
      saying('the usual', { ambiguous: [ambiguity] }),
    );

    expect(unclear.effects).toMatchObject([
      { kind: 'ambiguous', ...ambiguity },
      { kind: 'ask', questionId: 'data' },
    ]);
    expect(unclear.state.answers).not.toHaveProperty('data');
  });

  it('takes two values for one question as unclear, not as a choice', () => {
    const candidates = [candidate('purpose', 'notes', 'notes'), candidate('purpose', 'calls', 'calls')];
    const unclear = playing(
      starting('x'),
      answering('tool', 'Otter'),
      answering('data', ['none']),
      saying('notes or calls', { candidates }),
    );

    expect(unclear.effects).toMatchObject([{ kind: 'ambiguous', options: ['notes', 'calls'] }, { kind: 'ask' }]);
  });

  it('takes the words themselves as the answer to a question for words', () => {
    const told = playing(
      starting('x'),
      answering('tool', 'Otter'),
      answering('data', ['personal']),
      saying('Some firm in Mountain View'),
    );

    expect(told.state.answers.vendor).toMatchObject({ value: 'Some firm in Mountain View' });
  });

  it('says that it did not understand and asks the same again', () => {
    const lost = playing(starting('x'), answering('tool', 'Otter'), saying('the weather is nice'));

    expect(lost.effects).toMatchObject([
      { kind: 'ask', questionId: 'data', clarification: expect.stringContaining('could not match') },
    ]);
  });

  it('keeps its place through a question to the assistant', () => {
    const digression = playing(
      starting('x'),
      answering('tool', 'Otter'),
      saying('what is ISO 42001?', { isQuestion: true }),
    );

    expect(digression.effects).toEqual([{ kind: 'ask', questionId: 'data', done: 1, total: 4 }]);
  });

  it('takes an unconfirmed contradiction with "all correct" as a correction first', () => {
    const confirmed = playing(
      starting('Otter for calls', [candidate('tool', 'Otter', 'Otter'), candidate('purpose', 'calls', 'calls')]),
      saying('all correct, but it is Fireflies', {
        command: { kind: 'confirmAll' },
        candidates: [candidate('tool', 'Fireflies', 'Fireflies', true)],
      }),
    );

    expect(confirmed.state.answers).toMatchObject({ tool: { value: 'Fireflies' }, purpose: { value: 'calls' } });
  });

  it('keeps what was volunteered beside "I don\'t know"', () => {
    const told = playing(
      starting('x'),
      answering('tool', 'Otter'),
      saying('no idea, but it is for calls', {
        command: { kind: 'unknown' },
        candidates: [candidate('purpose', 'calls', 'calls')],
      }),
    );

    expect(told.state.answers.data).toMatchObject({ kind: 'unknown' });
    expect(told.effects).toMatchObject([{ kind: 'propose', proposals: [{ questionId: 'purpose' }] }]);
  });
});

describe('commands', () => {
  it('does not ask again what nobody knows', () => {
    const told = playing(starting('x'), answering('tool', 'Otter'), clicking('unknown'));

    expect(told.effects).toMatchObject([{ kind: 'ask', questionId: 'purpose' }]);
  });

  it('insists politely where an answer is needed', () => {
    const told = playing(starting('x'), clicking('unknown'));

    expect(told.effects).toMatchObject([
      { kind: 'cannot', code: 'unknownNotAccepted' },
      { kind: 'ask', questionId: 'tool' },
    ]);
  });

  it('skips only what is optional', () => {
    const refused = playing(starting('x'), clicking('skip'));
    const skipped = playing(
      starting('x'),
      answering('tool', 'O'),
      answering('data', ['none']),
      answering('purpose', 'notes'),
      clicking('skip'),
    );

    expect(refused.effects).toMatchObject([{ kind: 'cannot', code: 'required' }, { kind: 'ask' }]);
    expect(kinds(skipped)).toEqual(['summary']);
  });

  it('goes back answer by answer and forward again past what is answered', () => {
    const back = playing(
      starting('x'),
      answering('tool', 'Otter'),
      answering('data', ['none']),
      clicking('back'),
      clicking('back'),
    );
    const forward = next(back.state, answering('tool', 'Fireflies'));

    expect(back.effects).toMatchObject([{ kind: 'ask', questionId: 'tool' }]);
    expect(forward.effects).toMatchObject([
      { kind: 'corrected', from: 'Otter', to: 'Fireflies' },
      { kind: 'ask', questionId: 'purpose' },
    ]);
  });

  it('says so when there is nothing to go back to', () => {
    expect(playing(starting('x'), clicking('back')).effects).toMatchObject([
      { kind: 'cannot', code: 'nothingBefore' },
      { kind: 'ask' },
    ]);
  });

  it('explains the question at hand', () => {
    expect(playing(starting('x'), clicking('why')).effects[0]).toEqual({ kind: 'explain', questionId: 'tool' });
  });

  it('goes on after a pause where it stopped', () => {
    const paused = playing(starting('x'), answering('tool', 'Otter'), clicking('pause'));
    const waiting = next(paused.state, saying('hello?'));
    const resumed = next(waiting.state, saying('resume', { command: { kind: 'resume' } }));

    expect(paused.effects).toEqual([{ kind: 'paused', done: 1, total: 4 }]);
    expect(waiting.effects).toMatchObject([{ kind: 'cannot', code: 'paused' }]);
    expect(resumed.effects).toMatchObject([
      { kind: 'resumed', done: 1, total: 4 },
      { kind: 'ask', questionId: 'data' },
    ]);
  });

  it('asks a named question again to change it', () => {
    const change = { kind: 'change', questionId: 'tool' } as const;
    const changing = playing(...complete, saying('change the tool', { command: change }));
    const changed = next(changing.state, answering('tool', 'Fireflies'));

    expect(changing.effects).toMatchObject([{ kind: 'ask', questionId: 'tool' }]);
    expect(kinds(changed)).toEqual(['corrected', 'summary']);
  });

  it('asks which answer is meant when the words do not say', () => {
    const asking = playing(...complete, saying('change it', { command: { kind: 'change', questionId: undefined } }));

    expect(asking.effects).toMatchObject([{ kind: 'cannot', code: 'whichQuestion' }, { kind: 'summary' }]);
  });

  it('does not let an old card overwrite with "I don\'t know"', () => {
    const stale = playing(starting('x'), answering('tool', 'Otter'), answering('data', ['none']), {
      kind: 'unknown',
      questionId: 'data',
      source: SOURCE,
    });

    expect(kinds(stale)).toEqual(['alreadyAnswered', 'ask']);
    expect(stale.state.answers.data).toMatchObject({ kind: 'known' });
  });
});

describe('answers', () => {
  it('refuses a value that does not fit and says what would', () => {
    const refused = playing(starting('x'), answering('tool', 'Otter'), answering('data', ['none', 'personal']));

    expect(refused.effects).toMatchObject([
      { kind: 'invalid', questionId: 'data', message: expect.stringContaining('cannot be combined') },
      { kind: 'ask', questionId: 'data' },
    ]);
  });

  it('points out a contradiction when it arises, and again only when it arises anew', () => {
    const first = playing(
      starting('x'),
      answering('tool', 'O'),
      answering('data', ['none']),
      answering('purpose', 'calls'),
    );
    const other = next(first.state, answering('tool', 'Otter'));
    const solved = next(other.state, answering('data', ['personal']));
    const anew = next(solved.state, answering('data', ['none']));

    expect(kinds(first)).toContain('contradiction');
    expect(kinds(other)).not.toContain('contradiction');
    expect(kinds(solved)).not.toContain('contradiction');
    expect(kinds(anew)).toContain('contradiction');
  });

  it('brings an answer back when its question applies again', () => {
    const named = playing(
      starting('x'),
      answering('tool', 'O'),
      answering('data', ['secret']),
      answering('vendor', 'Inc'),
    );
    const hidden = next(named.state, answering('data', ['none']));
    const shown = next(hidden.state, answering('data', ['personal']));

    expect(hidden.effects.at(-1)).toMatchObject({ questionId: 'purpose', total: 4 });
    expect(shown.effects.at(-1)).toMatchObject({ questionId: 'purpose', done: 3, total: 5 });
  });

  it('refuses an answer to a question that does not apply', () => {
    expect(playing(starting('x'), answering('vendor', 'Inc')).effects).toMatchObject([
      { kind: 'cannot', code: 'notApplicable' },
      { kind: 'ask' },
    ]);
  });

  it('says that a repeated click was already counted', () => {
    const once = playing(starting('x'), answering('tool', 'O'), answering('data', ['none']));
    const twice = next(once.state, answering('data', ['none']));

    expect(kinds(twice)).toEqual(['alreadyAnswered', 'ask']);
    expect(twice.state).toBe(once.state);
  });
});

describe('submitting', () => {
  it('refuses while questions are open and names them', () => {
    const refused = playing(starting('x'), answering('tool', 'O'), clicking('submit'));

    expect(refused.effects[0]).toMatchObject({ kind: 'cannot', code: 'openQuestions', questions: ['data', 'purpose'] });
  });

  it('refuses while something is unconfirmed', () => {
    const offered = playing(
      ...complete,
      saying('it is for calls', { candidates: [candidate('purpose', 'calls', 'calls')] }),
      clicking('submit'),
    );

    expect(kinds(offered)).toEqual(['cannot', 'propose']);
  });

  it('submits after the summary, and then refuses to cancel or change', () => {
    const submitted = playing(...complete, clicking('submit'));

    expect(kinds(playing(...complete))).toEqual(['summary']);
    expect(submitted.effects).toEqual([{ kind: 'submitted' }]);
    expect(next(submitted.state, clicking('cancel')).effects).toMatchObject([
      { kind: 'cannot', code: 'alreadySubmitted' },
    ]);
    expect(next(submitted.state, answering('tool', 'X')).state).toBe(submitted.state);
  });

  it('asks after a reopening just what the reviewer named, and what that brings up', () => {
    const submitted = playing(...complete, clicking('submit'));
    const requests = [{ questionId: 'data', remark: 'Calls have names in them.' }];
    const reopened = next(submitted.state, { kind: 'reopen', requests, source: SOURCE });
    const answered = next(reopened.state, answering('data', ['personal']));
    const finished = next(answered.state, answering('vendor', 'Inc'));

    expect(reopened.effects).toMatchObject([{ kind: 'ask', questionId: 'data', remark: 'Calls have names in them.' }]);
    expect(next(reopened.state, clicking('submit')).effects[0]).toMatchObject({
      code: 'openQuestions',
      questions: ['data'],
    });
    expect(answered.effects.at(-1)).toMatchObject({ kind: 'ask', questionId: 'vendor' });
    expect(kinds(finished)).toEqual(['summary']);
    expect(kinds(next(finished.state, clicking('submit')))).toEqual(['submitted']);
    expect(kinds(next(reopened.state, clicking('cancel')))).toEqual(['cannot', 'ask']);
  });

  it('answers everything after cancelling with one sentence', () => {
    const cancelled = playing(starting('x'), clicking('cancel'));

    expect(cancelled.effects).toEqual([{ kind: 'cancelled' }]);
    expect(
      next(cancelled.state, { kind: 'text', text: 'x', understood: nothing, source: SOURCE }).effects,
    ).toMatchObject([{ kind: 'cannot', code: 'cancelled' }]);
  });
});
