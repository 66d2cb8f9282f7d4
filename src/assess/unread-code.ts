import type { Finding } from '../detect/finding.ts';

/** A program of somebody else, fetched and run in one go. */
const fetchedAndRun: ReadonlySet<string> = new Set([
  'download_piped_to_shell',
  'downloaded_then_run',
  'mcp_downloads_and_runs',
]);

/** What is fetched and handed to an interpreter, as commands of jobs write it. */
const fetchesAndRuns = [
  /\b(?:curl|wget)\b[^|;&]{0,300}\|\s*(?:sudo\s+)?(?:\S*\/)?(?:ba|da|z|k|a)?sh\b/i,
  /\b(?:curl|wget)\b[^|;&]{0,300}\|\s*(?:sudo\s+)?(?:\S*\/)?(?:python|node|perl|ruby|php)[\d.]*\b/i,
  /(?:\b(?:ba|da|z)?sh\s+-c\s+["']?\$\(|\b(?:ba|da|z)?sh\s+<\(|\beval\s+["']?\$\()\s*(?:curl|wget)\b/i,
  /\b(?:iex|Invoke-Expression)\b.{0,60}\b(?:irm|iwr|curl|wget|Invoke-RestMethod|Invoke-WebRequest|DownloadString)\b/i,
  /\b(?:irm|iwr|Invoke-RestMethod|Invoke-WebRequest|DownloadString)\b.{0,300}\|\s*(?:iex|Invoke-Expression)\b/i,
] as const;

/**
 * Whether a finding tells of a program from the network that nobody read before it ran, or of a job or a service that
 * fetches and runs one each time. What such a program did, or does, is in no record. A human who asked for it answers
 * for it.
 */
export function isUnreadCode({ queryId, tags, requested, subject, arguments: commands }: Finding): boolean {
  if (requested === 'yes') return false;
  if (fetchedAndRun.has(queryId)) return true;
  const isKept = tags.includes('attack.persistence');
  return isKept && [subject, ...commands].some((text) => fetchesAndRuns.some((form) => form.test(text)));
}
