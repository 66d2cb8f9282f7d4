import type { HookAnswer } from '../../hook/hook-answer.ts';

/** One line of JSON, or nothing where the hook has no say. */
export function renderHookAnswer(answer: HookAnswer): string {
  return answer.hookSpecificOutput ? `${JSON.stringify(answer)}\n` : '';
}
