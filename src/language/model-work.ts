import { z } from 'zod';
import type { AuditLog } from '../chat/router-stores.ts';
import type { Clock } from '../kernel/clock.ts';
import type { PeopleStore } from '../people/people.ts';
import type { Prompt } from '../prompting/define-prompt.ts';
import { createPersonalData, type PersonalData } from '../prompting/personal-data.ts';
import type { PromptInput } from '../prompting/template.ts';
import { type Allowance, chargeFor, limitFor } from './allowance.ts';
import {
  type LanguageModel,
  MOST_ANSWERS,
  type ModelFailure,
  mostTokens,
  NOT_CONFIGURED,
  NOTHING_SPENT,
} from './language-model.ts';
import type { ModelCall, ModelCallStore, Reserved } from './model-calls.ts';

export interface ModelStores {
  readonly modelCalls: ModelCallStore;
  readonly people: PeopleStore;
  readonly audit: AuditLog;
  readonly jobs: {
    add(job: {
      readonly kind: string;
      readonly payload: Readonly<Record<string, string>>;
      readonly runAt: Date;
      readonly dedupeKey: string;
    }): Promise<void>;
  };
}

/** Something that a model is asked to do. The features define it; it never decides anything. */
export interface ModelWork<Stores, Given extends PromptInput, Output> {
  readonly purpose: string;
  readonly prompt: Prompt<Given, Output>;
  readonly maxOutputTokens: number;
  readonly timeLimitMs: number;
  /** How long after it was queued the result is still wanted. */
  readonly patienceMs: number;
  /** What is sent, read when it is sent; `undefined` when the result is not wanted any more. */
  readonly prepare: (stores: Stores, call: ModelCall, now: Date) => Promise<Given | undefined>;
  /**
   * Takes up what came back, in one transaction with the end of the call. What it answers is kept with the call.
   * `restore` puts back what was taken out of the words before they were sent.
   */
  readonly finish: (stores: Stores, call: ModelCall, came: CameBack<Output>, now: Date) => Promise<unknown>;
}

export type CameBack<Output> =
  | { readonly ok: true; readonly value: Output; readonly restore: (text: string) => string }
  | { readonly ok: false; readonly failure: ModelFailure };

/** A work whose types only it knows. */
export interface AnyModelWork<Stores> {
  readonly purpose: string;
  run(parts: ModelRunner<Stores>, call: ModelCall): Promise<Finish<Stores>>;
}

/** Runs in one transaction with the end of the job. A date asks for the job to be run again. */
export type Finish<Stores> = (stores: Stores, now: Date) => Promise<Date | undefined>;

