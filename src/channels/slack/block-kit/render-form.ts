import type { KnownBlock, ModalView } from '@slack/types';
import type { Card } from '../../../chat/card.ts';
import type { Form } from '../../../chat/form.ts';
import { cardBlocks, noticeBlocks } from './card-blocks.ts';
import { headlineBlock } from './headline.ts';
import { formInput } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { largestThatFits } from './parts.ts';
import { blocksOf, noteBlock, notePiece } from './pieces.ts';
import { privateMetadata } from './private-metadata.ts';
import { fitsIn, plainLine } from './text.ts';

/**
 * A form as a modal view. A sentence says how many inputs did not fit into one.
 * @param carried comes back beside the form's context; see `readPrivateMetadata`.
 */
export function renderForm(form: Form, carried: string): ModalView {
  const inputs = form.inputs.map(formInput);
  const drawn = (count: number) => [
    ...longTitle(form.title),
    ...(form.intro ? blocksOf([notePiece(form.intro)]) : []),
    ...inputs.slice(0, count),
    ...leftOut(inputs.length - count),
  ];
  const view: ModalView = {
    type: 'modal',
    callback_id: form.id,
    title: plainLine(form.title, LIMITS.viewTitleCharacters),
    submit: plainLine(form.submitLabel, LIMITS.viewTitleCharacters),
    close: plainLine('Cancel', LIMITS.viewTitleCharacters),
    private_metadata: privateMetadata(form, carried),
    ...(form.dismissed && { notify_on_close: true }),
    blocks: [],
  };
  const room = LIMITS.viewBytes - Buffer.byteLength(JSON.stringify(view));
  const fits = (blocks: readonly KnownBlock[]) =>
    blocks.length <= LIMITS.viewBlocks && Buffer.byteLength(JSON.stringify(blocks)) <= room;
  const blocks = drawn(largestThatFits(inputs.length, (count) => fits(drawn(count))));
  return { ...view, blocks: blocks.length > 0 ? blocks : [noteBlock(form.title)] };
}

/** A card to read in a dialog, without its inputs: a view with inputs has to be submitted. */
export function renderCardView(card: Card, title: string): ModalView {
  return readOnly(
    title,
    cardBlocks({ ...card, inputs: [] }, { blocks: LIMITS.viewBlocks, characters: LIMITS.viewCharacters }),
  );
}

/** A few words in a dialog. */
export function renderNoticeView(title: string, text: string): ModalView {
  const blocks = noticeBlocks(text, { blocks: LIMITS.viewBlocks - 1, characters: LIMITS.viewCharacters });
  return readOnly(title, [...longTitle(title), ...blocks]);
}

function readOnly(title: string, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    title: plainLine(title, LIMITS.viewTitleCharacters),
    close: plainLine('Close', LIMITS.viewTitleCharacters),
    blocks,
  };
}

/** The title bar takes 24 characters, so that a longer title is said in full below it. */
function longTitle(title: string): KnownBlock[] {
  return fitsIn(title, LIMITS.viewTitleCharacters) ? [] : [headlineBlock(title, undefined)];
}

function leftOut(count: number): KnownBlock[] {
  if (count === 0) return [];
  const questions = count === 1 ? 'One more question does' : `${count} more questions do`;
  return [noteBlock(`${questions} not fit into one form. I ask for the rest once you have sent this.`)];
}
