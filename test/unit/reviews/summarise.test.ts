import { describe, expect, it } from 'vitest';
import { checkPoints } from '../../../src/reviews/summarise.ts';

const GIVEN = {
  answers: [
    { question: 'Tool', text: 'Otter.ai' },
    {
      question: 'Purpose in detail',
      text: 'It transcribes our calls with 12 clients in Sweden and sends notes to the team.',
    },
    { question: 'Alternatives', text: 'None of the approved tools hears our product names.' },
  ],
};
const CALLS = 'It transcribes our calls with 12 clients in Sweden';

describe('a summary for reviewers', () => {
  it('keeps what stands on the person’s own words', () => {
    const points = [
      { text: 'Otter.ai transcribes calls with 12 clients in Sweden.', quotes: [CALLS] },
      {
        text: 'None of the approved tools hears the product names.',
        quotes: ['None of the approved tools hears our product names.'],
      },
    ];

    expect(checkPoints(points, GIVEN)).toEqual(points);
  });

  it.each([
    ['it quotes nothing', { text: 'It transcribes calls.', quotes: [] }],
    ['it quotes what nobody said', { text: 'It transcribes calls.', quotes: ['It records everybody'] }],
    ['one of its quotes is made up', { text: 'It transcribes calls.', quotes: [CALLS, 'in secret'] }],
    ['it names another number', { text: 'It transcribes calls with 120 clients.', quotes: [CALLS] }],
    [
      'it says what nobody said',
      { text: 'Management has signed a contract about encryption in Frankfurt.', quotes: [CALLS] },
    ],
    ['it advises', { text: 'This use of transcribed calls should be approved.', quotes: [CALLS] }],
    ['it rates', { text: 'Transcribing calls with clients is low-risk.', quotes: [CALLS] }],
    ['it judges', { text: 'Transcribing calls with clients is compliant.', quotes: [CALLS] }],
    ['it denies what was said', { text: 'It does not transcribe calls with clients.', quotes: [CALLS] }],
    ['it holds a link', { text: 'It transcribes calls: https://evil.example', quotes: [CALLS] }],
    ['it holds markup', { text: '<!channel> It transcribes calls.', quotes: [CALLS] }],
  ])('drops a point where %s', (_, point) => {
    expect(checkPoints([point], GIVEN)).toEqual([]);
  });
});
