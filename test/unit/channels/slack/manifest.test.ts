import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SLACK_FEATURES } from '../../../../src/channels/slack/features.ts';
import { type Reached, slackManifest } from '../../../../src/channels/slack/manifest.ts';
import { scopesFor } from '../../../../src/channels/slack/scopes.ts';

const repository = path.resolve(import.meta.dirname, '../../../..');
const data = process.env.TEST_DATA_DIR ?? path.resolve(repository, '../shared/data');
const schemaFile = path.join(data, 'slack', 'app-manifest.schema.2.0.0.json');
const noSchema = existsSync(schemaFile) ? '' : ' (skipped: TEST_DATA_DIR is not there)';

const Shipped = z.object({
  features: z.object({
    agent_view: z.object({ suggested_prompts: z.array(z.object({ message: z.string() })) }),
    shortcuts: z.array(z.object({ name: z.string(), type: z.string(), callback_id: z.string() })),
    slash_commands: z.array(z.object({ command: z.string(), url: z.string().optional() })),
  }),
  oauth_config: z.object({
    redirect_urls: z.array(z.string()).optional(),
    scopes: z.object({ bot: z.array(z.string()) }),
  }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string().optional(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.boolean(), request_url: z.string().optional() }),
    socket_mode_enabled: z.boolean(),
  }),
});
const url = (address: string): Reached => ({ kind: 'url', url: address });
const shipped: unknown = JSON.parse(readFileSync(path.join(repository, 'manifest.json'), 'utf8'));

describe('the manifest of the Slack app', () => {
  it('in the repository is the default one', () => {
    // Written with: npx aims slack manifest --url https://steward.example.com > manifest.json
    expect(shipped).toEqual(slackManifest(url('https://steward.example.com'), []));
  });

  it('asks for exactly what the default features need', () => {
    expect(Shipped.parse(shipped).oauth_config.scopes.bot).toEqual(scopesFor([]));
  });

  it.skipIf(noSchema !== '')(`is valid for Slack, with every feature too${noSchema}`, () => {
    const validate = new Ajv({ strict: false, logger: false }).compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
    const faults = [
      shipped,
      slackManifest(url('https://a.example'), SLACK_FEATURES),
      slackManifest({ kind: 'socket' }, []),
    ].map((manifest) => (validate(manifest) ? [] : validate.errors));

    expect(faults).toEqual([[], [], []]);
    expect(
      validate({
        ...slackManifest({ kind: 'socket' }, []),
        features: { agent_view: { agent_description: 'x'.repeat(301) } },
      }),
    ).toBe(false);
  });

  it('sends everything to one address, and the browser back from an installation', () => {
    const { features, oauth_config, settings } = Shipped.parse(slackManifest(url('https://a.example'), []));

    const events = 'https://a.example/slack/events';
    expect(features.slash_commands).toMatchObject([{ command: '/aims', url: events }]);
    expect(settings.event_subscriptions.request_url).toBe(events);
    expect(settings.interactivity).toEqual({ is_enabled: true, request_url: events });
    expect(oauth_config.redirect_urls).toEqual(['https://a.example/slack/oauth_redirect']);
  });

  it('names no address in Socket Mode', () => {
    const manifest = slackManifest({ kind: 'socket' }, []);

    expect(JSON.stringify(manifest)).not.toContain('http');
    expect(Shipped.parse(manifest).settings.socket_mode_enabled).toBe(true);
  });

  it('adds scopes and events of a feature', () => {
    const { oauth_config, settings } = Shipped.parse(slackManifest({ kind: 'socket' }, ['thread-follow-ups']));

    expect(oauth_config.scopes.bot).toContain('channels:history');
    expect(settings.event_subscriptions.bot_events).toEqual(
      expect.arrayContaining(['message.channels', 'message.groups', 'message.im']),
    );
  });

  it('offers to declare and to report, each from the menu and from a message', () => {
    const shortcuts = Shipped.parse(shipped).features.shortcuts.map(
      ({ type, callback_id }) => `${type} ${callback_id}`,
    );

    expect(shortcuts).toEqual([
      'global declare',
      'global report_concern',
      'message declare_from_message',
      'message report_concern_from_message',
    ]);
  });
});
