import { randomUUID } from 'node:crypto';
import { consoleApi, type Posted } from '../support/console-api.ts';
import { CLIENT_CALLS } from '../support/declaration.ts';
import type { Doer, SentDeed } from './kill-again.ts';

/** One deed, with the key that it is sent again under until it is acknowledged. */
export interface Deed extends SentDeed {
  readonly key: string;
  readonly person: string;
  readonly posted: Posted;
  /** The words by which its answer is found again, where it gives one. */
  readonly words: string | undefined;
  readonly submits: string | undefined;
}

const ANSWERS_PER_INTERVIEW = 5;

/** Somebody who declares one use after the other. */
export function createDeclarer(person: string): Doer<Deed> {
  const deeds: Deed[] = [];
  const known = new Set<string>();
  let interview: string | undefined;
  let step = 0;

  function next(): Pick<Deed, 'posted' | 'words' | 'submits'> {
    const quiet = { words: undefined, submits: undefined };
    const words = `Nothing else fits, says ${person.slice(-4)} for the time ${deeds.length}.`;
    if (step === 0)
      return {
        ...quiet,
        words,
        posted: { to: 'messages', text: `I would like to use Otter.ai to transcribe client calls. ${words}` },
      };
    const value = { interview: interview ?? '' };
    if (step === 1) return { ...quiet, posted: { to: 'actions', action: 'interview.confirmAll', value } };
    const inputs = step === 2 ? { ...CLIENT_CALLS, alternatives: words } : { alternatives: words };
    if (step < 2 + ANSWERS_PER_INTERVIEW)
      return { ...quiet, words, posted: { to: 'forms', form: 'interview.form', context: value, inputs } };
    return { ...quiet, submits: interview, posted: { to: 'actions', action: 'interview.submit', value } };
  }

  /** The desk shows what is committed, whether its messages have arrived yet or not. */
  async function findInterview(origin: string): Promise<string> {
    const { blocks } = await consoleApi(origin).desk(person);
    const actions = blocks.flatMap((block) =>
      block.kind === 'facts' ? block.facts.flatMap(({ action }) => action ?? []) : [],
    );
    const found = actions.find(({ id, value }) => id === 'interview.resume' && !known.has(String(value.interview)));
    if (!found) throw new Error(`${person} has no open interview`);
    return String(found.value.interview);
  }

  return {
    deeds,
    async goOn(origin) {
      let deed = deeds.at(-1);
      if (!deed || deed.acknowledged) {
        try {
          if (step === 1) interview = await findInterview(origin);
        } catch (failure) {
          if (failure instanceof TypeError) return false;
          throw failure;
        }
        deed = { key: randomUUID(), person, ...next(), acknowledged: false };
        deeds.push(deed);
      }
      if (!(await send(origin, deed))) return false;
      deed.acknowledged = true;
      step += 1;
      if (deed.submits !== undefined) {
        known.add(deed.submits);
        interview = undefined;
        step = 0;
      }
      return true;
    },
  };
}

/** Whether it was acknowledged. Throws when it was refused, which none of these deeds deserves. */
export async function send(origin: string, { person, posted, key }: Deed): Promise<boolean> {
  let answer: Awaited<ReturnType<ReturnType<typeof consoleApi>['post']>>;
  try {
    answer = await consoleApi(origin).post(person, `dm:${person}`, posted, key);
  } catch {
    return false;
  }
  if (!answer.taken) throw new Error(`Refused with ${answer.status}: ${answer.message} (${JSON.stringify(posted)})`);
  if (answer.reply) throw new Error(`Unexpected reply ${JSON.stringify(answer.reply)} to ${JSON.stringify(posted)}`);
  return true;
}
