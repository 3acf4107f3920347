import { z } from 'zod';
import { readInputs } from '../chat/read-inputs.ts';
import type { ActionHandler, Capability, Context, ImmediateReply } from '../chat/vocabulary.ts';
import type { Assessment } from '../impact/assessment.ts';
import { inDirect, writtenToYou } from '../interviews/in-direct.ts';
import { actingPerson } from '../people/acting-person.ts';
import { readerOf } from '../risks/risk-views.ts';
import { readReportQuestion } from './ask-report.ts';
import type { Audience } from './dossier.ts';
import { type DossierOptions, gatherDossier, type ReportStores } from './gather.ts';
import { fileNameOf, REPORT_FORMATS } from './make-report.ts';
import { Notified, notifyForm, recordNotification } from './notify.ts';
import { audienceOf, worksOn } from './readers.ts';
import { notYours, reportCard } from './report-cards.ts';

export interface ReportOptions<Stores> extends DossierOptions {
  /** Whether this person reads assessments of others, by a role. */
  readonly readsByRole: (stores: Stores, personId: string) => Promise<boolean>;
}

/** What a channel fetches as a file; the part of its reference is the format. */
export const REPORT_FILES = [
  { name: 'report.assessment', kind: 'assessment' },
  { name: 'report.rights', kind: 'rights' },
] as const;

const Clicked = z.object({ assessment: z.uuid() });
const Wanted = Clicked.extend({
  format: z.enum(REPORT_FORMATS),
  kind: z.enum(['assessment', 'rights']).default('assessment'),
});

const refused: ImmediateReply = { kind: 'notice', text: notYours.blocks[0].text };
const notHere: ImmediateReply = {
  kind: 'notice',
  text: 'Others read along here. Please ask for it in your own conversation with me.',
};

/** The report of an impact assessment: its summary in chat, the whole as a document. */
export function createReportCapability<Stores extends ReportStores>(
  options: ReportOptions<Stores>,
): Capability<Stores> {
  async function audienceFor(
    context: Context<Stores>,
    assessment: Assessment | undefined,
  ): Promise<Audience | undefined> {
    return assessment && audienceOf(context.stores, assessment, await actingPerson(context), options.readsByRole);
  }

  function send(context: Context<Stores>, assessmentId: string): void {
    const view = { name: 'report.summary', subjectId: assessmentId };
    context.send({ to: { kind: 'conversation', address: context.conversation }, content: { kind: 'view', view } });
  }

  const show: ActionHandler<Stores> = async (context, { value }) => {
    const clicked = Clicked.safeParse(value);
    const assessment = clicked.success ? await context.stores.assessments.find(clicked.data.assessment) : undefined;
    if (!assessment || !(await audienceFor(context, assessment))) return refused;
    const alone = inDirect(context);
    if (!alone) return notHere;
    send(alone, assessment.id);
    return alone === context ? undefined : writtenToYou;
  };

  const file: ActionHandler<Stores> = async (context, { value }) => {
    const wanted = Wanted.safeParse(value);
    const assessment = wanted.success ? await context.stores.assessments.find(wanted.data.assessment) : undefined;
    if (!wanted.success || !assessment || !(await audienceFor(context, assessment))) return refused;
    const { reference } = assessment;
    const { format, kind } = wanted.data;
    const fileName = fileNameOf(reference, kind, format);
    const options = `${kind === 'rights' ? '--fria ' : ''}--format ${format} --out ${fileName}`;
    return {
      kind: 'file',
      ...{ file: { name: `report.${kind}`, subjectId: assessment.id, part: format }, fileName },
      instead: `I cannot hand over files here. Whoever runs Steward gets you this one: aims assessment report ${reference} ${options} --as "${context.actor.displayName}"`,
    };
  };

  /** For whoever works on it, governance and legal. */
  async function recordable(context: Context<Stores>, value: unknown): Promise<Assessment | undefined> {
    const clicked = Clicked.safeParse(value);
    const assessment = clicked.success ? await context.stores.assessments.find(clicked.data.assessment) : undefined;
    if (!assessment) return undefined;
    const person = await actingPerson(context);
    const may = person.roles.some((role) => role === 'governance' || role === 'legal');
    return may || (await worksOn(context.stores, assessment, person)) ? assessment : undefined;
  }

  return {
    name: 'report',
    async message(context, { text }) {
      const reference = readReportQuestion(text);
      if (reference === undefined) return { kind: 'passed' };
      const assessment = await context.stores.assessments.referenced(reference);
      const alone = inDirect(context);
      if (assessment && alone && (await audienceFor(context, assessment))) send(alone, assessment.id);
      else context.answer(notYours);
      return { kind: 'handled' };
    },
    actions: {
      show,
      file,
      notify: async (context, { value }) => {
        const assessment = await recordable(context, value);
        return assessment ? { kind: 'openForm', form: notifyForm(assessment, context.now) } : refused;
      },
    },
    forms: {
      notify: async (context, { context: ids, inputs }) => {
        const assessment = await recordable(context, ids);
        if (!assessment) return refused;
        const read = readInputs(Notified, inputs);
        if (!read.ok) return read.reply;
        if (read.value.onDay > context.now.toISOString())
          return { kind: 'formErrors', errors: { onDay: 'That day has not come yet.' } };
        await recordNotification(context, assessment, read.value);
        return undefined;
      },
    },
    views: {
      async summary(stores, { subjectId }, { personId, now }) {
        const assessment = await stores.assessments.find(subjectId);
        const reader = await readerOf(stores, personId);
        const audience = assessment && reader && (await audienceOf(stores, assessment, reader, options.readsByRole));
        const dossier = audience && (await gatherDossier(stores, assessment, options, { audience, now }));
        return dossier ? reportCard(dossier) : notYours;
      },
    },
  };
}
