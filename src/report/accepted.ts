import type { Finding } from '../detect/finding.ts';
import { code } from './markdown.ts';

/** Whether a finding counts: nobody has answered for it, or the answer has expired. */
export function counts({ accepted }: Pick<Finding, 'accepted'>): boolean {
  return accepted === undefined || accepted.hasExpired === true;
}

/** Who answered for it, why and until when; nothing where nobody did. */
export function acceptedWords({ accepted }: Pick<Finding, 'accepted'>): string {
  if (!accepted) return '';
  const { reason, by, until, hasExpired } = accepted;
  const said = `${code(reason, 200)}, by ${code(by, 80)}, until ${code(until)}`;
  return hasExpired ? `${said}: expired, it counts again` : said;
}
