import { describe, expect, it } from 'vitest';
import { asksToReport } from '../../../src/concerns/asks-to-report.ts';

describe('wanting to report something', () => {
  it.each([
    ['I want to report a concern', undefined, undefined],
    ['report an incident', 'incident', undefined],
    ['Report an AI incident.', 'incident', undefined],
    ['Hello, I’d like to report a concern about the CV ranking tool', undefined, 'the CV ranking tool'],
    ['I would like to raise an ethical concern regarding emotion recognition.', undefined, 'emotion recognition'],
    ['I have a concern about how Otter.ai is used', undefined, 'how Otter.ai is used'],
    [
      'please report an incident: the chatbot told a customer nonsense',
      'incident',
      'the chatbot told a customer nonsense',
    ],
    ['How can I report a concern?', undefined, undefined],
    ['can I file a confidential complaint about the bot', undefined, 'the bot'],
    ['we need to report a near miss with the invoice reader', 'incident', 'the invoice reader'],
  ])('is heard in “%s”', (text, kind, about) => {
    expect(asksToReport(text)).toEqual({ kind, about });
  });

  it.each([
    'I want to use Otter.ai to write incident reports',
    'How do I report an IT incident?',
    'What does ISO 42001 want for the reporting of concerns?',
    'we report to the board every month',
    'report Otter.ai for client calls',
    'which incidents have to be communicated?',
    'I am concerned with quality',
    'register a new tool',
    'can I use ChatGPT to report concerns to the regulator?',
  ])('is not heard in “%s”', (text) => {
    expect(asksToReport(text)).toBeUndefined();
  });

  it('is carried by a button, so that a long text is cut', () => {
    expect(asksToReport(`I want to report a concern about ${'x'.repeat(900)}`)?.about).toHaveLength(200);
  });
});
