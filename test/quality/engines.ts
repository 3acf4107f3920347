import { BM25Retriever } from '@langchain/community/retrievers/bm25';
import { Document } from '@langchain/core/documents';
import { Charset, Encoder, Index } from 'flexsearch';
import englishOptions from 'flexsearch/lang/en';
import lunr from 'lunr';
import MiniSearch, { type Options } from 'minisearch';
import { stemmer } from 'stemmer';
import type { Passage } from '../../src/knowledge/passage.ts';
import { createSearch } from '../../src/knowledge/search.ts';
import { STOP_WORDS } from '../../src/knowledge/words.ts';

/** Finds ids of passages, best first. */
export type Find = (question: string, limit: number) => Promise<readonly string[]> | readonly string[];

export interface Engine {
  readonly name: string;
  /** Builds its index. */
  open(passages: readonly Passage[]): Find;
}

/** Everybody gets the same fields: what a passage is called, what else it is called, and what it says. */
interface Fields {
  readonly id: string;
  readonly title: string;
  readonly aliases: string;
  readonly text: string;
}

function fieldsOf({ id, title, aliases, sections }: Passage): Fields {
  const text = sections.flatMap((section) => [section.heading, section.text]).join('\n');
  return { id, title, aliases: aliases.join('\n'), text };
}

function wholeText({ title, aliases, text }: Fields): string {
  return `${title}\n${aliases}\n${text}`;
}

export const ours: Engine = {
  name: 'ours',
  open(passages) {
    const search = createSearch(passages);
    return (question, limit) => search.find(question, limit).map(({ passage }) => passage.id);
  },
};

function miniSearch(name: string, options: Partial<Options<Fields>>): Engine {
  return {
    name,
    open(passages) {
      const index = new MiniSearch<Fields>({ fields: ['title', 'aliases', 'text'], ...options });
      index.addAll(passages.map(fieldsOf));
      return (question, limit) =>
        index
          .search(question)
          .slice(0, limit)
          .map(({ id }) => String(id));
    },
  };
}

const lunrEngine: Engine = {
  name: 'lunr',
  open(passages) {
    const index = lunr(function build() {
      this.ref('id');
      this.field('title', { boost: 3 });
      this.field('aliases', { boost: 2 });
      this.field('text');
      for (const passage of passages) this.add(fieldsOf(passage));
    });
    return (question, limit) =>
      index
        .query((query) => {
          // Its own query language would read colons and signs in a question as commands.
          for (const token of lunr.tokenizer(question)) query.term(token.toString(), {});
        })
        .slice(0, limit)
        .map(({ ref }) => ref);
  },
};

function flexSearch(name: string, options: ConstructorParameters<typeof Index>[0]): Engine {
  return {
    name,
    open(passages) {
      const index = new Index(options);
      passages.map(fieldsOf).forEach((fields, number) => {
        index.add(number, wholeText(fields));
      });
      return async (question, limit) => {
        const found = await index.search({ query: question, limit, suggest: true });
        return Array.isArray(found) ? found.flatMap((number) => passages[Number(number)]?.id ?? []) : [];
      };
    },
  };
}

const langChain: Engine = {
  name: 'LangChain BM25Retriever',
  open(passages) {
    const documents = passages.map((passage) => {
      return new Document({ pageContent: wholeText(fieldsOf(passage)), metadata: { id: passage.id } });
    });
    return async (question, limit) => {
      // It builds a regular expression of every word, and fails on those that are none.
      const words = question.replace(/[^\p{L}\p{N}\s.-]/gu, ' ');
      const found = await BM25Retriever.fromDocuments(documents, { k: limit }).invoke(words);
      return found.map(({ metadata }) => String(metadata.id));
    };
  },
};

/** As they come, and each as well set up for questions in English as its options allow. */
export const OTHERS: readonly Engine[] = [
  miniSearch('minisearch', {}),
  miniSearch('minisearch, tuned', {
    processTerm: (term) => (STOP_WORDS.has(term.toLowerCase()) ? null : stemmer(term.toLowerCase())),
    searchOptions: { boost: { title: 3, aliases: 2 }, bm25: { k: 1.2, b: 0.75, d: 0 } },
  }),
  lunrEngine,
  flexSearch('flexsearch', {}),
  flexSearch('flexsearch, tuned', {
    tokenize: 'strict',
    encoder: new Encoder({ ...Charset.Default, ...englishOptions }),
    context: { depth: 2, resolution: 9, bidirectional: true },
  }),
  langChain,
];
