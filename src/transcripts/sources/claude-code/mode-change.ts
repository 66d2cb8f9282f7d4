import type { ScannedValue } from '../../scanner/scanned-value.ts';
import type { PermissionMode } from '../../tool-call.ts';

/** The mode changed in the middle of a turn: one was entered, or one was left for another that is not named. */
export interface ModeChange {
  readonly change: 'entered' | 'left';
  readonly mode: PermissionMode;
  /** Says nothing while this mode holds. */
  readonly unless?: PermissionMode;
  /** Says something only while this mode holds. */
  readonly onlyIn?: PermissionMode;
}

/**
 * Attachments that tell the model which mode it is in, seen in transcripts from 2.1.97 on; they are written while the
 * mode holds, and once after it was left. https://code.claude.com/docs/en/permission-modes
 */
const changes: Readonly<Record<string, (attachment: ScannedValue) => ModeChange>> = {
  plan_mode: () => ({ change: 'entered', mode: 'plan' }),
  plan_mode_reentry: () => ({ change: 'entered', mode: 'plan' }),
  plan_mode_exit: () => ({ change: 'left', mode: 'plan' }),
  auto_mode: autoMode,
  auto_mode_exit: () => ({ change: 'left', mode: 'auto' }),
};

/** @returns undefined where the attachment speaks of something else */
export function modeChangeOf(attachment: ScannedValue): ModeChange | undefined {
  const type = attachment.member('type')?.text() ?? '';
  return Object.hasOwn(changes, type) ? changes[type]?.(attachment) : undefined;
}

/** Bypass mode has this attachment, too, and names itself in it (2.1.230 and later); before that, plan mode may have. */
function autoMode(attachment: ScannedValue): ModeChange {
  const bypass = attachment.member('bypass');
  if (bypass?.isTrue) return { change: 'entered', mode: 'bypassPermissions' };
  return { change: 'entered', mode: 'auto', ...(!bypass?.isFalse && { unless: 'plan' }) };
}

/** Tools that change the mode where they succeed: a plan was begun, or one was approved. */
const tools: Readonly<Record<string, ModeChange>> = {
  EnterPlanMode: { change: 'entered', mode: 'plan' },
  ExitPlanMode: { change: 'left', mode: 'plan', onlyIn: 'plan' },
};

/** @returns undefined where a successful call of the tool changes no mode */
export function modeChangeBy(tool: string): ModeChange | undefined {
  return Object.hasOwn(tools, tool) ? tools[tool] : undefined;
}
