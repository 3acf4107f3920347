import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Import, importsOf, readSources, type SourceFile } from './support/imports.ts';

/**
 * The law of imports: each folder of `src`, and what of ours it may import. A folder imports itself freely.
 * `composition` is its folder and the files directly in `src`, which build everything; nobody but `cli` imports them.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  // Inside: no product words, then the vocabulary of chat.
  kernel: [],
  chat: ['kernel'],

  // Features, along the loop: ask; declare, assess -> review -> register.
  people: ['kernel', 'chat'],
  interviews: ['kernel', 'chat', 'people', 'language', 'prompting'],
  impact: ['kernel', 'chat', 'people', 'interviews', 'law'],
  risks: ['kernel', 'chat', 'people', 'impact', 'controls'],
  reviews: ['kernel', 'chat', 'people', 'interviews', 'law', 'impact', 'language', 'prompting'],
  register: ['kernel', 'chat', 'people', 'interviews', 'law', 'impact', 'risks', 'reviews'],
  report: [...['kernel', 'chat', 'people', 'audit', 'law', 'interviews', 'impact', 'risks', 'reviews', 'register']],
  concerns: ['kernel', 'chat', 'people'],
  desk: [
    ...['kernel', 'chat', 'people', 'interviews', 'impact', 'risks', 'reviews', 'register', 'concerns', 'questions'],
  ],
  questions: ['kernel', 'chat', 'people', 'assistant'],
  adoption: ['kernel', 'chat', 'people', 'impact', 'interviews', 'reviews'],
  feedback: ['kernel', 'chat', 'people', 'assistant'],
  controls: ['kernel'],
  law: [],
  knowledge: ['kernel'],
  assistant: ['kernel', 'chat', 'people', 'controls', 'knowledge', 'language', 'prompting'],
  evaluation: ['assistant'],
  documents: ['kernel', 'chat', 'people', 'knowledge'],
  audit: ['kernel', 'chat'],

  // A model reads and words for the features; they define what it is asked, and check what it says.
  prompting: [],
  language: ['kernel', 'chat', 'people', 'prompting'],
  'language/openai': ['language'],
  'language/none': ['language'],

  // Around them: what carries messages, and what keeps state.
  delivery: ['kernel', 'chat'],
  'channels/adaptive-cards': ['kernel', 'chat'],
  'channels/console': ['kernel', 'chat', 'channels/adaptive-cards'],
  'channels/slack': ['kernel', 'chat'],
  'channels/teams': ['kernel', 'chat', 'channels/adaptive-cards'],
  // Implements ports; `channels/console` owns one, because the console keeps its messages as a platform would, and
  // `channels/slack` one, because workspaces give their tokens to it, and `channels/teams` one, because where its
  // conversations are comes with each of them.
  storage: [
    ...['kernel', 'chat', 'people', 'interviews', 'law', 'impact', 'risks', 'reviews', 'register', 'concerns'],
    ...['assistant', 'questions'],
    ...['feedback', 'desk', 'documents', 'knowledge', 'language', 'audit', 'delivery'],
    ...['channels/console', 'channels/slack', 'channels/teams'],
  ],

  // The rim.
  observability: ['kernel', 'chat', 'delivery'],
  composition: ['*'],
  cli: ['*'],
};

/** Each package and the folders or files that may import it. `*` is everywhere. */
const PACKAGE_BELONGS_TO: Readonly<Record<string, readonly string[]>> = {
  zod: ['*'],
  yaml: ['*'],
  canonicalize: ['*'],
  stemmer: ['interviews', 'knowledge', 'assistant'],
  uuid: ['kernel'],
  'rate-limiter-flexible': ['chat'],
  '@prisma/client': ['storage'],
  '@prisma/adapter-pg': ['storage'],
  '@electric-sql/pglite': ['storage'],
  pg: ['storage'],
  adaptivecards: ['channels/console'],
  express: ['channels/console', 'channels/slack', 'channels/teams', 'composition'],
  '@slack/bolt': ['channels/slack'],
  '@slack/web-api': ['channels/slack'],
  '@slack/oauth': ['channels/slack'],
  '@slack/types': ['channels/slack'],
  botbuilder: ['channels/teams/bot/bot-connector.ts'],
  openai: ['language/openai'],
  langchain: ['language/openai', 'knowledge'],
  '@langchain/core': ['language/openai', 'knowledge'],
  '@langchain/openai': ['language/openai', 'knowledge'],
  '@langchain/community': ['language/openai', 'knowledge'],
  'cron-parser': ['composition'],
  pino: ['observability'],
  'prom-client': ['observability'],
  mammoth: ['knowledge'],
  'html-to-text': ['knowledge'],
  'csv-parse': ['register'],
  'csv-stringify': ['register'],
  exceljs: ['register'],
  docx: ['report'],
};

