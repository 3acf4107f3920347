import { unreachable } from '../../kernel/unreachable.ts';
import type { Question } from '../questionnaire.ts';
import { findManyOf, findOneOf } from './find-options.ts';
import { findCountries, findDate, findLink, findNumber, findPerson, findYesNo } from './find-plain.ts';
import { findSystem } from './find-system.ts';
import { findText } from './find-text.ts';
import type { Attention, Finding } from './finding.ts';
import type { Reading } from './reading.ts';

/** What the words say about one question, by the kind of its answer. */
export function find(question: Question, reading: Reading, attention: Attention): Finding | undefined {
  if (reading.tokens.length === 0) return undefined;
  switch (question.kind) {
    case 'text':
    case 'long-text':
      return findText(question, reading, attention);
    case 'one-of':
      return findOneOf(question, reading, attention);
    case 'many-of':
      return findManyOf(question, reading, attention);
    case 'countries':
      return findCountries(question, reading, attention);
    case 'yes-no':
      return findYesNo(question, reading, attention);
    case 'number':
      return findNumber(question, reading, attention);
    case 'date':
      return findDate(question, reading, attention);
    case 'person':
      return findPerson(question, reading, attention);
    case 'link':
      return findLink(question, reading, attention);
    case 'ai-system':
      return findSystem(question, reading, attention);
    default:
      return unreachable(question);
  }
}
