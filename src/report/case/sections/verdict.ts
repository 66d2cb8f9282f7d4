import type { CaseReport } from '../../../assess/case-report.ts';

const meanings = {
  malicious: 'Data left the machine, or somebody else gained a way in.',
  destructive: 'Work or data was destroyed; nothing shows data leaving the machine.',
  suspicious: 'Something happened that a human should look at; nothing shows data leaving or destroyed.',
  clean: 'Nothing of concern was found, and all evidence could be read.',
  undetermined: 'Nothing of concern was found, but evidence is missing that could show it.',
} as const;

/** Verdict and disclosure in one paragraph that a manager understands. */
export function verdict({ verdict: { value, reasons }, disclosure }: CaseReport): string {
  const lines = [
    `## Verdict: ${value}. Disclosure: ${disclosure.value}`,
    `${meanings[value]} ${disclosure.action}`,
    `Verdict because: ${reasons.join('; ')}.`,
  ];
  if (disclosure.value !== 'escalate') lines.push(`Disclosure because: ${disclosure.reasons.join('; ')}.`);
  return lines.join('\n\n');
}
