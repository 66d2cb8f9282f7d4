import { below, textOf } from '../data/data-node.ts';
import { readJson } from '../data/read-json.ts';
import { type FileName, type Form, plainSurroundings } from '../form.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import { scanShell } from '../shell/scan-shell.ts';
import type { Site } from '../site.ts';

interface Entry {
  readonly command: string;
  readonly line: number;
  readonly at?: string;
}

/** Command histories of bash, zsh, tcsh, fish, nushell, xonsh and PowerShell; each entry is a script of its own. */
export const shellHistory: Form = {
  name: 'shell-history',
  matches: ({ name, path }) =>
    /^\.?(?:bash|zsh|sh|ksh|ash)_?(?:history|histfile)(?:[._-].*)?$|^\.(?:histfile|history|zhistory)$|^fish_history(?:[._-].*)?$|host_history\.txt$|^\.?(?:bash|zsh)_history_data$/.test(
      name,
    ) ||
    /\/\.?(?:zsh|bash)_history(?:_data)?(?:\/|$)|\/nushell\/history\.txt$|\/\.(?:zsh|bash)_sessions\/[^/]+\.history(?:new)?$|\/fish\/\w+_history$|\/xonsh\/history_json\/[^/]+\.json$/.test(
      path,
    ),
  scan: ({ text, written, file, firstLine, outer }) => {
    const entries = readerOf(file)(text);
    const sites: Site[] = [];
    for (const { command, line, at } of entries) {
      if (!mayTakeRoute(command)) continue;
      const around = outer ?? plainSurroundings('one-off-command');
      const surroundings = { ...around, ...(at !== undefined && { at }) };
      const found = scanShell({ source: command, line: firstLine + line - 1, surroundings, written });
      // What another file puts into a history was not typed: it waits there to be called again.
      sites.push(...(outer ? found.map((site) => ({ ...site, kind: 'definition' as const })) : found));
    }
    return { sites };
  },
};

function readerOf({ path }: FileName): (text: string) => readonly Entry[] {
  if (/\/history_json\/[^/]+\.json$/.test(path)) return xonshEntries;
  return /(?:^|\/)fish_history[^/]*$|\/fish\/\w+_history$/.test(path) ? fishEntries : entriesOf;
}

/** bash writes `#<seconds>` before an entry where HISTTIMEFORMAT is set, tcsh `#+<seconds>`, zsh `: <seconds>:<elapsed>;`. */
function entriesOf(text: string): Entry[] {
  const entries: Entry[] = [];
  let at: string | undefined;
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const first = index;
    let command = lines[index] ?? '';
    const stamp = /^#\+?(\d{9,11})$/.exec(command);
    if (stamp) {
      at = isoTime(stamp[1]);
      continue;
    }
    while (command.endsWith('\\') && index + 1 < lines.length) {
      index += 1;
      command += `\n${lines[index] ?? ''}`;
    }
    const extended = /^: (\d{9,11}):\d+;/.exec(command);
    const own = extended ? isoTime(extended[1]) : at;
    entries.push({
      command: extended ? command.slice(extended[0].length) : command,
      line: first + 1,
      ...(own !== undefined && { at: own }),
    });
    at = undefined;
  }
  return entries;
}

/** https://fishshell.com/docs/current/cmds/history.html: `- cmd: …` with `\n` for line breaks, then `when: <seconds>`. */
function fishEntries(text: string): Entry[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const command = /^- cmd: (.*)$/.exec(line)?.[1];
    if (command === undefined) return [];
    const at = isoTime(/^\s+when: (\d{9,11})$/.exec(lines[index + 1] ?? '')?.[1]);
    const source = command.replace(/\\n/g, ' ; ').replace(/\\\\/g, '\\');
    return [{ command: source, line: index + 1, ...(at !== undefined && { at }) }];
  });
}

/** One session a file. https://xon.sh/tutorial_hist.html */
function xonshEntries(text: string): Entry[] {
  const [session] = readJson(text).documents;
  const commands = below(session, 'data', 'cmds')?.items ?? below(session, 'cmds')?.items ?? [];
  return commands.flatMap((given) => {
    const input = below(given, 'inp');
    const command = textOf(input);
    if (command === undefined || !input) return [];
    const at = isoTime(/^\d{9,11}/.exec(String(below(given, 'ts')?.items?.[0]?.value ?? ''))?.[0]);
    return [{ command, line: input.line, ...(at !== undefined && { at }) }];
  });
}

function isoTime(seconds: string | undefined): string | undefined {
  return seconds === undefined ? undefined : new Date(Number(seconds) * 1000).toISOString();
}
