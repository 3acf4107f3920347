import { readFileSync } from 'node:fs';
import { parseQuestionnaire } from '../../../src/interviews/parse-questionnaire.ts';
import type { Questionnaire } from '../../../src/interviews/questionnaire.ts';

const FILE = new URL('../../../knowledge/questionnaires/ai-use-registration.yaml', import.meta.url);

/** The text of the questionnaire that ships, for tests that break it on purpose. */
export function registrationText(): string {
  return readFileSync(FILE, 'utf8');
}

export function theRegistration(): Questionnaire {
  return aQuestionnaire(registrationText());
}

/** A questionnaire from YAML; a fault in it is a fault of the test. */
export function aQuestionnaire(yaml: string): Questionnaire {
  const parsed = parseQuestionnaire(yaml, 'test.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults, null, 1));
  return parsed.questionnaire;
}
