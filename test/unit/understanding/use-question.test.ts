import { describe, expect, it } from 'vitest';
import { readUseQuestion } from '../../../src/interviews/understanding/use-question.ts';
import { aContext, products } from './labelled.ts';

const context = { ...aContext(), products };

interface Labelled {
  readonly say: string;
  readonly product?: string;
  readonly purpose?: string;
  readonly data?: readonly string[];
  readonly asks?: boolean;
  readonly declares?: boolean;
}

const LABELLED: readonly Labelled[] = [
  { say: 'can I use Otter.ai for meeting notes?', product: 'Otter.ai', purpose: 'meeting-notes', asks: true },
  {
    say: 'Can we use otter to transcribe client calls?',
    product: 'Otter.ai',
    purpose: 'client-call-transcription',
    asks: true,
  },
  { say: 'hi, may I use ChatGPT', product: 'ChatGPT', asks: true },
  { say: 'Is Otter.ai approved?', product: 'Otter.ai', asks: true },
  { say: 'is otter approved for meeting notes', product: 'Otter.ai', purpose: 'meeting-notes', asks: true },
  { say: 'Am I allowed to put customer data into ChatGPT?', product: 'ChatGPT', data: ['customer'], asks: true },
  { say: 'are we allowed to upload source code to Claude?', product: 'Claude', data: ['source-code'], asks: true },
  {
    say: 'Is it OK to use DeepL for translating documents?',
    product: 'DeepL Translator',
    purpose: 'translation',
    asks: true,
  },
  { say: 'can i use foobar for translation?', product: 'foobar', purpose: 'translation', asks: true },
  { say: 'Can I use Foo Notes?', product: 'Foo Notes', asks: true },
  { say: 'is foobar approved?', product: 'foobar', asks: true },
  { say: 'Can I use AI to write texts?', purpose: 'drafting-text', asks: true },
  { say: 'ChatGPT with public data, allowed?', product: 'ChatGPT', data: ['public'], asks: true },
  {
    say: "I'd like to use Otter.ai to transcribe client calls",
    product: 'Otter.ai',
    purpose: 'client-call-transcription',
    declares: true,
  },
  { say: 'I want to declare ChatGPT', product: 'ChatGPT', declares: true },
  { say: 'declare Otter', product: 'Otter.ai', declares: true },
  { say: 'We started using Fireflies', product: 'Fireflies.ai', declares: true },
  { say: 'My team uses DeepL for translation', product: 'DeepL Translator', purpose: 'translation', declares: true },
  { say: 'register GitHub Copilot', product: 'GitHub Copilot', declares: true },
  { say: 'what does ISO 42001 want for impact assessments?' },
  { say: 'How is the weather in Paris?' },
  { say: 'Can you tell me what clause 6.1 is about?' },
  { say: 'who reviews my declaration?' },
];

describe('reading a question about a use', () => {
  it.each(LABELLED.map((labelled) => [labelled.say, labelled] as const))('reads %s', (say, expected) => {
    const { product, purpose, candidates, asksPermission, declares } = readUseQuestion(say, context);

    expect({
      say,
      product: product?.name,
      purpose: purpose?.value,
      data: candidates.find(({ questionId }) => questionId === 'data')?.value,
      asks: asksPermission,
      declares,
    }).toEqual({ product: undefined, purpose: undefined, data: undefined, asks: false, declares: false, ...expected });
    if (product) expect(say).toContain(product.quote);
  });

  it('says whether a list knows the product', () => {
    expect(readUseQuestion('can I use Otter?', context).product?.listed).toBe(true);
    expect(readUseQuestion('can I use foobar?', context).product?.listed).toBe(false);
  });

  it('says that a name was misspelt', () => {
    expect(readUseQuestion('can I use Otterr.ai?', context).product).toMatchObject({
      name: 'Otter.ai',
      misspelt: true,
    });
    expect(readUseQuestion('can I use otter?', context).product).toMatchObject({ name: 'Otter.ai', misspelt: false });
    expect(readUseQuestion('is cursor approved?', context).product).toMatchObject({ name: 'Cursor', misspelt: false });
  });

  it('believes the register before the shipped list', () => {
    const registered = [{ name: 'Otter for Acme', supplier: 'Acme', aliases: ['Otter'] }];

    expect(readUseQuestion('can I use Otter?', { ...context, registered }).product?.name).toBe('Otter for Acme');
  });

  it('names both products when a name is shared', () => {
    const { product, ambiguous } = readUseQuestion('can I use Copilot?', context);

    expect(product).toBeUndefined();
    expect(ambiguous).toContainEqual({
      questionId: 'tool',
      options: ['Microsoft 365 Copilot', 'GitHub Copilot'],
      quote: 'Copilot',
    });
  });
});
