import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { SLACK_FEATURES } from '../../../../src/channels/slack/features.ts';
import { EVENT_SCOPES, METHOD_SCOPES, methodsFor, scopesFor, WHY } from '../../../../src/channels/slack/scopes.ts';
import { readSources, type SourceFile } from '../../../support/imports.ts';

const repository = path.resolve(import.meta.dirname, '../../../..');
const sources = (await readSources(path.join(repository, 'src', 'channels', 'slack'))).filter(
  ({ name }) => name !== 'scopes.ts',
);

/** Every method of Slack's Web API that its client knows, such as `chat.postMessage`. */
const METHODS = methodsOf(new WebClient());

function methodsOf(facet: object, prefix = '', depth = 0): readonly string[] {
  return Object.entries(facet).flatMap(([name, member]) => {
    if (typeof member === 'function' && prefix !== '') return [`${prefix}${name}`];
    const isFacet = member !== null && typeof member === 'object' && Object.getPrototypeOf(member) === Object.prototype;
    return isFacet && depth < 3 ? methodsOf(member, `${prefix}${name}.`, depth + 1) : [];
  });
}

/** What the client does under a name that is no method's. */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  chatStream: ['chat.startStream', 'chat.appendStream', 'chat.stopStream'],
  filesUploadV2: ['files.getUploadURLExternal', 'files.completeUploadExternal'],
  InstallProvider: ['oauth.v2.access', 'auth.test'],
  SocketModeReceiver: ['apps.connections.open'],
};

/** The methods that this file calls or names, however its lines are broken. */
function namedIn(source: SourceFile): readonly string[] {
  return methodsIn(source, (method) => `\\b${method}\\b(?!\\.)`);
}

function calledIn(source: SourceFile): readonly string[] {
  return methodsIn(source, (method) => `\\b${method}\\(`);
}

function methodsIn({ text }: SourceFile, pattern: (method: string) => string): readonly string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/gu, '').replaceAll(/\s*\??\.\s*/gu, '.');
  const found = METHODS.filter((method) => new RegExp(pattern(method.replaceAll('.', '\\.')), 'u').test(code));
  const behind = Object.entries(BEHIND).filter(([word]) => new RegExp(`\\b${word}\\b`, 'u').test(code));
  return [...found, ...behind.flatMap(([, methods]) => methods)];
}

const called = new Set(sources.flatMap(calledIn));
const everything = methodsFor(SLACK_FEATURES).map(String);

describe('the scopes of Slack', () => {
  it('know every method of its client', () => {
    expect(METHODS.length).toBeGreaterThan(200);
    expect(Object.keys(METHOD_SCOPES).filter((method) => !METHODS.includes(method))).toEqual([]);
  });

  it('cover every method that the channel calls', () => {
    const uncovered = sources.flatMap((source) =>
      namedIn(source)
        .filter((method) => !everything.includes(method))
        .map((method) => `${source.name}: ${method}`),
    );

    expect(uncovered, 'Add the method to METHOD_SCOPES and to what needs it, in scopes.ts').toEqual([]);
  });

  it('ask for no method, and so for no scope, that the channel does not use', () => {
    expect(everything.filter((method) => !called.has(method))).toEqual([]);
  });

  it('call methods by their names only, so that this can be checked', () => {
    expect(sources.filter(({ text }) => /\.apiCall\(/u.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('are the least by default: no history of channels, no files, no addresses', () => {
    expect(scopesFor([])).toEqual([
      ...['app_mentions:read', 'assistant:write', 'chat:write', 'commands', 'groups:read'],
      ...['im:history', 'im:write', 'users:read'],
    ]);
  });

  it.each([
    ['thread-follow-ups', ['channels:history', 'groups:history']],
    ['files', ['files:read']],
    ['email-linking', ['users:read.email']],
    ['departments', ['users.profile:read']],
  ] as const)('of the feature %s are %j beside these', (feature, scopes) => {
    expect(scopesFor([feature]).filter((scope) => !scopesFor([]).includes(scope))).toEqual(scopes);
  });

  it('each have a reason, and there is no reason without a scope', () => {
    expect(Object.keys(WHY).toSorted()).toEqual(scopesFor(SLACK_FEATURES));
  });

  it('are justified in the README, in these words', async () => {
    const readme = await readFile(path.join(repository, 'README.md'), 'utf8');
    const rows = scopesFor([]).map((scope) => `| \`${scope}\` | ${WHY[scope]} |`);
    const optional = SLACK_FEATURES.flatMap((feature) =>
      scopesFor([feature])
        .filter((scope) => !scopesFor([]).includes(scope))
        .map((scope) => `| \`${scope}\` | \`${feature}\` | ${WHY[scope]} |`),
    );

    expect([...rows, ...optional].filter((row) => !readme.includes(`\n${row}\n`))).toEqual([]);
  });

  it('of events are those of features only', () => {
    const scopes = new Set(Object.values(EVENT_SCOPES).flat());

    expect([...scopes].filter((scope) => !scopesFor(SLACK_FEATURES).includes(scope))).toEqual([]);
  });
});

describe('the check of the scopes', () => {
  it.each([
    ['client.reactions.add({ name })', ['reactions.add']],
    ['await client\n  .conversations\n  .list()', ['conversations.list']],
    ['const { conversations } = bulk;\nconversations.history({})', ['conversations.history']],
    ["queue('users.lookupByEmail', {})", ['users.lookupByEmail']],
    ['client?.users?.profile?.get({})', ['users.profile.get']],
    ['client.chatStream({})', ['chat.startStream', 'chat.appendStream', 'chat.stopStream']],
    ['// client.reactions.add()', []],
    ['view.openings.list', []],
  ])('finds in %j the methods %j', (text, methods) => {
    expect(namedIn({ name: 'x.ts', text })).toEqual(methods);
  });
});
