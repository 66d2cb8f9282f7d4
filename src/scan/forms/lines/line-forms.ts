import { argvRoutes } from '../../argv-routes.ts';
import type { Guard } from '../../guard.ts';
import type { LineCommand, LineForm, LogicalLine } from './line-form.ts';
import { guardAmong, guardedLines, guardOfAll, settingLine } from './line-guards.ts';

const hash = /^\s*#/;
const semicolon = /^\s*[#;]/;

/** The command of a line, where a pattern finds it. */
const after = (pattern: RegExp) => (line: string) => pattern.exec(line)?.[1];

/** One command a line, with what the lines above it set. */
const each =
  (
    command: (line: string) => string | undefined,
    { comment = hash, settings = [] }: { comment?: RegExp; settings?: readonly RegExp[] } = {},
  ): LineForm['commands'] =>
  (lines) =>
    guardedLines(lines, settings).flatMap(({ source, line, guard }): LineCommand[] => {
      const found = comment.test(source) ? undefined : command(source);
      return found === undefined ? [] : [{ source: found, line, guard }];
    });

/** Sections of a unit, each with the variables that any of its lines sets. */
const inSections =
  (command: (line: string) => string | undefined, environment: RegExp): LineForm['commands'] =>
  (lines) =>
    sectionsOf(lines).flatMap((section) => {
      const given = valuesIn(section, environment).join(' ');
      const guard = guardAmong(given);
      return section.flatMap(({ source, line }): LineCommand[] => {
        const found = semicolon.test(source) ? undefined : command(source);
        return found === undefined ? [] : [{ source: found, line, guard }];
      });
    });

/** What a setting holds that takes several lines: one without a value empties it, as `Environment=` does for systemd. */
function valuesIn(section: readonly LogicalLine[], setting: RegExp): string[] {
  const values = section.flatMap(({ source }) => setting.exec(source)?.[1] ?? []);
  const kept = values.slice(values.findLastIndex((value) => value.trim() === '') + 1);
  const removed = section.flatMap(
    ({ source }) => /^\s*UnsetEnvironment=(.*)$/s.exec(source)?.[1]?.split(/\s+/) ?? [],
  );
  return [...kept, ...removed.filter((name) => /^\w+$/.test(name)).map((name) => `${name}=`)];
}

function sectionsOf(lines: readonly LogicalLine[]): LogicalLine[][] {
  const sections: LogicalLine[][] = [[]];
  for (const line of lines) {
    if (/^\s*\[/.test(line.source)) sections.push([]);
    sections.at(-1)?.push(line);
  }
  return sections;
}

const recipe = (line: string) => /^(?:\t| {2,})[@+-]*(.*)$/s.exec(line)?.[1];

/** `NAME = value` as the shell would write it. */
function variable(line: string): string | undefined {
  const match = /^(?:[\w.-]+:\s+)?(?:export\s+|override\s+)*([A-Za-z_]\w*)\s*[:?+]{0,2}=\s*(.*)$/s.exec(line);
  if (!match) return undefined;
  const value = (match[2] ?? '').replace(/^["']|["']\s*$/g, '');
  return `${match[1]}='${value.replaceAll("'", '')}'`;
}

/**
 * Each line of a recipe is a shell of its own, so that what one exports no other has.
 * https://www.gnu.org/software/make/manual/html_node/Execution.html
 */
const makeCommands: LineForm['commands'] = (lines) => {
  const top = lines.filter(({ source }) => !/^\s/.test(source));
  const isExported = top.some(({ source }) =>
    /^(?:export\s*(?:IS_SANDBOX\s*)?$|\.EXPORT_ALL_VARIABLES)/.test(source),
  );
  const guard = guardOfAll(top, [
    settingLine('^(?:override\\s+)?export\\s+NAME\\s*[:?+]*=\\s*VALUE'),
    ...(isExported ? [settingLine('^NAME\\s*[:?+]*=\\s*VALUE')] : []),
  ]);
  const guards = guardsOfTargets(top);
  const values = wordsNamed(top);
  let target: string | undefined;
  return lines.flatMap(({ source, line }): LineCommand[] => {
    if (hash.test(source)) return [];
    target = targetIn(source) ?? target;
    const command = recipe(source)
      ?.replace(/\$[({]([\w.-]+)[)}]/g, (whole, name: string) => values.get(name) ?? whole)
      .replaceAll('$$', '$');
    if (command !== undefined) return [{ source: command, line, guard: guards.get(target ?? '') ?? guard }];
    const given = variable(source);
    return given === undefined ? [] : [{ source: given, line, guard, isDefinition: true }];
  });
};

/** Variables that stand for one word: `ENGINE ?= podman`. */
function wordsNamed(top: readonly LogicalLine[]): ReadonlyMap<string, string> {
  return new Map(
    top.flatMap(({ source }) => {
      const [, name, value] = /^([\w.-]+)\s*[:?]{0,2}=\s*([\w./-]+)\s*$/.exec(source) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function targetIn(line: string): string | undefined {
  return /^([^\s:=#][^\s:=]*)\s*:(?![:=])/.exec(line)?.[1];
}

/** `target: export NAME = value`. https://www.gnu.org/software/make/manual/html_node/Target_002dspecific.html */
function guardsOfTargets(top: readonly LogicalLine[]): ReadonlyMap<string, Guard> {
  const setting = settingLine('^[^\\s:=#]+\\s*:\\s*export\\s+NAME\\s*[:?+]*=\\s*VALUE');
  return new Map(
    top.flatMap((line) => {
      const [target, guard] = [targetIn(line.source), guardOfAll([line], [setting])];
      return target !== undefined && guard ? [[target, guard] as const] : [];
    }),
  );
}

/** Recipes that begin with `#!` are one script: https://just.systems/man/en/shebang-recipes.html */
const justCommands: LineForm['commands'] = (lines) => {
  const isExported = lines.some(({ source }) => /^set\s+export\b(?!\s*:=\s*false)/.test(source));
  const guard = guardOfAll(lines, [
    settingLine('^export\\s+NAME\\s*:?=\\s*VALUE'),
    ...(isExported ? [settingLine('^NAME\\s*:?=\\s*VALUE')] : []),
  ]);
  const values = stringsNamed(lines);
  const commands: LineCommand[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const { source, line } = lines[index] ?? { source: '', line: 0 };
    const command = /^\s+@?-?(.*)$/s.exec(source)?.[1];
    if (command?.startsWith('#!')) {
      const rest = lines.slice(index + 1);
      const length = rest.findIndex(({ source: next }) => /^\S/.test(next));
      const body = rest.slice(0, length === -1 ? rest.length : length);
      index += body.length;
      const script = body.map((inner) => inner.source).join('\n');
      commands.push({ source: filled(`${command}\n${script}`, values), line, guard });
    } else if (hash.test(source)) continue;
    else if (command !== undefined) commands.push({ source: filled(command, values), line, guard });
    else {
      const given = variable(source);
      if (given !== undefined) commands.push({ source: given, line, guard, isDefinition: true });
    }
  }
  return commands;
};

/** Variables of just that say nothing by themselves: `agent := "gemini"`, `flags := "--yolo"`. */
function stringsNamed(lines: readonly LogicalLine[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap(({ source }) => {
      const [, name, value] =
        /^(?:export\s+)?([\w-]+)\s*:=\s*["']([^"'{}]{1,200})["']\s*$/.exec(source) ?? [];
      const isTold = value === undefined || argvRoutes(value.split(/\s+/)).length > 0;
      return name === undefined || value === undefined || isTold ? [] : [[name, value] as const];
    }),
  );
}

/** https://just.systems/man/en/expressions-and-substitutions.html */
function filled(source: string, values: ReadonlyMap<string, string>): string {
  return source.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (whole, name: string) => values.get(name) ?? whole);
}

/** A file of variables: what it sets, it sets for others. */
const environmentLine = (line: string) =>
  /^\s*(?:export\s+)?[A-Za-z_]\w*=/.test(line) ? `export ${line.replace(/^\s*export\s+/, '')}` : undefined;

/** `env.yml`, `env.ts`: called like a file of variables, and written in a format of its own. */
const otherFormat =
  /\.(?:ya?ml|jsonc?|toml|[cm]?[jt]sx?|py|rb|go|rs|java|kt|cs|php|md|ps1|nix|lua|plist|xml)$/;

const cronLine = (line: string) =>
  /^\s*(?:@\w+|(?:\S+\s+){4}\S+)\s+(?:root\s+)?(.*)$/s.exec(line)?.[1] ??
  (/^[A-Za-z_]\w*=/.test(line) ? `export ${line}` : undefined);

/** `name = "!command"` in the section of aliases; other keys whose value git runs. https://git-scm.com/docs/git-config */
const gitCommands: LineForm['commands'] = (lines) => {
  let section = '';
  return lines.flatMap(({ source, line }): LineCommand[] => {
    section = /^\s*\[\s*([\w.-]+)/.exec(source)?.[1]?.toLowerCase() ?? section;
    const [, name = '', value = ''] = /^\s*([\w.-]+)\s*=\s*(.*)$/s.exec(source) ?? [];
    const text = value
      .trim()
      .replace(/^"(.*)"$/s, '$1')
      .replace(/\\"/g, '"');
    if (section === 'alias' && text.startsWith('!'))
      return [{ source: text.slice(1), line, isDefinition: true }];
    const isRun = /^(?:editor|pager|cmd|textconv|command|sshcommand|process|clean|smudge)$/i.test(name);
    return isRun ? [{ source: text, line, isDefinition: true }] : [];
  });
};

const keyBinding = (
  lines: readonly LogicalLine[],
  command: (line: string) => string | undefined,
  settings: readonly RegExp[],
) =>
  each(command, { settings })(lines, { path: '', relative: '', name: '', extension: '', head: '' }).map(
    (found) => ({
      ...found,
      isDefinition: true,
    }),
  );

const batchSettings = [settingLine('^\\s*@?set\\s+"?NAME=VALUE"?\\s*$')];

/** Every kind of file that holds commands in lines. */
export const lineForms: readonly LineForm[] = [
  {
    name: 'makefile',
    matches: ({ name, extension }) =>
      /^(?:gnu)?makefile(?:[._-].*)?$/.test(name) || /^(?:mk|mak|make|makefile)$/.test(extension),
    scope: () => 'repository-script',
    commands: makeCommands,
  },
  {
    name: 'justfile',
    matches: ({ name, extension }) => /^\.?justfile$/.test(name) || extension === 'just',
    scope: () => 'repository-script',
    commands: justCommands,
  },
  {
    name: 'procfile',
    matches: ({ name }) => /^procfile(?:[._-].*)?$/.test(name),
    scope: () => 'repository-script',
    commands: each(after(/^[\w-]+:\s*(.*)$/s)),
  },
  {
    name: 'cron',
    matches: ({ path, name }) =>
      /(?:^|\/)(?:crontab|cron\.d\/[^/]+|cron\.(?:hourly|daily|weekly|monthly)\/[^/]+|spool\/cron\/(?:crontabs\/)?[^/]+)$/.test(
        path,
      ) || /(?:^|[._-])crontab(?:[._-].*)?$|\.cron$/.test(name),
    scope: () => 'repository-script',
    commands: each(cronLine, { settings: [settingLine('^NAME\\s*=\\s*VALUE\\s*$')] }),
  },
  {
    // https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Environment
    name: 'systemd',
    matches: ({ path, extension }) =>
      /^(?:service|timer|socket|path|slice|container|pod)$/.test(extension) ||
      /\.(?:service|container)\.d\/[^/]+\.conf$/.test(path),
    scope: () => 'repository-script',
    commands: inSections(
      (line) =>
        /^Exec\w*=[-@:+!|]*(.*)$/s.exec(line)?.[1] ??
        (/^Environment=(.*)$/s.test(line) ? `export ${line.slice('Environment='.length)}` : undefined),
      /^\s*Environment=(.*)$/s,
    ),
  },
  {
    name: 'supervisor',
    matches: ({ path, name }) => /supervisor/.test(path) && /\.(?:conf|ini)$/.test(name),
    scope: () => 'repository-script',
    commands: inSections(after(/^\s*command\s*=\s*(.*)$/s), /^\s*environment\s*=\s*(.*)$/s),
  },
  {
    // https://github.com/charmbracelet/vhs#type
    name: 'tape',
    matches: ({ extension }) => extension === 'tape',
    scope: () => 'repository-script',
    commands: each((line) => /^\s*Type(?:@\S+)?\s+(["'`])(.*)\1/s.exec(line)?.[2]),
  },
  {
    name: 'desktop-entry',
    matches: ({ extension }) => extension === 'desktop',
    scope: () => 'repository-script',
    commands: each(after(/^(?:Try)?Exec=(.*)$/s)),
  },
  {
    name: 'tmux',
    matches: ({ name, path }) =>
      /^\.?(?:byobu\.)?tmux(?:[._-][\w.-]*)?(?:\.conf|\.local|\.common)(?:[._-].*)?$|^\.tmux$/.test(name) ||
      /\/\.?tmux\/.*\.conf$/.test(path) ||
      /\.tmux$/.test(name),
    scope: () => 'shell-profile',
    commands: each((line) => `tmux ${line}`, {
      settings: [settingLine('^\\s*set(?:env|-environment)\\s+(?:-\\w+\\s+)*NAME\\s+VALUE')],
    }),
  },
  {
    name: 'environment-file',
    matches: ({ name, path }) =>
      (/^\.?env(?:[._-].*)?$|\.env$/.test(name) && !otherFormat.test(name)) ||
      /\/environment\.d\/[^/]+\.conf$/.test(path),
    scope: () => 'settings',
    commands: each(environmentLine),
  },
  {
    name: 'git-configuration',
    matches: ({ name, path }) =>
      /^\.?gitconfig(?:[._-].*)?$/.test(name) ||
      /\/(?:\.git|\.config\/git|git)\/config(?:\.\w+)?$/.test(path),
    scope: () => 'shell-profile',
    commands: gitCommands,
  },
  {
    // https://man.openbsd.org/ssh_config
    name: 'ssh-configuration',
    matches: ({ path }) => /\/\.ssh\/config(?:\.d\/[^/]+)?$/.test(path),
    scope: () => 'shell-profile',
    commands: (lines) =>
      keyBinding(
        lines,
        (line) => {
          const command = /^\s*RemoteCommand[\s=]+(.*)$/is.exec(line)?.[1];
          return command === undefined ? undefined : `ssh host ${JSON.stringify(command)}`;
        },
        [],
      ),
  },
  {
    // https://sw.kovidgoyal.net/kitty/conf/
    name: 'kitty',
    matches: ({ path, name }) =>
      /\/kitty\/.*\.(?:conf|session)$/.test(path) || /^(?:kitty\.conf|.*\.kitty-session)$/.test(name),
    scope: () => 'shell-profile',
    commands: (lines) =>
      keyBinding(
        lines,
        (line) =>
          /^\s*(?:map|mouse_map)\s+\S+\s+(?:combine\s+\S+\s+)?(.*)$/s.exec(line)?.[1] ??
          /^\s*(?:launch|shell|action_alias\s+\S+)\s+(.*)$/s.exec(line)?.[1],
        [settingLine('^\\s*env\\s+NAME=VALUE')],
      ),
  },
  {
    // https://wiki.hypr.land/Configuring/Binds/, https://wiki.hypr.land/Configuring/Keywords/
    name: 'hyprland',
    matches: ({ path, name }) => /\/hypr\/.*\.conf$/.test(path) || name === 'hyprland.conf',
    scope: () => 'shell-profile',
    commands: (lines) =>
      keyBinding(
        lines,
        (line) =>
          /^\s*bind\w*\s*=[^,]*,[^,]*,\s*exec\s*,\s*(?:\[[^\]]*\]\s*)?(.*)$/s.exec(line)?.[1] ??
          /^\s*exec(?:-once|-shutdown|r)?\s*=\s*(?:\[[^\]]*\]\s*)?(.*)$/s.exec(line)?.[1] ??
          /^\s*\$\w+\s*=\s*(.*)$/s.exec(line)?.[1],
        [settingLine('^\\s*envd?\\s*=\\s*NAME\\s*,\\s*VALUE')],
      ),
  },
  {
    // https://i3wm.org/docs/userguide.html#exec
    name: 'window-manager',
    matches: ({ path }) => /\/\.?(?:i3|sway|river|bspwm|qtile)\/(?:config(?:\.d\/.*)?|.*\.conf)$/.test(path),
    scope: () => 'shell-profile',
    commands: (lines) =>
      keyBinding(
        lines,
        (line) =>
          /^\s*(?:bind(?:sym|code)\s+(?:--\S+\s+)*\S+\s+)?exec(?:_always)?\s+(?:--\S+\s+)*(.*)$/s.exec(
            line,
          )?.[1],
        [],
      ),
  },
  {
    // https://github.com/baskerville/sxhkd, https://github.com/koekeishiya/skhd
    name: 'hotkeys',
    matches: ({ name }) => /^\.?(?:sxhkdrc|skhdrc)$/.test(name),
    scope: () => 'shell-profile',
    commands: (lines) =>
      keyBinding(lines, (line) => /^\s+(\S.*)$/s.exec(line)?.[1] ?? /^[^:]+:\s*(.*)$/s.exec(line)?.[1], []),
  },
  {
    // https://ghostty.org/docs/config
    name: 'ghostty',
    matches: ({ path }) => /\/(?:ghostty|com\.mitchellh\.ghostty)\/config(?:\.ghostty)?$/.test(path),
    scope: () => 'shell-profile',
    commands: (lines) =>
      keyBinding(
        lines,
        (line) => /^\s*(?:initial-)?command\s*=\s*(?:direct:|shell:)?(.*)$/s.exec(line)?.[1],
        [settingLine('^\\s*env\\s*=\\s*NAME=VALUE')],
      ),
  },
  {
    name: 'batch',
    matches: ({ extension }) => /^(?:bat|cmd|btm)$/.test(extension),
    scope: () => 'repository-script',
    commands: (lines) =>
      each(batchCommand, { comment: /^\s*(?:@?rem\b|::)/i, settings: batchSettings })(lines, nowhere).map(
        (found) => ({ ...found, isDefinition: /^(?:alias|export) /.test(found.source) }),
      ),
  },
];

const nowhere = { path: '', relative: '', name: '', extension: '', head: '' };

function batchCommand(line: string): string | undefined {
  const plain = line
    .replace(/^\s*@?(?:call|start(?:\s+"[^"]*")?(?:\s+\/\w+)*|cmd\s+\/[ck])\s+/i, '')
    .replace(/^\s*@/, '')
    .replace(/\\/g, '/');
  const doskey = /^\s*doskey\s+(\w+)=(.*)$/i.exec(plain);
  if (doskey) return `alias ${doskey[1]}='${(doskey[2] ?? '').replaceAll("'", '')}'`;
  const set = /^\s*set\s+"?(\w+)=([^"]*)"?\s*$/i.exec(plain);
  if (set) return `export ${set[1]}='${(set[2] ?? '').replaceAll("'", '')}'`;
  return /^\s*echo\b/i.test(plain) ? undefined : plain.replace(/^\s*if\s+.*?\)\s*/i, '');
}
