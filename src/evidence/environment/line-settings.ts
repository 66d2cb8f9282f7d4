import { type ReadSettings, type Setting, type Settings, type Value, valueIn } from './setting.ts';
import { commandSettings } from './shell-settings.ts';

const linesAtMost = 20_000;

/** `NAME=value` alone: drop-ins of environment.d, `/etc/environment`, files that a unit names. */
export const variableLines = linewise((line) => {
  const [, name, value] =
    /^\s{0,40}(?:export\s{1,10})?(\w{1,100})\s{0,10}(?:=|\sDEFAULT=)\s{0,10}(.*)$/.exec(line) ?? [];
  return { settings: setTo(name, value) };
});

/**
 * Units, and files that they name, which hold lines of `NAME=value`.
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Environment
 */
export const unitLines = linewise((line) => {
  const [, key = '', value = ''] = /^\s{0,40}(\w{1,100})\s{0,10}=\s{0,10}[-@:+!]{0,4}(.*)$/.exec(line) ?? [];
  if (key === 'EnvironmentFile') return { sources: [valueIn(unquoted(value))] };
  if (key === 'Environment' || key === 'DefaultEnvironment') return { settings: assignedIn(value) };
  if (key.startsWith('Exec')) return { settings: [...assignedIn(value), ...commandSettings(value).settings] };
  return { settings: key === '' ? [] : setTo(key, value) };
});

/** A job of a crontab: when, in the one of the machine as whom, and the command. */
const job = /^\s{0,40}(?:@\w{1,20}|[\d*/,A-Za-z-]{1,100}(?:\s{1,20}[\d*/,A-Za-z-]{1,100}){4})\s{1,20}(.+)$/;

/** Variables of a crontab and of its jobs. https://man7.org/linux/man-pages/man5/crontab.5.html */
export const cronLines = linewise((line) => {
  const [, name, value] = /^\s{0,40}(\w{1,100})\s{0,10}=\s{0,10}(.*)$/.exec(line) ?? [];
  if (name !== undefined) return { settings: setTo(name, value) };
  const [, command] = job.exec(line) ?? [];
  return command === undefined ? {} : commandSettings(command);
});

/** Profiles of PowerShell and Nushell. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_environment_variables */
export const powershellLines = linewise((line) => {
  const [, source] = /^\s{0,40}\.\s{1,10}(.{1,400})$/.exec(line) ?? [];
  if (source !== undefined) return { sources: [valueIn(unquoted(source))] };
  const [, name, value] =
    /^[^#]{0,200}\$env[:.](\w{1,100})\s{0,10}=\s{0,10}(.*)$/.exec(line) ??
    /^[^#]{0,200}SetEnvironmentVariable\(\s{0,10}["'](\w{1,100})["']\s{0,10},\s{0,10}(.*)$/.exec(line) ??
    /^\s{0,40}setx\s{1,10}(\w{1,100})\s{1,10}(.*)$/.exec(line) ??
    [];
  if (name === undefined || value === undefined) return {};
  const isPlain = /^(?:["']|[\w.~\\/:$%-]{1,400}\s{0,10}(?:[#;].*)?$)/.test(value);
  return { settings: isPlain ? setTo(name, value) : [{ name, value: [{}] }] };
});

/** Universal variables of fish. https://fishshell.com/docs/current/language.html#universal-variables */
export const fishUniversalLines = linewise((line) => {
  const [, name, value] =
    /^SETUVAR (?:--\w{1,20} ){0,4}--export (?:--\w{1,20} ){0,4}(\w{1,100}):(.*)$/.exec(line) ?? [];
  const text = value?.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return { settings: name === undefined || text === undefined ? [] : [{ name, value: [text] }] };
});

function linewise(read: (line: string) => Partial<Settings>): ReadSettings {
  return (text) => {
    const told = text.split(/\r?\n/, linesAtMost).map(read);
    return {
      settings: told.flatMap(({ settings = [] }) => settings),
      sources: told.flatMap(({ sources = [] }) => sources),
    };
  };
}

function setTo(name: string | undefined, text: string | undefined): Setting[] {
  return name === undefined || text === undefined ? [] : [{ name, value: valueIn(unquoted(text)) }];
}

/** What stands between quotes at the beginning, else everything up to a comment. */
function unquoted(text: string): string {
  const quoted = /^(["'])(.*?)\1/.exec(text)?.[2];
  return quoted ?? text.replace(/(?:^|\s)[#;].*$/, '').replace(/[);]?\s*$/, '');
}

/** Words of `NAME=value`, each quoted as a whole or only in its value. */
function assignedIn(text: string): Setting[] {
  const words = text.matchAll(
    /"(\w{1,100})=([^"]*)"|'(\w{1,100})=([^']*)'|(?<!\S)(\w{1,100})=("[^"]*"|'[^']*'|\S*)/g,
  );
  return [...words].map(([, inDouble, double, inSingle, single, bare, word]) => {
    const value: Value = valueIn(double ?? single ?? unquoted(word ?? ''));
    return { name: inDouble ?? inSingle ?? bare ?? '', value };
  });
}
