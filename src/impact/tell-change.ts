import { z } from 'zod';
import { readInputs } from '../chat/read-inputs.ts';
import type { ActionHandler, Context, FormHandler, ImmediateReply } from '../chat/vocabulary.ts';
import type { Change } from '../interviews/questionnaire.ts';
import type { AssessmentOptions, AssessmentStores, AssessmentSubject, Finder, FoundAssessment } from './assess.ts';
import { beginAgain } from './assess-again.ts';
import { stateInWords } from './assessment-cards.ts';
import { type Beginning, notAlone, writersOf } from './begin-assessing.ts';
import { Changed, changedForm, Immaterial, immaterialForm, readChanges } from './change-forms.ts';

const Clicked = z.object({ system: z.uuid().optional(), declaration: z.uuid().optional() });

type Verb = 'changed' | 'immaterial';

/** Somebody says what has changed about something that is assessed, or finds that a change does not matter. */
export function createChangeActs<Stores extends AssessmentStores>(
  options: AssessmentOptions<Stores>,
  { approvedOf, underWay, mayTellChange }: Beginning<Stores>,
): {
  readonly actions: Readonly<Record<Verb, ActionHandler<Stores>>>;
  readonly forms: Readonly<Record<Verb, FormHandler<Stores>>>;
} {
  /** The entry that has changed with its approved assessment, for those who may say so; otherwise why not. */
  async function changing(
    context: Context<Stores>,
    value: unknown,
  ): Promise<{ readonly subject: AssessmentSubject; readonly approved: FoundAssessment } | ImmediateReply> {
    if (context.conversation.visibility !== 'direct') return notAlone;
    const id = Clicked.safeParse(value).data?.system;
    const subject = id === undefined ? undefined : await options.findSubject(context.stores, id);
    const approved = subject && (await approvedOf(context.stores, subject));
    if (!subject || !approved || subject.closed || !(await mayTellChange(context, subject, writersOf(approved))))
      return { kind: 'notice', text: 'There is no assessment of this that you could begin again.' };
    const other = await underWay(context.stores, subject);
    if (!other) return { subject, approved };
    return { kind: 'notice', text: `${other.assessment.reference} is under way already: ${stateInWords(other)}.` };
  }

  /** A declaration whose approved assessment speaks of something else, for those who may find that it does not matter. */
  async function judging(context: Context<Stores>, value: unknown): Promise<Judged | ImmediateReply> {
    const id = Clicked.safeParse(value).data?.declaration;
    const finder = id === undefined ? undefined : await options.mayFind(context, id);
    const subject = id === undefined || !finder?.ok ? undefined : await options.findSubject(context.stores, id);
    if (finder && !finder.ok) return { kind: 'notice', text: finder.message };
    const approved = subject && (await approvedOf(context.stores, subject));
    const changes = approved ? await options.changesSince(context.stores, approved.assessment) : [];
    if (!subject || !approved || !finder || changes.length === 0)
      return { kind: 'notice', text: 'Nothing has changed that would need a finding.' };
    return { subject, approved, changes, finder: finder.value };
  }

  return {
    actions: {
      changed: async (context, { value }) => {
        const about = await changing(context, value);
        if ('kind' in about) return about;
        return { kind: 'openForm', form: changedForm(about.subject, about.approved, readChanges(value)) };
      },
      immaterial: async (context, { value }) => {
        const about = await judging(context, value);
        if ('kind' in about) return about;
        return { kind: 'openForm', form: immaterialForm(about.subject, about.approved, about.changes) };
      },
    },
    forms: {
      changed: async (context, { context: ids, inputs }) => {
        const about = await changing(context, ids);
        if ('kind' in about) return about;
        const read = readInputs(Changed, inputs);
        if (!read.ok) return read.reply;
        await beginAgain(context, about.subject, about.approved, read.value.changes, options);
        return undefined;
      },
      immaterial: async (context, { context: ids, inputs }) => {
        const about = await judging(context, ids);
        if ('kind' in about) return about;
        const read = readInputs(Immaterial, inputs);
        if (!read.ok) return read.reply;
        await recordFinding(context, about, read.value.reason);
        return undefined;
      },
    },
  };
}

/** What a member of the governance team judges who finds that a change does not matter. */
interface Judged {
  readonly subject: AssessmentSubject;
  readonly approved: FoundAssessment;
  readonly changes: readonly Change[];
  readonly finder: Finder;
}

async function recordFinding<Stores extends AssessmentStores>(
  context: Context<Stores>,
  { subject, approved, changes, finder }: Judged,
  reason: string,
): Promise<void> {
  const { stores, actor, now } = context;
  const finding = {
    ...{ id: context.newId(), declarationId: subject.id, assessmentId: approved.assessment.id },
    ...{ foundById: actor.personId, identityId: actor.identityId, foundAt: now },
    ...finder,
    reason,
  };
  await stores.assessments.addFinding(finding);
  context.audit({
    kind: 'assessment.changeImmaterial',
    subjectId: subject.id,
    details: {
      ...{ assessment: approved.assessment.reference, changes, findingId: finding.id },
      ...{ submissionId: finding.submissionId, role: finding.role },
    },
  });
  context.changed(subject.id);
}
