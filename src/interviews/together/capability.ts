import { z } from 'zod';
import type {
  ActionHandler,
  Capability,
  Card,
  Context,
  Form,
  FormHandler,
  ImmediateReply,
  InputValues,
  View,
} from '../../chat/vocabulary.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { isReadBy } from '../../people/acting-person.ts';
import type { Person } from '../../people/people.ts';
import type { Contribution } from '../input.ts';
import { findInterview, findOwnInterview, goesOn, type OpenInterview } from '../open-interview.ts';
import { inOwnName } from '../own-name.ts';
import { readInputs } from '../save-form.ts';
import type { InterviewStores, StepOptions } from '../session.ts';
import { contribute, decline, type FoundShare, findShare, give, type NewShare, takeOver, withdraw } from './act.ts';
import { colleaguesCard, owedFacts, ownersCard } from './cards.ts';
import {
  askForm,
  type Chosen,
  coAuthorForm,
  handOverForm,
  partForm,
  partOfCode,
  passOnForm,
  readChosen,
} from './forms.ts';
import { openSharesOf } from './open-shares.ts';
import type { Share } from './share.ts';
import { REFUSALS } from './words.ts';

const Clicked = z.object({
  interview: z.uuid().optional(),
  share: z.uuid().optional(),
  question: z.string().optional(),
  option: z.string().optional(),
  section: z.string().optional(),
});
type Clicked = z.infer<typeof Clicked>;

const notAlone: ImmediateReply = {
  kind: 'notice',
  text: 'Others read along here. Please do this in your own conversation with me.',
};
const gone: ImmediateReply = { kind: 'notice', text: REFUSALS.gone };
const settled: ImmediateReply = { kind: 'notice', text: REFUSALS.settled };

const notYours: Card = { headline: 'This is not yours to see', tone: 'quiet', blocks: [] };

type Deed<Stores, Given> = (
  context: Context<Stores>,
  given: Given,
  clicked: Clicked,
  inputs: InputValues,
) => Promise<ImmediateReply | undefined>;

