import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { withLawQuestions } from '../src/impact/ask-law.ts';
import { newInterview } from '../src/interviews/interview-state.ts';
import { parseQuestionnaire } from '../src/interviews/parse-questionnaire.ts';
import { step } from '../src/interviews/step.ts';
import { createUnderstanding } from '../src/interviews/understanding/create-understanding.ts';
import { understandingContext } from '../src/interviews/understanding-context.ts';
import { loadLaw } from '../src/law/load-law.ts';
import { effectInWords, inputOfTurn, Transcript, turnInWords } from './support/transcript.ts';

const law = await loadLaw();
const questionnaires = new URL('../knowledge/questionnaires/', import.meta.url);
const transcripts = new URL('transcripts/', import.meta.url);
const names = readdirSync(transcripts).map((file) => basename(file, '.yaml'));

describe('the transcripts', () => {
  it('exist for every questionnaire', () => {
    const files = readdirSync(questionnaires).map((file) => basename(file, '.yaml'));

    expect(names).toEqual(expect.arrayContaining(files));
  });

  it.each(names)('play as written: %s', (name) => {
    const transcript = Transcript.parse(parse(readFileSync(new URL(`${name}.yaml`, transcripts), 'utf8')));
    const parsed = parseQuestionnaire(readFileSync(new URL(`${name}.yaml`, questionnaires), 'utf8'), name);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const questionnaire = withLawQuestions(parsed.questionnaire, law);
    const understanding = createUnderstanding(transcript.products);
    const read = (text: string) =>
      understanding.understand(text, {
        ...understandingContext(questionnaire, state),
        today: new Date(transcript.today),
        registered: [],
      });

    let state = newInterview();
    for (const [place, turn] of transcript.turns.entries()) {
      const input = inputOfTurn(turn, place, read);
      const next = step(questionnaire, state, input);
      const shown = next.effects.map((effect) => effectInWords(questionnaire, effect));
      expect(shown, `turn ${place + 1}: ${turnInWords(turn)}`).toEqual(
        turn.steward.map((words) => expect.stringContaining(words)),
      );
      state = next.state;
    }
  });
});
