import { z } from 'zod';
import type { MessageHandler } from '../chat/capability.ts';
import { nothingToShow } from '../chat/nothing-to-show.ts';
import type { ActionHandler, Capability } from '../chat/vocabulary.ts';
import { inDirect, writtenToYou } from '../interviews/in-direct.ts';
import { readAssessmentQuestion } from './ask-assessment.ts';
import { type AssessmentOptions, foundAssessment } from './assess.ts';
import { createAssessmentViews, mayReadAssessment } from './assessment-views.ts';
import { createBeginning, notAlone, showAssessment } from './begin-assessing.ts';
import { createRepeating, type RepeatStores } from './repeat.ts';
import { createTakingOver } from './take-over.ts';
import { createChangeActs } from './tell-change.ts';

const Clicked = z.object({
  system: z.uuid().optional(),
  declaration: z.uuid().optional(),
  /** Whoever was offered to take another assessment over begins anew all the same. */
  anew: z.literal('yes').optional(),
});

const NOT_SHOWN =
  'There is no such assessment, or it is not yours to see here. It is shown to those who work on it and to those who decide on it, each alone.';

/** AI system impact assessments: begun with what is known, with the level in sight while they are answered. */
export function createAssessmentCapability<Stores extends RepeatStores>(
  options: AssessmentOptions<Stores>,
): Capability<Stores> {
  const beginning = createBeginning(options);
  const { assess, approvedOf, underWay, tellAssessed } = beginning;
  const changeActs = createChangeActs(options, beginning);
  const repeating = createRepeating(options, beginning);
  const takingOver = createTakingOver(options, beginning);

  const start: ActionHandler<Stores> = async (context, { value }) => {
    const clicked = Clicked.safeParse(value);
    const id = clicked.data?.system ?? clicked.data?.declaration;
    const alone = inDirect(context);
    if (!alone) return notAlone;
    const subject = id === undefined ? undefined : await options.findSubject(context.stores, id);
    await assess(alone, 'This', subject, clicked.data?.anew === 'yes');
    return alone === context ? undefined : writtenToYou;
  };

  const message: MessageHandler<Stores> = async (context, { text }) => {
    const asked = readAssessmentQuestion(text);
    if (!asked) return { kind: 'passed' };
    const { stores, actor, now } = context;
    if (asked.kind === 'show') {
      const assessment = await stores.assessments.referenced(asked.reference);
      const one = assessment && (await foundAssessment(stores, assessment, options));
      const viewer = { organisationId: actor.organisationId, now, personId: actor.personId };
      const isAlone = context.conversation.visibility === 'direct';
      if (one && isAlone && (await mayReadAssessment(stores, one, viewer, options)))
        showAssessment(context, one.assessment.id);
      else context.answer(nothingToShow(asked.reference, NOT_SHOWN));
      return { kind: 'handled' };
    }
    if (asked.kind === 'changed') {
      const subject = await options.findSubject(stores, asked.named);
      const approved = subject && (await approvedOf(stores, subject));
      if (!subject || !approved || (await underWay(stores, subject))) await assess(context, asked.named, subject);
      else await tellAssessed(context, subject, approved, asked.changes);
      return { kind: 'handled' };
    }
    const named = asked.kind === 'assess' ? asked.reference : asked.name;
    const subject = await options.findSubject(stores, named);
    // “Assess my options” is no business of the register.
    if (!subject && asked.kind === 'assessNamed' && !asked.isSure) return { kind: 'passed' };
    await assess(context, named, subject);
    return { kind: 'handled' };
  };

  return {
    name: 'assessment',
    message,
    actions: { start, ...changeActs.actions, repeat: repeating.action, ...takingOver },
    forms: { ...changeActs.forms, repeat: repeating.form },
    views: { ...createAssessmentViews(options), nextReviews: repeating.digest },
  };
}
