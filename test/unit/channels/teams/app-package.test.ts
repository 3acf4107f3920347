import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { crc32, inflateSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { teamsAppPackage } from '../../../../src/channels/teams/app-package/app-package.ts';
import { type Packaged, teamsManifest } from '../../../../src/channels/teams/app-package/manifest.ts';
import { COMMAND_ACTIONS } from '../../../../src/channels/teams/commands.ts';
import { unpacksWithin } from '../../../../src/kernel/unpacked-size.ts';
import { unzipStored } from '../../../support/unzip-stored.ts';

const { resolve: inPackage } = createRequire(import.meta.url);
/** Microsoft's own, for the version that we write and a later one. */
const SCHEMAS = [
  ['1.25', inPackage('@microsoft/app-manifest/build/json-schemas/teams/v1.25/MicrosoftTeams.schema.json')],
  ['1.29', inPackage('@microsoft/app-manifest/build/json-schemas/teams/v1.29/MicrosoftTeams.schema.json')],
] as const;

const packaged: Packaged = {
  appId: '0f0e0d0c-0b0a-4908-8706-050403020100',
  url: new URL('https://steward.acme.com/'),
  version: '1.2.3',
  about: new URL('https://acme.com/steward'),
};
const manifest = teamsManifest(packaged);

const upTo = (characters: number) => z.string().min(1).max(characters);
const https = z.url({ protocol: /^https$/ }).max(2048);
const guid = z.string().regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/);
const scopes = z.array(z.enum(['team', 'personal', 'groupChat'])).min(1);

/** The documented rules for what we use: https://learn.microsoft.com/microsoft-365/extensibility/schema/ */
const Documented = z.strictObject({
  $schema: https,
  manifestVersion: z.literal('1.25'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  id: guid,
  developer: z.strictObject({ name: upTo(32), websiteUrl: https, privacyUrl: https, termsOfUseUrl: https }),
  name: z.strictObject({ short: upTo(30), full: upTo(100) }),
  description: z.strictObject({ short: upTo(80), full: upTo(4000) }),
  icons: z.strictObject({ color: upTo(2048), outline: upTo(2048) }),
  accentColor: z.string().regex(/^#[0-9a-f]{6}$/),
  defaultInstallScope: z.literal('personal'),
  defaultGroupCapability: z.strictObject({ team: z.literal('bot'), groupchat: z.literal('bot') }),
  bots: z.tuple([
    z.strictObject({
      botId: guid,
      scopes,
      supportsFiles: z.boolean(),
      isNotificationOnly: z.literal(false),
      commandLists: z
        .array(
          z.strictObject({
            scopes,
            commands: z.array(z.strictObject({ title: upTo(128), description: upTo(4000) })).max(12),
          }),
        )
        .max(3),
    }),
  ]),
  composeExtensions: z.tuple([
    z.strictObject({
      botId: guid,
      commands: z
        .array(
          z.strictObject({
            id: upTo(64),
            type: z.literal('action'),
            fetchTask: z.literal(true),
            title: upTo(32),
            description: upTo(128),
            context: z.array(z.enum(['compose', 'commandBox', 'message'])).min(1),
          }),
        )
        .max(10),
    }),
  ]),
  permissions: z.array(z.enum(['identity', 'messageTeamMembers'])),
  validDomains: z.array(z.string().regex(/^[\w.-]+$/)).max(16),
});

describe('the manifest of the Teams app', () => {
  it('keeps the documented rules, and holds nothing else', () => {
    expect(Documented.safeParse(manifest).error?.issues ?? []).toEqual([]);
  });

  it.each(SCHEMAS)('is valid for Teams as %s', (version, file) => {
    // Its own `$schema` is draft 4, which Ajv does not know; it uses nothing that later drafts read otherwise.
    const { $schema: _draft, ...schema } = z.looseObject({}).parse(JSON.parse(readFileSync(file, 'utf8')));
    const validate = new Ajv({ strict: false, logger: false }).compile(schema);
    const as = { ...manifest, manifestVersion: version };

    expect(validate(as) ? [] : validate.errors).toEqual([]);
    expect(validate({ ...as, name: { short: 'x'.repeat(31) } })).toBe(false);
  });

  it('is for the bot, the address and the version that were asked for', () => {
    expect(manifest).toMatchObject({
      id: packaged.appId,
      version: '1.2.3',
      bots: [{ botId: packaged.appId, scopes: ['personal', 'team', 'groupChat'] }],
      composeExtensions: [{ botId: packaged.appId }],
      developer: { privacyUrl: 'https://acme.com/steward' },
      validDomains: ['steward.acme.com'],
    });
  });

  it('offers exactly what the receiver does, under ids that packages in use know', () => {
    const entries = manifest.composeExtensions.flatMap(({ commands }) => commands);

    expect(entries.map(({ id }) => id).toSorted()).toEqual(Object.keys(COMMAND_ACTIONS).toSorted());
    expect(entries.map(({ id, title, context }) => `${id}: ${title} (${context})`)).toEqual([
      'declareFromMessage: Declare from this message (message)',
      'reportFromMessage: Report an AI concern or incident (message)',
      'declare: Declare an AI use (compose,commandBox)',
      'report: Report an AI concern (compose,commandBox)',
    ]);
  });

  it('asks for no consent to read what is not said to Steward, and for nothing of Microsoft Graph', () => {
    expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(['authorization']));
    expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(['webApplicationInfo']));
  });
});

