import type { RecordedMode } from '../../entries/entry.ts';

/** Stands at the beginning of a session: `/home/dana/.local/bin/aider --model x`. */
const program = /^(?:.{0,400}[\\/])?(?:aider(?:\.exe)?|__main__\.py)(?=\s|$)/;
/** What follows is told to the model, without quotes around it. */
const message = /\s(?:--message|--msg|-m)(?=[\s=])/;
/** Whoever is asked answers yes; where that has to be said aloud, as before a command is run, no. */
const yesAlways = /\s(--yes(?:-always)?)(?=\s|$)/;

/** Whether a line shows how the program was started. */
export function isCommandLine(text: string): boolean {
  return program.test(text);
}

/**
 * The mode that the options say; nothing where they do not: settings and variables can say the same.
 * https://aider.chat/docs/config/options.html#--yes-always
 */
export function modeIn(commandLine: string): RecordedMode | undefined {
  const options = commandLine.split(message)[0] ?? '';
  const [, option] = yesAlways.exec(options) ?? /\s(--yes(?:-always)?)\s*$/.exec(commandLine) ?? [];
  return option === undefined ? undefined : { mode: 'dontAsk', source: 'init-record', recorded: option };
}
