import { describe, expect, it } from 'vitest';
import { readAssessmentQuestion } from '../../../src/impact/ask-assessment.ts';

describe('a message about an assessment', () => {
  it.each([
    ['assess AIS-3', { kind: 'assess', reference: 'AIS-3' }],
    ['please start an impact assessment of REV-12.', { kind: 'assess', reference: 'REV-12' }],
    ['start an assessment of Otter.ai', { kind: 'assessNamed', name: 'Otter.ai', isSure: true }],
    ['I want to start an impact assessment', { kind: 'assessNamed', name: '', isSure: true }],
    ['assess my options', { kind: 'assessNamed', name: 'options', isSure: false }],
    ['asm-1', { kind: 'show', reference: 'ASM-1' }],
    ['AIS-3 has changed', { kind: 'changed', named: 'AIS-3', changes: [] }],
    ['the purpose of ais-3 has changed', { kind: 'changed', named: 'AIS-3', changes: ['purpose'] }],
    ['there is a new version of AIS-3.', { kind: 'changed', named: 'AIS-3', changes: ['model'] }],
    ['AIS-3 runs in a new region with other users', { kind: 'changed', named: 'AIS-3', changes: ['people', 'region'] }],
    ['AIU-2 uses different data now', { kind: 'changed', named: 'AIU-2', changes: ['data'] }],
    ['what has changed about AIS-3?', undefined],
    ['AIS-3 is a new tool', undefined],
    ['show AIS-3', undefined],
    ['the law has changed', undefined],
    ['what is an impact assessment?', undefined],
    ['who has to do the assessment?', undefined],
  ])('is read as it is meant: %s', (text, wanted) => {
    expect(readAssessmentQuestion(text)).toEqual(wanted);
  });
});