describe('the package of the Teams app', () => {
  const archive = teamsAppPackage(packaged);
  const files = unzipStored(archive);

  it('holds the manifest and its two icons, and nothing else', () => {
    const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);

    expect([...files.keys()]).toEqual(['manifest.json', 'color.png', 'outline.png']);
    expect(Object.values(manifest.icons)).toEqual(['color.png', 'outline.png']);
    expect(JSON.parse(Buffer.from(files.get('manifest.json') ?? []).toString('utf8'))).toEqual(manifest);
    expect([unpacksWithin(archive, bytes), unpacksWithin(archive, bytes - 1)]).toEqual([true, false]);
  });

  it('is the same each time it is made', () => {
    expect(Buffer.compare(archive, teamsAppPackage(packaged))).toBe(0);
  });

  it('has a colour icon of 192 by 192 without a hole', () => {
    const { width, height, pixels } = readPng(files.get('color.png'));

    expect([width, height]).toEqual([192, 192]);
    expect(pixels.every(([, , , alpha]) => alpha === 255)).toBe(true);
    expect(new Set(pixels.map(String)).size).toBeGreaterThan(2);
  });

  it('has an outline of 32 by 32 in white on nothing', () => {
    const { width, height, pixels } = readPng(files.get('outline.png'));

    expect([width, height]).toEqual([32, 32]);
    expect(pixels.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
    expect(pixels[0]).toEqual([255, 255, 255, 0]);
    expect(pixels.some(([, , , alpha]) => alpha === 255)).toBe(true);
  });
});

/** Eight bits a channel, with opacity, every row without a filter. */
function readPng(bytes: Uint8Array | undefined) {
  const png = Buffer.from(bytes ?? []);
  expect(png.subarray(0, 8)).toEqual(Buffer.from('89504e470d0a1a0a', 'hex'));
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const ends = at + 8 + png.readUInt32BE(at);
    expect(png.readUInt32BE(ends)).toBe(crc32(png.subarray(at + 4, ends)));
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, ends));
    at = ends + 4;
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(13);
  expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
  expect([...header.subarray(8)]).toEqual([8, 6, 0, 0, 0]);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const raw = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const row = 1 + 4 * width;
  expect(raw.length).toBe(row * height);
  const pixels = Array.from({ length: width * height }, (_, pixel) => {
    const at = Math.floor(pixel / width) * row + 1 + 4 * (pixel % width);
    return [...raw.subarray(at, at + 4)];
  });
  return { width, height, pixels };
}
