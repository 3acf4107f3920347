import { describe, expect, it } from 'vitest';
import { createPersonalData } from '../../../src/prompting/personal-data.ts';

const NAMES = ['Maya Lindqvist', 'Tom Okafor', 'Will May', 'José Muñoz-Vega'];
const remove = (text: string) => createPersonalData(NAMES).remove(text);

describe('personal data before a model is called', () => {
  it.each([
    ['Maya Lindqvist asked it', 'PERSON_1 asked it'],
    ['maya lindqvist asked Okafor', 'PERSON_1 asked PERSON_2'],
    ['I will ask May, and may ask again', 'I will ask PERSON_1, and may ask again'],
    ['Muñoz sent it', 'PERSON_1 sent it'],
    ['write to maya.l@brightwater.example today', 'write to EMAIL_1 today'],
    ['call +49 151 2345 6789 or 0151/23456789', 'call PHONE_1 or PHONE_2'],
    ['call (555) 123-4567', 'call PHONE_1'],
    ['pay DE89 3704 0044 0532 0130 00 now', 'pay ACCOUNT_1 now'],
    ['card 4111 1111 1111 1111 expired', 'card CARD_1 expired'],
    ['her SSN 078-05-1120', 'her SSN IDENTITY_1'],
    ['born 12.03.1984 in Porto', 'born BIRTH_1 in Porto'],
    ['case 123456789012', 'case NUMBER_1'],
    ['from 10.20.30.40', 'from ADDRESS_1'],
    ['key sk-live-abc123def456', 'key SECRET_1'],
    ['the password is hunter2!', 'the password is SECRET_1'],
    ['Bearer abcdefghijklmnop', 'Bearer SECRET_1'],
  ])('takes it out of “%s”', (text, expected) => {
    expect(remove(text)).toBe(expected);
  });

  it.each([
    'What does clause 6.1.4 of ISO/IEC 42001:2023 ask, and A.6.2.8?',
    'High-risk duties apply from 2 December 2027, not 2026-08-02.',
    'We use it for 12,000 customers in 3 countries until 31/12/2026.',
    'Article 26(9) and GOVERN 1.1 of NIST AI 100-1',
  ])('leaves “%s” as it is', (text) => {
    expect(remove(text)).toBe(text);
  });

  it('puts names back, and secrets not', () => {
    const data = createPersonalData(NAMES);
    const sent = data.remove('Tom Okafor wrote to tom@x.example, his api key: sk-live-abc123def456');

    expect(sent).toBe('PERSON_1 wrote to EMAIL_1, his api key: SECRET_1');
    expect(data.restore(sent)).toBe('Tom Okafor wrote to tom@x.example, his api key: SECRET_1');
  });

  it('calls the same person the same in every text', () => {
    const data = createPersonalData(NAMES);

    expect([data.remove('Tom Okafor'), data.remove('Maya Lindqvist and Tom Okafor')]).toEqual([
      'PERSON_1',
      'PERSON_2 and PERSON_1',
    ]);
  });
});
