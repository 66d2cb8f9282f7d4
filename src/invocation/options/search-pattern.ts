import { TriageError } from '../../errors.ts';

/** A text as it stands, in any case; between slashes a regular expression with its flags: `/rm -rf .*old/`. */
export function searchPatternOf(given: string): RegExp {
  const [, source, flags = ''] = /^\/(.+)\/([imsu]*)$/s.exec(given) ?? [];
  if (source === undefined) return literal(given);
  try {
    return new RegExp(source, flags);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TriageError(`not a regular expression: ${given}`, reason);
  }
}

function literal(text: string): RegExp {
  if (text.trim() === '') throw new TriageError('an empty text stands everywhere', 'give a text or /regex/');
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'i');
}
