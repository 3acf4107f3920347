const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|cf|vs|art|no|nr|approx|incl|resp|cl)\.)$/i;

/** Splits plain text where a sentence ends; "e.g." and the dots inside "A.6.2.8" do not end one. */
export function splitSentences(text: string): readonly string[] {
  const sentences: string[] = [];
  let current = '';
  for (const piece of text.split(/(?<=[.!?][)"”']?)\s+(?=[\p{Lu}\d"“'(])/u)) {
    current = current === '' ? piece : `${current} ${piece}`;
    if (ABBREVIATION.test(current)) continue;
    sentences.push(current.trim());
    current = '';
  }
  if (current.trim() !== '') sentences.push(current.trim());
  return sentences.filter((sentence) => sentence !== '');
}