/** Working on an interview with others: a question or a section for a colleague, co-authors, another owner. */
export function createTogetherCapability<Stores extends InterviewStores>(
  options: StepOptions<Stores>,
): Capability<Stores> {
  /** For the owner of an interview that goes on, alone with Steward. */
  const owned =
    (deed: Deed<Stores, OpenInterview>) =>
    async (context: Context<Stores>, ids: unknown, inputs: InputValues): Promise<ImmediateReply | undefined> => {
      if (context.conversation.visibility !== 'direct') return notAlone;
      const clicked = Clicked.safeParse(ids);
      const id = clicked.data?.interview;
      const found = id === undefined ? undefined : await findOwnInterview(context, id);
      if (!found || !clicked.success) return gone;
      return goesOn(found) ? deed(context, found, clicked.data, inputs) : { kind: 'notice', text: REFUSALS.ended };
    };

  /** For the one who was asked or, `as: 'owner'`, for the owner of the interview: while it is open. */
  const shared =
    (deed: Deed<Stores, FoundShare>, as: 'colleague' | 'owner' = 'colleague') =>
    async (context: Context<Stores>, ids: unknown, inputs: InputValues): Promise<ImmediateReply | undefined> => {
      if (context.conversation.visibility !== 'direct') return notAlone;
      const clicked = Clicked.safeParse(ids);
      const id = clicked.data?.share;
      const found = id === undefined ? undefined : await findShare(context, id, as);
      if (!found || !clicked.success) return gone;
      if (found.share.state === 'open') return deed(context, found, clicked.data, inputs);
      // The click came from a copy that is behind.
      context.changed(found.share.id);
      return settled;
    };

  const click =
    (run: ReturnType<typeof shared>): ActionHandler<Stores> =>
    (context, { value, inputs }) =>
      run(context, value, inputs);
  const form =
    (run: ReturnType<typeof shared>): FormHandler<Stores> =>
    (context, { context: value, inputs }) =>
      run(context, value, inputs);

  /** Opens a form for the owner. */
  const opens = (formOf: (found: OpenInterview, people: readonly Person[], clicked: Clicked) => Form) =>
    click(
      owned(async (context, found, clicked) => ({
        kind: 'openForm',
        form: introduced(
          formOf(found, await context.stores.people.list(), clicked),
          options.beforeAsking?.(found.questionnaire),
        ),
      })),
    );

  /** Sends what a form of the owner asks for; what is wrong is said at its field. */
  const gives = (partOf: (chosen: Chosen) => Share['part'] | undefined) =>
    form(
      owned(async (context, found, _clicked, inputs) => {
        const chosen = await readChosen(context.stores.people, inputs);
        if (!chosen.ok) return faulty(chosen);
        const part = partOf(chosen.value);
        if (!part) return { kind: 'formErrors', errors: { part: REFUSALS.noSuchPart } };
        return asked(context, found, { ...chosen.value, part, note: chosen.value.note });
      }),
    );

  async function asked(
    context: Context<Stores>,
    found: OpenInterview,
    share: NewShare,
  ): Promise<ImmediateReply | undefined> {
    const given = await give(context, found, share, options);
    return given.ok ? undefined : faulty(given);
  }

  const answer = shared(async (context, found, { question, option }, inputs) => {
    if (question === undefined) return gone;
    const entered = option ?? inputs[question];
    if (entered === undefined || entered.length === 0) return openForm(found, undefined);
    return contribute(context, found, [{ questionId: question, value: entered }], options);
  });

  function openForm({ share, found }: FoundShare, section: string | undefined): ImmediateReply {
    const drawn = partForm(found, share, section);
    return drawn ? { kind: 'openForm', form: drawn } : settled;
  }

  /** Saves one page and brings the next, as long as something is left to answer. */
  const save = shared(async (context, found, { section }, inputs) => {
    const { questionnaire } = found.found;
    const read = readInputs(questionnaire, inputs, context.actor.displayName);
    if (Object.keys(read.errors).length > 0) return { kind: 'formErrors', errors: read.errors };
    const answers: readonly Contribution[] = read.answers.map(({ questionId, value }) => ({
      questionId,
      value: inOwnName(questionnaire, questionId, value, context.actor.displayName),
    }));
    if (answers.length === 0) return undefined;
    const refused = await contribute(context, found, answers, options);
    if (refused || found.share.part.kind === 'coAuthor' || context.event.hasNoNextPage) return refused;
    const [share, after] = [
      await context.stores.shares.find(found.share.id),
      await findInterview(context.stores, found.share.interviewId),
    ];
    const next = share?.state === 'open' && after ? partForm(after, share, section) : undefined;
    return next && { kind: 'nextForm', form: next };
  });

  const view =
    (reader: 'colleague' | 'owner' | 'giver', draw: typeof ownersCard): View<Stores> =>
    async (stores, { subjectId }, viewer) => {
      const share = await stores.shares.find(subjectId);
      const found = share && (await findInterview(stores, share.interviewId));
      if (!share || !found) return undefined;
      const whose = { colleague: share.personId, owner: found.interview.ownerId, giver: share.givenById }[reader];
      return (await isReadBy(stores, viewer, whose)) ? draw(found, share, await namesIn(stores)) : notYours;
    };

  return {
    name: 'together',
    actions: {
      ask: opens((found, people, { question }) =>
        askForm(found, people, question ?? found.interview.state.current ?? undefined),
      ),
      coAuthor: opens(coAuthorForm),
      handOver: click(
        owned(async (context, found) =>
          found.interview.state.submissions > 0
            ? { kind: 'notice', text: REFUSALS.submittedOnce }
            : { kind: 'openForm', form: handOverForm(found, await context.stores.people.list()) },
        ),
      ),
      withdraw: click(
        shared(async (context, found) => {
          await withdraw(context, found, options);
          return undefined;
        }, 'owner'),
      ),
      answer: click(answer),
      form: click(shared(async (_context, found, { section }) => openForm(found, section))),
      decline: click(
        shared(async (context, found) => {
          await decline(context, found, options);
          return undefined;
        }),
      ),
      passOn: click(
        shared(async (context, { share }) => {
          if (share.part.kind !== 'question' && share.part.kind !== 'section') return gone;
          return { kind: 'openForm', form: passOnForm(share, await context.stores.people.list()) };
        }),
      ),
      accept: click(
        shared(async (context, found) => {
          if (found.share.part.kind !== 'owner') return gone;
          const taken = await takeOver(context, found);
          if (!taken.ok) return { kind: 'notice', text: taken.message };
          await options.takenOver?.(context, taken.value.questionnaire, taken.value.interview);
          return undefined;
        }),
      ),
      show: click(
        shared(async (context, { share }) => {
          context.send({
            to: { kind: 'conversation', address: context.conversation },
            content: { kind: 'view', view: { name: 'together.asked', subjectId: share.id } },
          });
          return undefined;
        }),
      ),
    },
    forms: {
      ask: gives(({ part = '' }) => partOfCode(part)),
      coAuthor: gives(({ sections = [] }) =>
        sections.length > 0 ? { kind: 'coAuthor', sectionIds: sections } : undefined,
      ),
      handOver: gives(() => ({ kind: 'owner' })),
      form: form(save),
      passOn: form(
        shared(async (context, { share, found }, _clicked, inputs) => {
          if (share.part.kind !== 'question' && share.part.kind !== 'section') return gone;
          const chosen = await readChosen(context.stores.people, inputs);
          if (!chosen.ok) return faulty(chosen);
          return asked(context, found, { ...chosen.value, part: share.part, note: chosen.value.note, instead: share });
        }),
      ),
    },
    views: {
      asked: view('colleague', colleaguesCard),
      mine: view('owner', ownersCard),
      given: view('giver', ownersCard),
      owed: async (stores, { subjectId }, viewer) => {
        if (!(await isReadBy(stores, viewer, subjectId))) return notYours;
        const open = await openSharesOf(stores, [subjectId, ...(await stores.people.samePerson(subjectId))]);
        if (open.length === 0) return { headline: 'Nothing is asked of you any more', tone: 'quiet', blocks: [] };
        return {
          headline: 'Colleagues wait for your answer',
          tone: 'attention',
          blocks: [{ kind: 'facts', facts: owedFacts(open, await namesIn(stores)) }],
        };
      },
    },
  };
}

async function namesIn({ people }: InterviewStores): Promise<(personId: string) => string | undefined> {
  const names = new Map((await people.list()).map(({ id, displayName }) => [id, displayName]));
  return (personId) => names.get(personId);
}

function introduced(form: Form, also: string | undefined): Form {
  return also === undefined ? form : { ...form, intro: [form.intro, also].filter(Boolean).join(' ') };
}

/** What is wrong with the person is said where they were chosen. */
function faulty({ code, message }: Extract<Outcome<never>, { ok: false }>): ImmediateReply {
  if (code === 'noSuchPart') return { kind: 'formErrors', errors: { part: message } };
  if (code === 'ended' || code === 'submittedOnce') return { kind: 'notice', text: message };
  return { kind: 'formErrors', errors: { colleague: message } };
}
