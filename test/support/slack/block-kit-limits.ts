import { block } from './block-kit-blocks.ts';
import { plainText } from './block-kit-elements.ts';
import { type Check, isRecord, list, object, objectsIn, oneOf, string, yesOrNo } from './json-checks.ts';
import { hasBlockKitLimits, limit } from './limits-file.ts';

export { hasBlockKitLimits } from './limits-file.ts';

// What the file does not know. https://docs.slack.dev/reference/block-kit/blocks
const MESSAGE_BLOCKS = 50;
/** Measured by others, undocumented. https://github.com/slackapi/bolt-js/issues/2509 */
const MESSAGE_CHARACTERS = 13_200;
/** chat.update counts bytes. https://docs.slack.dev/reference/methods/chat.update */
const MESSAGE_TEXT_BYTES = 4_000;
/** https://docs.slack.dev/reference/methods/views.open */
const VIEW_BYTES = 250_000;

/**
 * Everything for which Slack would refuse a message (`{ text, blocks }`, further arguments are not looked at) or a
 * view, each fault with its place; empty when all is well.
 */
export function blockFaults(shown: unknown): string[] {
  if (!hasBlockKitLimits) throw new Error('TEST_DATA_DIR has no Block Kit limits; see hasBlockKitLimits');
  if (!isRecord(shown)) return ['is no object'];
  const faults = shown.type === undefined ? messageFaults(shown) : viewFaults(shown);
  return [...faults, ...twice(shown, 'block_id'), ...twice(shown, 'action_id')];
}

function messageFaults({ text, blocks = [] }: Record<string, unknown>): readonly string[] {
  const bytes = Buffer.byteLength(typeof text === 'string' ? text : '');
  const characters = JSON.stringify(blocks).length;
  return [
    ...string()(text, 'text'),
    ...(bytes > MESSAGE_TEXT_BYTES ? [`text: has ${bytes} bytes, of ${MESSAGE_TEXT_BYTES}`] : []),
    ...list(block, { min: 0, max: MESSAGE_BLOCKS })(blocks, 'blocks'),
    ...(characters > MESSAGE_CHARACTERS ? [`blocks: have ${characters} characters, of ${MESSAGE_CHARACTERS}`] : []),
  ];
}

const title = (name: string) => plainText(limit('view', name, 'max_length'));

const VIEW_FIELDS: Readonly<Record<string, Check>> = {
  blocks: list(block, { min: limit('view', 'blocks', 'min_items'), max: limit('view', 'blocks', 'max_items') }),
};

const ANY_VIEW: Readonly<Record<string, Check>> = {
  private_metadata: string({ min: 0, max: limit('view', 'private_metadata', 'max_length') }),
  callback_id: string({ max: limit('view', 'callback_id', 'max_length') }),
  external_id: string({ max: limit('view', 'callback_id', 'max_length') }),
};

const modal = object(
  { type: oneOf('modal'), title: title('title'), ...VIEW_FIELDS },
  {
    ...ANY_VIEW,
    close: title('close'),
    submit: title('submit'),
    clear_on_close: yesOrNo,
    notify_on_close: yesOrNo,
  },
);
const home = object({ type: oneOf('home'), ...VIEW_FIELDS }, ANY_VIEW);

function viewFaults(view: Record<string, unknown>): readonly string[] {
  const bytes = Buffer.byteLength(JSON.stringify(view));
  const hasInputs = [...objectsIn(view.blocks)].some(({ type }) => type === 'input');
  return [
    ...(view.type === 'home' ? home(view, 'view') : modal(view, 'view')),
    ...(bytes > VIEW_BYTES ? [`view: has ${bytes} bytes, of ${VIEW_BYTES}`] : []),
    ...(view.type === 'modal' && hasInputs && view.submit === undefined ? ['view.submit: is missing'] : []),
  ];
}

/** Ids are unique in the whole message or view; Slack itself asks for it of actions within one block only. */
function twice(shown: unknown, name: 'block_id' | 'action_id'): readonly string[] {
  const ids = [...objectsIn(shown)].flatMap((one) => (typeof one[name] === 'string' ? [one[name]] : []));
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) < index))].map((id) => `${name}: ${id} stands twice`);
}
