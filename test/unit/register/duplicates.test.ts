import { describe, expect, it } from 'vitest';
import { editDistance, similarSystems } from '../../../src/register/duplicates.ts';
import { otter } from './builders.ts';

const chatGpt = { ...otter, id: 's2', name: 'ChatGPT', aliases: ['OpenAI ChatGPT'] };
const claude = { ...otter, id: 's3', name: 'Claude', aliases: [] };
const alexa = { ...otter, id: 's4', name: 'Alexa+', aliases: [] };
const systems = [otter, chatGpt, claude, alexa];

const found = (name: string) =>
  similarSystems(name, systems).map(({ system, likeness }) => `${likeness} ${system.name}`);

describe('similar systems', () => {
  it.each([
    ['otter.AI', 'same Otter.ai'],
    ['Otter AI', 'same Otter.ai'],
    ['ＯＴＴＥＲ', 'same Otter.ai'],
    ['otterpilot', 'same Otter.ai'],
    ['openai chatgpt', 'same ChatGPT'],
  ])('finds %s to be the %s', (name, expected) => {
    expect(found(name)).toEqual([expected]);
  });

  it.each([
    ['Ottre.ai', 'similar Otter.ai'],
    ['ChatGTP', 'similar ChatGPT'],
    ['ChatGPT Enterprise', 'similar ChatGPT'],
    ['ChatGPT Team', 'similar ChatGPT'],
    ['Cluade', 'similar Claude'],
    ['Alexa', 'similar Alexa+'],
  ])('asks about %s, which is %s', (name, expected) => {
    expect(found(name)).toEqual([expected]);
  });

  it.each(['Gemini', 'AI', 'Pro', '…', '', 'Cloud9', 'Otto'])('finds nothing like “%s”', (name) => {
    expect(found(name)).toEqual([]);
  });

  it.each([
    ['ca', 'abc', 3],
    ['abcd', 'abdc', 1],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['same', 'same', 0],
  ])('counts the errors between “%s” and “%s”', (one, other, errors) => {
    expect(editDistance(one, other)).toBe(errors);
    expect(editDistance(other, one)).toBe(errors);
  });
});
