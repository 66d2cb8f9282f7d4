import type { Finding } from '../../detect/finding.ts';
import { isGrave } from '../../level.ts';
import { type Voice, voicesOf, wasSpokenOf } from './voices.ts';

const longestWords = 500;

/** A finding with what the human's words before say of it; of these only the first words are kept. */
export function withRequest(finding: Finding): Finding {
  const { said: _said, ...told } = finding;
  const { prompt, question } = finding;
  const cut = {
    ...told,
    ...(prompt !== undefined && { prompt: prompt.slice(0, longestWords) }),
    ...(question !== undefined && { question: question.slice(-longestWords) }),
  };
  const voices = voicesOf(finding);
  const deciding = voices.find(({ requested }) => requested === 'yes' || requested === 'against');
  if (!deciding) return { ...cut, requested: undecided(voices, finding) };
  return { ...cut, requested: deciding.requested, request: requestOf(deciding) };
}

/**
 * That nobody asked is said only of what is no ordinary means to an end, where the words order something else and none
 * before them speak of it.
 */
function undecided(voices: readonly Voice[], finding: Finding): Finding['requested'] {
  const isElsewhere = voices.length > 0 && voices.every(({ requested }) => requested === 'no');
  return isElsewhere && isGrave(finding.level) && !wasSpokenOf(finding) ? 'no' : 'unclear';
}

function requestOf({ words, question }: Voice): NonNullable<Finding['request']> {
  return {
    words: words.slice(0, longestWords),
    ...(question !== undefined && { question: question.slice(-longestWords) }),
  };
}