export interface ModelRunner<Stores> {
  readonly model: LanguageModel;
  readonly allowance: Allowance;
  readonly transact: <Result>(work: (stores: Stores) => Promise<Result>) => Promise<Result>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export const MODEL_JOB = 'model.call';
const Payload = z.object({ call: z.uuid(), purpose: z.string() });

/** Longer inputs are not sent: whoever wrote so much is answered without a model. */
const LONGEST_INPUT = 60_000;
/** Placeholders may be longer than the words that they stand for. */
const GROWTH = 1.25;
/** An endpoint that was away is tried again after this. */
const TRY_AGAIN_MS = 5_000;

export interface NewModelCall<Given> {
  readonly id: string;
  readonly personId: string;
  readonly subjectId: string;
  /** As it would be sent now, for its size. */
  readonly input: Given;
  readonly text?: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** Reserves the most that a call can cost, in the caller's transaction. Whoever reserves it makes it, too. */
export async function reserveModelCall<Stores extends ModelStores, Given extends PromptInput, Output>(
  stores: Stores,
  work: ModelWork<Stores, Given, Output>,
  { model, allowance }: Pick<ModelRunner<Stores>, 'model' | 'allowance'>,
  { input, text, details = {}, ...call }: NewModelCall<Given>,
  now: Date,
): Promise<Reserved | 'tooLong'> {
  const inputLimit = Math.ceil(GROWTH * sizeOf(work.prompt, input));
  if (inputLimit > LONGEST_INPUT) return 'tooLong';
  const { id: promptId, version: promptVersion, digest: promptDigest } = work.prompt;
  const reserved = mostCharge(allowance, inputLimit, work.maxOutputTokens);
  return stores.modelCalls.reserve(
    {
      ...call,
      purpose: work.purpose,
      promptId,
      promptVersion,
      promptDigest,
      model: model.name,
      inputLimit,
      reserved,
      reservedAt: now,
      text,
      details,
    },
    limitsOf(allowance),
  );
}

/** The same, and queues it. */
export async function queueModelCall<Stores extends ModelStores, Given extends PromptInput, Output>(
  stores: Stores,
  work: ModelWork<Stores, Given, Output>,
  parts: Pick<ModelRunner<Stores>, 'model' | 'allowance'>,
  call: NewModelCall<Given>,
  now: Date,
): Promise<Reserved | 'tooLong'> {
  const outcome = await reserveModelCall(stores, work, parts, call, now);
  if (outcome !== 'reserved') return outcome;
  const payload = { call: call.id, purpose: work.purpose };
  await stores.jobs.add({ kind: MODEL_JOB, payload, runAt: now, dedupeKey: `${MODEL_JOB}/${call.id}` });
  return 'reserved';
}

function limitsOf(allowance: Allowance) {
  return { person: limitFor(allowance, 'perPerson'), organisation: limitFor(allowance, 'perOrganisation') };
}

/** Everything twice, and the first answer read again where a second one is asked for. */
function mostCharge(allowance: Allowance, inputLimit: number, maxOutputTokens: number) {
  return chargeFor(allowance, MOST_ANSWERS * (inputLimit + maxOutputTokens), MOST_ANSWERS * maxOutputTokens);
}

function sizeOf<Given extends PromptInput, Output>({ render, output }: Prompt<Given, Output>, input: Given): number {
  const { system, user } = render(input);
  return mostTokens(system) + mostTokens(user) + mostTokens(JSON.stringify(z.toJSONSchema(output))) + REPAIR_TOKENS;
}

/** What a second try says beside the first answer. */
const REPAIR_TOKENS = 400;

/** The job that makes the calls: the model is asked outside any transaction, and asked nothing when it is not wanted. */
export function createModelJob<Stores extends ModelStores>(
  works: readonly AnyModelWork<Stores>[],
  parts: Omit<ModelRunner<Stores>, 'signal'>,
): (payload: unknown, signal: AbortSignal) => Promise<Finish<Stores>> {
  return async (payload, signal) => {
    const { call: callId, purpose } = Payload.parse(payload);
    const work = works.find((one) => one.purpose === purpose);
    const started = await parts.transact(({ modelCalls }) => modelCalls.start(callId, parts.clock()));
    if (!work || !started) return async () => undefined;
    const { call, again } = started;
    if (again) {
      const reserved = await parts.transact(({ modelCalls }) =>
        modelCalls.reserveAgain(call, limitsOf(parts.allowance)),
      );
      if (reserved !== 'reserved') return work.run({ ...parts, signal, model: spent(reserved) }, call);
    }
    return work.run({ ...parts, signal }, call);
  };
}

/** Answers for a model that may not be called. */
function spent(of: 'person' | 'organisation'): LanguageModel {
  const reply = { ok: false, failure: { kind: 'capReached', of }, spent: NOTHING_SPENT } as const;
  return { name: 'none', structured: async () => reply, write: async () => reply };
}

export function anyWork<Stores extends ModelStores, Given extends PromptInput, Output>(
  work: ModelWork<Stores, Given, Output>,
): AnyModelWork<Stores> {
  return { purpose: work.purpose, run: (parts, call) => run(work, parts, call) };
}

async function run<Stores extends ModelStores, Given extends PromptInput, Output>(
  work: ModelWork<Stores, Given, Output>,
  { model, allowance, transact, clock, signal }: ModelRunner<Stores>,
  call: ModelCall,
): Promise<Finish<Stores>> {
  const untilMs = call.reservedAt.getTime() + work.patienceMs;
  const prepared = await transact(async (stores) => {
    const input = clock().getTime() < untilMs ? await work.prepare(stores, call, clock()) : undefined;
    const names = (await stores.people.list()).map(({ displayName }) => displayName);
    return input && { input, personal: createPersonalData(names) };
  });
  const given = prepared && withoutPersonalData(work.prompt, prepared.input, prepared.personal);
  const tooLong = given !== undefined && sizeOf(work.prompt, given) > call.inputLimit;
  if (!prepared || !given || tooLong) {
    const failure: ModelFailure = { kind: 'unavailable', reason: 'it came too late' };
    return async (stores, now) => {
      await end(
        stores,
        call,
        { outcome: 'dropped', spent: NOTHING_SPENT, charge: chargeFor(allowance, 0, 0) },
        now,
        () => work.finish(stores, call, { ok: false, failure }, now),
      );
      return undefined;
    };
  }
  const messages = work.prompt.render(given);
  const reply = await model.structured({
    ...messages,
    schemaName: work.prompt.id,
    schema: work.prompt.output,
    maxOutputTokens: work.maxOutputTokens,
    timeLimitMs: work.timeLimitMs,
    signal,
  });
  const charge = chargeFor(allowance, reply.spent.inputTokens, reply.spent.outputTokens);
  return async (stores, now) => {
    const againAt = reply.ok || charge.tokens > 0 ? undefined : retryAt(reply.failure, now);
    if (againAt && againAt.getTime() + work.timeLimitMs < untilMs) {
      await stores.modelCalls.putBack(call.id);
      return againAt;
    }
    const came: CameBack<Output> = reply.ok
      ? { ok: true, value: reply.value, restore: prepared.personal.restore }
      : { ok: false, failure: reply.failure };
    const sent = `${messages.system}\n\n${messages.user}`;
    const received = reply.ok ? JSON.stringify(reply.value) : undefined;
    const outcome = reply.ok ? 'answered' : reply.failure.kind;
    await end(stores, call, { outcome, spent: reply.spent, charge, sent, received }, now, () =>
      work.finish(stores, call, came, now),
    );
    return undefined;
  };
}

function retryAt(failure: ModelFailure, now: Date): Date | undefined {
  if (failure.kind === 'rateLimited') return new Date(now.getTime() + failure.retryAfterMs);
  const isAway = failure.kind === 'unavailable' && failure.reason !== NOT_CONFIGURED;
  return isAway ? new Date(now.getTime() + TRY_AGAIN_MS) : undefined;
}

interface HowItEnded {
  readonly outcome: string;
  readonly spent: typeof NOTHING_SPENT;
  readonly charge: { readonly tokens: number; readonly cost: number };
  readonly sent?: string | undefined;
  readonly received?: string | undefined;
}

async function end<Stores extends ModelStores>(
  { modelCalls, audit }: Stores,
  call: ModelCall,
  { sent, received, ...ended }: HowItEnded,
  now: Date,
  finish: () => Promise<unknown>,
): Promise<void> {
  const result = await finish();
  const isFirst = await modelCalls.end(
    call,
    { ...ended, sent, received, ...(result === undefined ? {} : { result }) },
    now,
  );
  if (!isFirst) return;
  const { purpose, promptId, promptVersion, model, subjectId } = call;
  const details = {
    purpose,
    subjectId,
    promptId,
    promptVersion,
    model,
    outcome: ended.outcome,
    tokens: ended.charge.tokens,
  };
  audit.record({ process: 'model' }, [{ kind: 'model.called', subjectId: call.id, details }], now);
}

/** The same input with every text in it minimised. */
function withoutPersonalData<Given extends PromptInput, Output>(
  { read }: Prompt<Given, Output>,
  input: Given,
  personal: PersonalData,
): Given {
  const minimised = Object.entries(input).map(([name, value]) => [
    name,
    typeof value === 'string'
      ? personal.remove(value)
      : value.map((item) =>
          Object.fromEntries(Object.entries(item).map(([field, words]) => [field, personal.remove(words)])),
        ),
  ]);
  return read(Object.fromEntries(minimised));
}
