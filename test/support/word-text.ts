import { inflateRawSync } from 'node:zlib';

/** A paragraph of a Word document: its style, and its text with line breaks. */
export interface WordParagraph {
  readonly style: string | undefined;
  readonly text: string;
}

/** The parts of a Word document, by their names. Each has been read as XML: a test fails where one is not well-formed. */
export function partsOf(docx: Uint8Array): ReadonlyMap<string, string> {
  const bytes = Buffer.from(docx);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const parts = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
    const content = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
    if (/\.(?:xml|rels)$/u.test(name)) {
      parts.set(name, content.toString('utf8'));
      checkXml(content.toString('utf8'), name);
    }
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return parts;
}

/** Every paragraph of the body, those of tables included, in order; empty ones are left out. */
export function paragraphsOf(docx: Uint8Array): readonly WordParagraph[] {
  const body = partsOf(docx).get('word/document.xml') ?? '';
  return [...body.matchAll(/<w:p(?:\s[^>]*)?>(.*?)<\/w:p>/gsu)].flatMap(([, inside = '']) => {
    const style = /<w:pStyle w:val="([^"]*)"/u.exec(inside)?.[1];
    const text = [...inside.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|(<w:br\/>)|(<w:tab\/>)/gu)]
      .map(([, words, line]) => (line === undefined ? plain(words ?? '') : '\n'))
      .join('');
    return text === '' ? [] : [{ style, text }];
  });
}

const TOKEN = /<\?[^?]*\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gsuy;
/** https://www.w3.org/TR/xml/#charsets */
const NO_CHARACTER = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

function checkXml(xml: string, name: string): void {
  const open: string[] = [];
  let read = 0;
  if (NO_CHARACTER.test(xml)) throw new Error(`${name} holds a character that XML has not`);
  for (const { 0: token, 1: closing, 2: tag, 4: alone, 5: text, index } of xml.matchAll(TOKEN)) {
    if (index !== read) break;
    read += token.length;
    const words = text ?? token;
    if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/iu.test(words))
      throw new Error(`${name} holds a bare &: ${words}`);
    if (tag === undefined || alone) continue;
    if (!closing) open.push(tag);
    else if (open.pop() !== tag) throw new Error(`${name} closes ${tag}, which is not open`);
  }
  if (read !== xml.length || open.length > 0)
    throw new Error(`${name} is not well-formed at “${xml.slice(read, read + 60)}”, with ${open.join(' ')} open`);
}

function plain(words: string): string {
  return words.replaceAll(/&(amp|lt|gt|quot|apos);/gu, (_, entity: string) => ENTITIES[entity] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
