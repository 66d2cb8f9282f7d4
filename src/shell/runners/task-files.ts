import { type JsonObject, listOf, objectOf, textOf } from '../../json-object.ts';
import { scriptsIn } from '../project-scripts.ts';
import { type Format, readStructured } from './structured-text.ts';

/** Lines for a shell that a runner finds in the text of a file. @param words what the runner is given, without options */
export type LinesIn = (text: string, words: readonly string[]) => readonly string[];

const deepest = 8;

/** One task as lines, and the tasks that it names; `@name` and `task: name` lead to others. */
type LinesOfTask = (task: unknown) => readonly Step[];
type Step = { readonly line: string } | { readonly task: string };

interface TaskFile {
  readonly format: Format;
  /** Where the tasks are, by name. */
  readonly at: readonly string[];
  readonly lines: LinesOfTask;
  /** Runs where no word names a task. */
  readonly fallback?: string;
}

/** The tasks of a file that the words name, with those that they lead to. */
function tasksOf({ format, at, lines, fallback }: TaskFile): LinesIn {
  return (text, words) => {
    const whole: JsonObject | undefined = readStructured(text, format);
    const tasks = at.reduce<JsonObject | undefined>((inner, key) => objectOf(inner?.[key]), whole) ?? {};
    const linesOf = (name: string, depth: number): readonly string[] => {
      if (depth > deepest || !Object.hasOwn(tasks, name)) return [];
      return lines(tasks[name]).flatMap((step) =>
        'line' in step ? [step.line] : linesOf(step.task, depth + 1),
      );
    };
    const named = words.filter((word) => Object.hasOwn(tasks, word));
    const wanted = named.length > 0 || fallback === undefined ? named : [fallback];
    return wanted.flatMap((name) => linesOf(name, 0));
  };
}

/** A text, or a list of them. */
function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? listOf(value) : [value]).flatMap((one) => textOf(one) ?? []);
}

const asLines = (value: unknown): readonly Step[] => texts(value).map((line) => ({ line }));

/** https://taskfile.dev/docs/reference/schema */
const ofTaskfile: LinesOfTask = (task) => {
  if (typeof task === 'string' || Array.isArray(task)) return asLines(task);
  const { cmds, cmd, deps } = objectOf(task) ?? {};
  const before = listOf(deps).flatMap((one) => textOf(objectOf(one)?.['task'] ?? one) ?? []);
  const steps = [...listOf(cmds), ...(cmd === undefined ? [] : [cmd])].flatMap((one): readonly Step[] => {
    const step = objectOf(one);
    const other = textOf(step?.['task']);
    return other === undefined ? asLines(step ? (step['cmd'] ?? step['defer']) : one) : [{ task: other }];
  });
  return [...before.map((name) => ({ task: name })), ...steps];
};

/** A line itself, or an object that has it in one of these fields, with tasks that run before. */
const inField =
  (fields: readonly string[], before = 'depends'): LinesOfTask =>
  (task) => {
    const known = objectOf(task);
    if (!known) return asLines(task);
    const first = texts(known[before]).map((name) => ({ task: name }));
    return [...first, ...fields.flatMap((field) => asLines(known[field]))];
  };

/** `@php x`, `@other`, `Class::method`. https://getcomposer.org/doc/articles/scripts.md */
const ofComposer: LinesOfTask = (task) =>
  texts(task).flatMap((line): readonly Step[] => {
    if (/^[\w\\]+::\w+$/.test(line)) return [];
    const other = /^@(?!php\b|composer\b|putenv\b)([\w:-]+)/.exec(line)?.[1];
    return other === undefined ? [{ line: line.replace(/^@(?=php|composer)/, '') }] : [{ task: other }];
  });

const composerTasks = tasksOf({ format: 'json', at: ['scripts'], lines: ofComposer });

/** https://pre-commit.com/#repository-local-hooks */
const ofPreCommit: LinesIn = (text, words) => {
  const [, only] = words;
  const hooks = listOf(readStructured(text, 'yaml')?.['repos']).flatMap((repo) => {
    const known = objectOf(repo);
    return known?.['repo'] === 'local' ? listOf(known['hooks']) : [];
  });
  return hooks.flatMap((hook) => {
    const { id, entry, args } = objectOf(hook) ?? {};
    const line = textOf(entry);
    return line === undefined || (only !== undefined && only !== id)
      ? []
      : [[line, ...texts(args)].join(' ')];
  });
};

