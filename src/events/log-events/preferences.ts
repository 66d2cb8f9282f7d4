import type { FileEdit } from '../../transcripts/file-edit.ts';
import { changedLines } from './written-text.ts';

/** The way to a setting, and its value as text. */
export type Setting = readonly [key: string, value: string];
export type IsPreference = (setting: Setting) => boolean;

/**
 * How an agent looks, answers and is told apart; plugins are named by a query of their own.
 * https://code.claude.com/docs/en/settings, https://developers.openai.com/codex/config-reference
 */
const preferences: ReadonlySet<string> = new Set([
  ...['$schema', 'enabledPlugins', 'theme', 'model', 'language', 'outputStyle', 'editorMode', 'verbose'],
  ...['alwaysThinkingEnabled', 'effortLevel', 'includeCoAuthoredBy', 'attribution', 'autoUpdatesChannel'],
  ...['spinnerTipsEnabled', 'spinnerVerbs', 'prefersReducedMotion', 'feedbackSurveyRate', 'showTurnDuration'],
  ...['preferredNotifChannel', 'terminalProgressBarEnabled', 'numStartups', 'tipsHistory'],
  ...['model_reasoning_effort', 'model_reasoning_summary', 'model_verbosity', 'personality', 'tui'],
  ...['hide_agent_reasoning', 'file_opener', 'notice', 'ui', 'keybinds', 'autoupdate'],
]);

/** Settings files of Claude Code, which takes no notice of a key that it does not know. */
const claudeFile = /(?:^|[\\/])\.claude(?:\.json|[\\/]settings(?:\.local)?\.json)$/;

/** Words in the names of settings that say what may be done, what runs, where it goes, and what is kept of it. */
const guarding =
  /permission|bypass|trust|allow|den(?:y|ied)|\bask\b|hook|matcher|mcp|server|helper|sandbox|project|key|token|oauth|account|credential|auth(?!or)|refresh|export|cleanup|histor|transcript|retention|telemetry|otel|plugin|marketplace|proxy|url|command|script|danger|disable|skip|auto(?:mode|approv|accept|run)|policy|managed|remote|force|approv|mode$|^(?:env|agent|fileSuggestion|additionalDirectories)$/i;

/** Variables that lead elsewhere, load code, hold a login or switch a guard off; others set limits and times. */
const weightyVariable =
  /UR[LI]|HOST|ENDPOINT|PROXY|KEY|TOKEN(?!S)|SECRET|AUTH|HEADER|CERT|\bCA_|PATH|PRELOAD|OPTION|^(?:NODE|LD|DYLD|PYTHON|PERL|RUBY|GIT|SHELL|EDITOR|PAGER|BASH_ENV|ENV|HOME|USER|PROMPT_COMMAND)(?:_|$)|SANDBOX|BYPASS|SKIP|PERMISSION|DANGER|DISABLE|TELEMETRY|OTEL|USE_|SUBPROCESS|CONFIG/;

/** A value that fetches something, runs it at once, or opens something. */
const weightyValue =
  /https?:|\b(?:curl|wget|nc|eval|base64|osascript)\b|bypass|dontAsk|acceptEdits|danger|\b[A-Z][A-Za-z]+\(|^"(?:allow|ask|deny)"$/;

/** Whether a setting of a file is a preference, which says nothing of what may be done or what runs. */
export function preferenceIn(path: string): IsPreference {
  return claudeFile.test(path) ? isHarmlessForClaude : ([key]) => preferences.has(firstOf(key));
}

function isHarmlessForClaude([key, value]: Setting): boolean {
  const [first, variable] = [firstOf(key), key.slice('env.'.length)];
  if (preferences.has(first)) return true;
  if (key.startsWith('env.')) return !weightyVariable.test(variable) && !weightyValue.test(value);
  return !guarding.test(first) && !weightyValue.test(value);
}

const lineOfSetting = /^\s*"([^"]{1,80})"\s*:\s*("[^"]*"|-?[\d.]+|true|false|null|[{[])\s*,?\s*$/;
const bracket = /^[\s{}[\],]*$/;

/**
 * Whether replaced lines, of which nothing tells where in the file they stand, hold preferences: names of models, looks,
 * numbers. What stands in a list may be a rule, and counts.
 */
export function isOfPreferences({ path, patch = [] }: FileEdit): boolean {
  if (!claudeFile.test(path) || patch.length === 0) return false;
  return patch.every((change) => {
    if (!('from' in change)) return false;
    const lines = changedLines(change.from, change.to).split('\n');
    return lines.some((line) => lineOfSetting.test(line)) && lines.every(isHarmlessLine);
  });
}

function isHarmlessLine(line: string): boolean {
  if (bracket.test(line)) return true;
  const [, key = '', value = ''] = lineOfSetting.exec(line) ?? [];
  if (key === '') return false;
  return isHarmlessForClaude([/^[A-Z][A-Z0-9_]+$/.test(key) ? `env.${key}` : key, value]);
}

/** The first part of the way to a setting. */
export function firstOf(key: string): string {
  return /^[\w$-]+/.exec(key)?.[0] ?? key;
}
