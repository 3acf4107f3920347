import type { Cue } from './cue.ts';

/** Which data, beside the words for data that interviews know anyway. */
export const DATA_CUES: readonly Cue[] = [
  {
    means: ['data=personal'],
    says: /\b(?:names?|cvs?|curricula|voices?|faces?|e ?mail addresses|phone numbers|ip addresses|bank details|birth ?dates?|personnel files|employee data|home addresses|delivery addresses|e ?mail opens|personal data|photos of people|webcam)\b/,
    unless:
      /\bvoice ?over\b|\bfile names?\b|\bproduct names?\b|\bname of\b|\bspecial categor|\bsupplier names?\b|\bunder the name\b|\bvoice calls\b|\bthe name of\b/,
  },
  {
    means: ['data=customer'],
    says: /\b(?:(?:customers?|clients?) (?:names?|data|records|numbers?|addresses|e ?mails?|accounts?|tickets)|(?:names|voices|data|records) (?:\w+ )?of (?:our |the )?(?:clients?|customers?)|orders and (?:\w+ )?addresses|support tickets|what customers type|crm data|policy data|account movements)\b/,
  },
  {
    means: ['data=special-category', 'data=personal'],
    says: /\b(?:health (?:data|information|records|status)|information about their health|diagnos[ie]s|medication|disability (?:status|data)|biometric (?:data|templates?)|fingerprints|medical (?:data|records|history)|recogni[sz]es (?:an? |the )?\w+ face)\b/,
  },
  { means: ['data=confidential'], says: /\b(?:confidential|trade secrets?|under nda)\b/ },
  {
    means: ['data=internal'],
    says: /\b(?:internal (?:documents|stuff|data|notes|material|pages|only|information)|(?:is|are|scripts) internal)\b/,
  },
  {
    means: ['data=public'],
    says: /\b(?:(?:only |just )?public (?:information|data|pages|sources|documents)|(?:are|is) public\b|that are public|publicly available)\b/,
  },
  { means: ['data=source-code'], says: /\b(?:our source code|source code|our code ?base|our repositories)\b/ },
];