/** What reaches out of the process: rules and cards never do. */
const OUTWARD = /^node:(?:fs|net|http|https|http2|tls|dgram|dns|child_process|worker_threads|cluster)(?:\/|$)/u;
const MAY_REACH_OUT = ['storage', 'channels/console', 'controls', 'knowledge', 'law', 'cli', 'composition'];

const READS_ENVIRONMENT = ['main.ts', 'config.ts', 'cli/main.ts'];
const ANONYMOUS_NAME = /(?:^|\/)(?:utils?|helpers?|common|misc|shared|manager|types)(?:\.ts|\/)/u;

const repository = path.join(import.meta.dirname, '..');
const sources = await readSources(path.join(repository, 'src'));

describe('the architecture', () => {
  it('has imports that point inwards only', () => {
    expect(sources.flatMap(importsOf).flatMap(edgeFault)).toEqual([]);
  });

  it('uses each package only where it belongs', () => {
    expect(sources.flatMap(importsOf).flatMap(packageFault)).toEqual([]);
  });

  it('names no edge in its table that nobody needs', () => {
    const used = new Set(
      sources
        .flatMap(importsOf)
        .flatMap(({ from, to, ours }) => (ours ? [`${folderOf(from)} -> ${folderOf(to)}`] : [])),
    );
    const features = [
      'people',
      'interviews',
      'reviews',
      'register',
      'concerns',
      'questions',
      'feedback',
      'desk',
      'assistant',
      'delivery',
      'storage',
    ];
    const named = features.flatMap((from) => (MAY_IMPORT[from] ?? []).map((to) => `${from} -> ${to}`));
    const idle = named.filter((edge) => !used.has(edge) && !/-> (?:kernel|chat)$/u.test(edge));

    expect(idle, 'Remove these edges from MAY_IMPORT').toEqual([]);
  });

  it('allows no cycle between folders', () => {
    expect(cycles(MAY_IMPORT)).toEqual([]);
  });

  it('reads the environment in one place', () => {
    expect(sources.flatMap(environmentFault)).toEqual([]);
  });

  it('names files after what is in them', () => {
    const anonymous = sources.filter(({ name }) => ANONYMOUS_NAME.test(name)).map(({ name }) => name);

    expect(anonymous, 'Name the file after the main thing inside').toEqual([]);
  });

  it('has a transcript for each questionnaire', async () => {
    const questionnaires = await yamlFiles('knowledge/questionnaires');
    const transcripts = await yamlFiles('test/transcripts');

    const untold = questionnaires.filter((name) => !transcripts.includes(name));
    expect(untold, 'Write a conversation under the same name in test/transcripts').toEqual([]);
  });
});

