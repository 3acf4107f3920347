import type { Change } from '../interviews/questionnaire.ts';
import type { ImpactLevel, Oversight } from './levels.ts';

/** How much an AI system can affect people, and what that means. */
export const LEVEL_WORDS: Readonly<Record<ImpactLevel, string>> = {
  low: 'Low: it can hardly affect anybody',
  moderate: 'Moderate: it can affect people in ways that are easily put right',
  high: 'High: it can affect people seriously',
  severe: 'Severe: it can do people lasting harm; no one person can approve it',
};

/** The human oversight that an impact assessment asks for. */
export const OVERSIGHT_WORDS: Readonly<Record<Oversight, string>> = {
  'use-policy': 'The policy for its use is enough',
  'sample-review': 'A person checks samples',
  'approve-each-decision': 'A person approves each decision',
  'human-in-command': 'A person is in command and can stop it at any time',
  'not-permitted': 'Not permitted',
};

/** What can change about a system, in the middle of a sentence. */
export const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  purpose: 'the purpose',
  data: 'the data',
  model: 'the model, its version or its supplier',
  people: 'the people who use it or are affected',
  region: 'the region',
};

/** The level in a single word. */
export function levelName(level: ImpactLevel): string {
  return LEVEL_WORDS[level].split(':')[0] ?? level;
}
