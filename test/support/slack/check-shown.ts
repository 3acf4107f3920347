import { createHash } from 'node:crypto';
import { blockFaults, hasBlockKitLimits } from './block-kit-limits.ts';
import { isRecord, objectsIn } from './json-checks.ts';
import { noteRefused } from './refused-blocks.ts';

/** What means more than its letters: none of it comes from us. A link does, where a card says so. */
const LIVE = ['mrkdwn', 'markdown', 'user', 'usergroup', 'channel', 'broadcast', 'emoji', 'date', 'date_range'];
/** The one text that Slack parses: a mention, a link or an emoji could begin there. */
const PARSED = [/[<>]/, /&(?!amp;|lt;|gt;)/, /[@#:](?=[\w/])/];

/** Tells what comes for the first time; only digests are kept, as there is much of it. */
export function createFirstTime(): (json: string) => boolean {
  const seen = new Set<string>();
  return (json) => {
    const before = seen.size;
    return seen.add(createHash('sha1').update(json).digest('base64')).size > before;
  };
}

const isNew = createFirstTime();
let count = 0;

/** How many different messages and views were looked at in this process. */
export function shownSoFar(): number {
  return count;
}

/** Looks at a message (`{ text, blocks }`) or a view; the test in which it is shown fails if Slack would refuse it. */
export function checkShown(shown: unknown, where: string, mayLink: boolean): void {
  if (!hasBlockKitLimits || !isNew(JSON.stringify(shown) ?? '')) return;
  count += 1;
  noteRefused([...blockFaults(shown), ...liveParts(shown, mayLink)].map((fault) => `${where}: ${fault}`));
}

function liveParts(shown: unknown, mayLink: boolean): readonly string[] {
  const types = new Set([...objectsIn(shown)].map(({ type }) => String(type)));
  const live = [...LIVE, ...(mayLink ? [] : ['link'])].filter((type) => types.has(type));
  const text = isRecord(shown) && typeof shown.text === 'string' ? shown.text : '';
  return [
    ...live.map((type) => `has an element of type ${type}`),
    ...PARSED.filter((pattern) => pattern.test(text)).map((pattern) => `has ${pattern} in its text`),
  ];
}

/** Looks at what a call of the Web API shows. */
export function checkCall(method: string, args: Readonly<Record<string, unknown>>): void {
  const { text, blocks, view } = args;
  if (method.startsWith('views.')) checkShown(view, method, true);
  if (!/^chat\.(?:postMessage|update|postEphemeral)$/u.test(method)) return;
  checkShown({ text, ...(blocks === undefined ? {} : { blocks }) }, method, true);
}

/** What Steward posts, which always has blocks, unfurls nothing. */
export function checkUnfurling(method: string, args: Readonly<Record<string, unknown>>): void {
  if (method !== 'chat.postMessage' || args.blocks === undefined) return;
  const unfurls = ['unfurl_links', 'unfurl_media'].filter((name) => String(args[name]) !== 'false');
  noteRefused(unfurls.map((name) => `${method}: ${name} is on`));
}

/** Looks at what an answer to Slack shows: a dialog, or words after a command. */
export function checkAnswer(body: string): void {
  const answer: unknown = body.startsWith('{') ? JSON.parse(body) : undefined;
  if (!isRecord(answer)) return;
  if (answer.view !== undefined) checkShown(answer.view, 'an acknowledgement', true);
  const { text, blocks } = answer;
  if (blocks !== undefined) checkShown({ text, blocks }, 'an acknowledgement', true);
}