describe('the check of the architecture', () => {
  const faultsIn = (name: string, text: string) =>
    importsOf({ name, text }).flatMap((each) => [...edgeFault(each), ...packageFault(each)]);

  it.each([
    ['kernel/clock.ts', "import { action } from '../chat/capability.ts';"],
    ['chat/router.ts', "import type { Review } from '../reviews/review.ts';"],
    ['interviews/step.ts', "import { submitForReview } from '../reviews/submit.ts';"],
    ['reviews/act.ts', "import {\n  createStores,\n  type Stores,\n} from '../storage/stores/stores.ts';"],
    ['register/export.ts', "export * from '../app.ts';"],
    ['assistant/answer.ts', "const { createSlack } = await import('../channels/slack/channel.ts');"],
    ['channels/console/router.ts', "import '../../storage/transact.ts';"],
    ['kitchen/sink.ts', "import { newId } from '../kernel/ids.ts';"],
  ])('finds the import in %s that points outwards', (name, text) => {
    expect(faultsIn(name, text)).toHaveLength(1);
  });

  it.each([
    ['reviews/act.ts', "import { App } from '@slack/bolt';"],
    ['reviews/act.ts', "import express, { type Express } from 'express';"],
    ['channels/teams/channel.ts', "import('@slack/bolt/dist/App.js')"],
    ['interviews/step.ts', "import { readFile } from 'node:fs/promises';"],
    ['chat/card.ts', "import leftPad from 'left-pad';"],
  ])('finds the package in %s that does not belong there', (name, text) => {
    expect(faultsIn(name, text)).toHaveLength(1);
  });

  it('finds a second reader of the environment', () => {
    expect(environmentFault({ name: 'reviews/policy.ts', text: "const days = process.env['DAYS'];" })).toHaveLength(1);
  });

  it('finds a cycle', () => {
    expect(cycles({ a: ['b'], b: ['c'], c: ['a'], d: ['a'] })).toEqual(['a -> b -> c -> a']);
  });

  it('lets pass what is allowed', () => {
    const text =
      "import { z } from 'zod';\nimport { screen } from '../interviews/screening.ts';\nimport { review } from './review.ts';";

    expect(faultsIn('reviews/submit.ts', text)).toEqual([]);
  });
});

/** A sentence that says what to do, or nothing. */
function edgeFault({ from, to, ours }: Import): readonly string[] {
  if (!ours) return [];
  const [here, there] = [folderOf(from), folderOf(to)];
  const allowed = MAY_IMPORT[here];
  if (!allowed)
    return [
      `src/${from}: the folder ${here} is new. Say in MAY_IMPORT of test/architecture.test.ts what it may import.`,
    ];
  if (here === there || allowed.includes(there) || allowed.includes('*')) return [];
  return [
    `src/${from} imports src/${to}: ${here} may import ${allowed.join(', ') || 'nothing of ours'}. ` +
      `Declare what ${here} needs as a small type of its own, and let app.ts or capabilities.ts pass it in.`,
  ];
}

function packageFault({ from, to, ours }: Import): readonly string[] {
  if (ours) return [];
  if (to.startsWith('node:')) {
    if (!OUTWARD.test(to) || MAY_REACH_OUT.includes(folderOf(from))) return [];
    return [
      `src/${from} imports ${to}: only ${MAY_REACH_OUT.join(', ')} reach out of the process. Receive what was read instead.`,
    ];
  }
  const owners = PACKAGE_BELONGS_TO[to];
  if (!owners)
    return [
      `src/${from} imports ${to}, a new package. Say in PACKAGE_BELONGS_TO of test/architecture.test.ts where it belongs.`,
    ];
  if (owners.includes('*') || owners.includes(folderOf(from)) || owners.includes(from)) return [];
  return [`src/${from} imports ${to}, which belongs to ${owners.join(', ')}. Declare a port and implement it there.`];
}

function environmentFault({ name, text }: SourceFile): readonly string[] {
  if (!text.includes('process.env') || READS_ENVIRONMENT.includes(name)) return [];
  return [`src/${name} reads process.env: add the variable to config.ts and receive its value.`];
}

/** The first folder of a path; of channels and language models the first two, because each is a world of its own. */
function folderOf(file: string): string {
  const [first = '', second = '', ...rest] = file.split('/');
  if (second === '') return 'composition';
  return ['channels', 'language'].includes(first) && rest.length > 0 ? `${first}/${second}` : first;
}

/** Every cycle once, beginning with its first folder in the table. */
function cycles(edges: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const names = Object.keys(edges);
  const found: string[] = [];
  const walk = (trail: readonly string[]): void => {
    const [first = '', last = ''] = [trail[0], trail.at(-1)];
    for (const next of edges[last] ?? []) {
      if (next === first) found.push([...trail, next].join(' -> '));
      else if (!trail.includes(next) && names.indexOf(next) > names.indexOf(first)) walk([...trail, next]);
    }
  };
  for (const name of names) walk([name]);
  return found;
}

async function yamlFiles(folder: string): Promise<readonly string[]> {
  return (await readdir(path.join(repository, folder))).filter((name) => name.endsWith('.yaml'));
}