/** https://lefthook.dev/configuration/ */
const ofLefthook: LinesIn = (text, words) => {
  const file = readStructured(text, 'yaml') ?? {};
  return words.slice(1).flatMap((name) => {
    const { commands, jobs } = objectOf(file[name]) ?? {};
    const all = [...Object.values(objectOf(commands) ?? {}), ...listOf(jobs)];
    return all.flatMap((one) => texts(objectOf(one)?.['run']));
  });
};

/** https://tox.wiki/en/stable/config.html */
const ofTox: LinesIn = (text) => {
  const lines = text.split(/\r?\n/);
  const found: string[] = [];
  let isCommands = false;
  for (const line of lines) {
    const given = /^(?:commands|commands_pre|commands_post|allowlist_externals)\s*=\s*(.*)$/.exec(line);
    if (given) isCommands = !line.startsWith('allow');
    else if (/^\S/.test(line)) isCommands = false;
    const command = (given ? given[1] : line)?.trim().replace(/^-\s*/, '');
    if (isCommands && command) found.push(command.replaceAll('{posargs}', ''));
  }
  return found;
};

/**
 * What the plays for this machine give to a shell.
 * https://docs.ansible.com/ansible/latest/collections/ansible/builtin/shell_module.html
 */
const ofPlaybook: LinesIn = (text) => {
  const plays = listOf(readStructured(`plays:\n${text.replace(/^---.*$/gm, '')}`, 'yaml')?.['plays']);
  return plays.flatMap((play) => {
    const known = objectOf(play) ?? {};
    const isHere = /^(?:localhost|127\.0\.0\.1)$/.test(textOf(known['hosts']) ?? '');
    if (!isHere && known['connection'] !== 'local') return [];
    return ['pre_tasks', 'tasks', 'post_tasks', 'handlers'].flatMap((key) =>
      listOf(known[key]).flatMap(ofPlay),
    );
  });
};

function ofPlay(task: unknown): readonly string[] {
  return Object.entries(objectOf(task) ?? {}).flatMap(([module, given]) => {
    if (module === 'block') return listOf(given).flatMap(ofPlay);
    if (!/^(?:ansible\.builtin\.)?(?:shell|command|script|raw)$/.test(module)) return [];
    return texts(objectOf(given)?.['cmd'] ?? given);
  });
}

/** `web: command`. https://devcenter.heroku.com/articles/procfile */
const ofProcfile: LinesIn = (text) =>
  [...text.matchAll(/^[\w-]+:\s*(.+)$/gm)].flatMap(([, line]) => line ?? []);

const npmScripts =
  (names: readonly string[]): LinesIn =>
  (text) => {
    const scripts = scriptsIn(text);
    return names.flatMap((name) => scripts?.get(name) ?? []);
  };

const python = (...at: readonly string[]): LinesIn =>
  tasksOf({
    format: 'toml',
    at,
    lines: inField(['cmd', 'shell', 'script', 'composite', 'sequence'], 'deps'),
  });

/** The tables of tasks that runners keep in files of their own kind. */
export const taskFiles = {
  taskfile: tasksOf({ format: 'yaml', at: ['tasks'], lines: ofTaskfile, fallback: 'default' }),
  /** https://mise.jdx.dev/tasks/toml-tasks.html */
  mise: tasksOf({ format: 'toml', at: ['tasks'], lines: inField(['run']) }),
  /** https://docs.deno.com/runtime/reference/cli/task/ */
  deno: tasksOf({ format: 'json', at: ['tasks'], lines: inField(['command'], 'dependencies') }),
  composer: (text, words) => {
    const [first = ''] = words;
    return composerTasks(
      text,
      /^(?:install|i|update|u|upgrade|require)$/.test(first) ? composerEvents : words,
    );
  },
  poe: python('tool', 'poe', 'tasks'),
  pdm: python('tool', 'pdm', 'scripts'),
  hatch: python('tool', 'hatch', 'envs', 'default', 'scripts'),
  taskipy: python('tool', 'taskipy', 'tasks'),
  preCommit: ofPreCommit,
  lefthook: ofLefthook,
  tox: ofTox,
  playbook: ofPlaybook,
  procfile: ofProcfile,
  npmInstall: npmScripts(
    'preinstall install postinstall prepublish preprepare prepare postprepare'.split(' '),
  ),
} as const satisfies Readonly<Record<string, LinesIn>>;

const composerEvents: readonly string[] = [
  'pre-install-cmd',
  'pre-autoload-dump',
  'post-autoload-dump',
  'post-install-cmd',
  'pre-update-cmd',
  'post-update-cmd',
];
