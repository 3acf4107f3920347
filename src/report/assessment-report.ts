import { answersSection } from './answers-section.ts';
import type { Dossier } from './dossier.ts';
import { evidenceSection } from './evidence-section.ts';
import { faceOf } from './face.ts';
import { impactSection } from './impact-section.ts';
import { lawSection } from './law-section.ts';
import { openSection } from './open-section.ts';
import type { Printed } from './printed.ts';
import { reviewSection } from './review-section.ts';
import { risksSection } from './risks-section.ts';
import { summarySection } from './summary-section.ts';
import { systemSection } from './system-section.ts';

/** The report of one AI system impact assessment (6.1.4, A.5.3), for a committee that was not there. */
export function assessmentReport(dossier: Dossier, now: Date): Printed {
  return {
    ...faceOf('AI system impact assessment', dossier, now),
    sections: [
      summarySection(dossier),
      systemSection(dossier),
      impactSection(dossier),
      risksSection(dossier),
      lawSection(dossier),
      openSection(dossier),
      reviewSection(dossier),
      answersSection(dossier),
      evidenceSection(dossier),
    ],
  };
}
