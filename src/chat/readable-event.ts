import { accept, type Outcome, refuse } from '../kernel/outcome.ts';
import type { ActionValue } from './card.ts';
import type { InboundBody, InboundEvent, SharedFile } from './event.ts';
import type { InputValues } from './form.ts';
import { cleanText, MAX_MESSAGE_CHARACTERS, readableText } from './text.ts';

/** A form has several texts; together they are at most this long. */
const MAX_FORM_CHARACTERS = 5 * MAX_MESSAGE_CHARACTERS;

/** The event with every text in it cleanText, whatever its channel let through; one that is too long is refused. */
export function readableEvent(event: InboundEvent): Outcome<InboundEvent, 'tooLong'> {
  const texts = textsOf(event.body);
  for (const text of texts) {
    const read = readableText(text);
    if (!read.ok) return read;
  }
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (characters > MAX_FORM_CHARACTERS) {
    const [said, most] = [characters, MAX_FORM_CHARACTERS].map((number) => number.toLocaleString('en'));
    return refuse(
      'tooLong',
      `That has ${said} characters altogether; I read up to ${most}. Please send the part that matters.`,
    );
  }
  const { alsoKnownAs } = event;
  const named = alsoKnownAs === undefined ? {} : { alsoKnownAs: cleanText(alsoKnownAs) };
  return accept({ ...event, ...named, deliveryKey: cleanText(event.deliveryKey), body: readableBody(event.body) });
}

function textsOf(body: InboundBody): readonly string[] {
  if (body.kind === 'message')
    return [
      body.text,
      ...(body.files ?? []).flatMap(({ id, name, mimeType, link = '' }) => [id, name, mimeType, link]),
    ];
  const ids = Object.entries(body.kind === 'action' ? body.value : body.context);
  return [...ids, ...Object.entries(body.inputs)].flatMap(([id, value]) => [id, ...[value].flat().map(String)]);
}

/** The same with every text cleaned, however long. */
export function readableBody(body: InboundBody): InboundBody {
  switch (body.kind) {
    case 'message':
      return {
        ...body,
        messageId: cleanText(body.messageId),
        text: cleanText(body.text),
        ...(body.files ? { files: body.files.map(readableFile) } : {}),
      };
    case 'action':
      return { ...body, value: readableValue(body.value), inputs: readableInputs(body.inputs) };
    case 'form':
      return { ...body, context: readableValue(body.context), inputs: readableInputs(body.inputs) };
  }
}

function readableValue(value: ActionValue): ActionValue {
  return Object.fromEntries(
    Object.entries(value).map(([id, one]) => [cleanText(id), typeof one === 'string' ? cleanText(one) : one]),
  );
}

function readableInputs(inputs: InputValues): InputValues {
  return Object.fromEntries(
    Object.entries(inputs).map(([id, value]) => [
      cleanText(id),
      typeof value === 'string' ? cleanText(value) : value.map(cleanText),
    ]),
  );
}

function readableFile({ id, name, mimeType, bytes, link, address }: SharedFile): SharedFile {
  return {
    ...{ id: cleanText(id), name: cleanText(name), mimeType: cleanText(mimeType), bytes },
    ...(link === undefined ? {} : { link: cleanText(link) }),
    ...(address === undefined ? {} : { address }),
  };
}
