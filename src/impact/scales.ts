/** How often a harm has to be expected, from the least to the most. The risk criteria say in days and years what each means. */
export const LIKELIHOODS = ['rare', 'possible', 'likely', 'frequent'] as const;
export type Likelihood = (typeof LIKELIHOODS)[number];

/** How bad a harm is for whoever suffers it, from the least to the most. */
export const SEVERITIES = ['minor', 'significant', 'serious', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What is done about a risk (ISO/IEC 42001, 6.1.3). */
export const TREATMENTS = ['modify', 'avoid', 'share', 'retain'] as const;
export type TreatmentKind = (typeof TREATMENTS)[number];
