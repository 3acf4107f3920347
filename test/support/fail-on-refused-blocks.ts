import { afterEach, expect } from 'vitest';
import { takeRefused } from './slack/refused-blocks.ts';

/** Whatever a test shows in Slack, or in the console as Slack would show it, has to be within Block Kit's limits. */
afterEach(() => expect(takeRefused(), 'what Slack would refuse').toEqual([]));
