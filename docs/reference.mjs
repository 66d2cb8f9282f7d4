// Usage, man page and shell completions, made from the table of commands and the table of options.
// npm run docs writes usage.md; the build puts the man page and the completions into dist/.

/** @returns {{ name: string, flags: string, description: string }[]} */
function optionsOf({ options, formats, manyHomes }, { commonOptions, optionTable }) {
  const named = [...commonOptions, ...options].map((name) => ({
    name,
    ...optionTable[name],
    ...(name === 'home' && { repeatable: manyHomes }),
  }));
  const format = `form of the result: ${Object.keys(formats).join(', ')}; the first is the default`;
  return [...named, { name: 'format', flags: '--format <format>', description: format }];
}

export function usage(tables) {
  const sections = tables.commands.map((command) => {
    const rows = optionsOf(command, tables).map(
      ({ flags, description, repeatable }) =>
        `| \`${flags}\` | ${description.replaceAll('|', '\\|')}${repeatable ? ' (may be repeated)' : ''} |`,
    );
    return [
      `## ${command.name}`,
      `${capital(command.summary)}.`,
      `    ${synopsis(command)}`,
      ['| option | meaning |', '|---|---|', ...rows].join('\n'),
      ['```sh', ...examplesOf(command), '```'].join('\n'),
    ].join('\n\n');
  });
  return `${[
    '# Usage',
    'Made from the program itself (`npm run docs`). Every command reads evidence and changes none of it.',
    exitCodes(),
    ...sections,
  ].join('\n\n')}\n`;
}

function examplesOf({ name, examples }) {
  return examples.map((words) => `yolo-triage ${name} ${words}`.trimEnd());
}

function exitCodes() {
  return `| exit code | meaning |
|---|---|
| 0 | finished; nothing at or above \`--fail-on\`, no gaps |
| 1 | finished; findings at or above \`--fail-on\` |
| 2 | not run: bad usage, a bad query, nothing to look at, nowhere to write |
| 3 | finished, no such finding, but with gaps, or with a verdict or disclosure that stays open: not proven clean |
| 70 | a bug, with its stack |`;
}

/** https://man7.org/linux/man-pages/man7/groff_man.7.html */
export function manPage(tables) {
  const commands = tables.commands.flatMap((command) => [
    `.SS ${roff(synopsis(command))}`,
    `${roff(capital(command.summary))}.`,
    ...optionsOf(command, tables).flatMap(({ flags, description }) => ['.TP', `.B ${roff(flags)}`, roff(description)]),
    ...['.PP', 'Examples:', '.EX', ...examplesOf(command).map(roff), '.EE'],
  ]);
  return `${[
    `.TH YOLO-TRIAGE 1 "" "yolo-triage ${tables.version}"`,
    '.SH NAME',
    'yolo-triage \\- incident triage for coding agents that ran with their permission prompts off',
    '.SH SYNOPSIS',
    '.B yolo-triage',
    '.I command',
    '[options]',
    '.SH COMMANDS',
    ...commands,
    '.SH EXIT STATUS',
    ...[
      ['0', 'finished; nothing at or above \\-\\-fail\\-on, no gaps'],
      ['1', 'finished; findings at or above \\-\\-fail\\-on'],
      ['2', 'not run'],
      ['3', 'finished, but with gaps or an open verdict: not proven clean'],
      ['70', 'a bug'],
    ].flatMap(([code, meaning]) => ['.TP', `.B ${code}`, meaning]),
  ].join('\n')}\n`;
}

export function bashCompletion(tables) {
  const names = firstWords(tables).join(' ');
  const groups = groupsOf(tables);
  const cases = tables.commands.map(
    (command) =>
      `    '${command.name}') words='${longFlags(command, tables).join(' ')}'; formats='${Object.keys(command.formats).join(' ')}' ;;`,
  );
  return `# bash completion for yolo-triage
_yolo_triage() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words formats
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W '${names}' -- "$current")
    return
  fi
  local command=\${COMP_WORDS[1]} members=
  case $command in
${groups.map(([group, members]) => `    ${group}) members='${members.join(' ')}' ;;`).join('\n')}
  esac
  if [[ -n $members ]]; then
    if ((COMP_CWORD == 2)); then
      mapfile -t COMPREPLY < <(compgen -W "$members" -- "$current")
      return
    fi
    command+=" \${COMP_WORDS[2]}"
  fi
  case $command in
${cases.join('\n')}
  esac
  if [[ $previous == --format ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$current")
  elif [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -F _yolo_triage yolo-triage
`;
}

export function zshCompletion(tables) {
  const names = firstWords(tables).map((name) => `    '${name}:${quoted(summaryOf(name, tables))}'`);
  const groups = groupsOf(tables).map(([group, members]) => `    ${group}) members=(${members.join(' ')}) ;;`);
  const cases = tables.commands.map((command) => {
    const flags = optionsOf(command, tables).map(({ name, flags, description }) => {
      const [flag, value] = flags.split(' ');
      const action = value === undefined ? '' : name === 'format' ? `:format:(${Object.keys(command.formats).join(' ')})` : ':value:_files';
      return `'*${flag}[${quoted(description).replace(/[[\]]/g, '')}]${action}'`;
    });
    return `    '${command.name}') _arguments ${flags.join(' ')} '*:file:_files' ;;`;
  });
  return `#compdef yolo-triage
_yolo_triage() {
  local -a names
  names=(
${names.join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe 'command' names
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  local -a members
  case $command in
${groups.join('\n')}
  esac
  if (($#members)); then
    if ((CURRENT == 2)); then
      compadd -a members
      return
    fi
    command+=" $words[2]"
    shift words
    ((CURRENT--))
  fi
  case $command in
${cases.join('\n')}
  esac
}
_yolo_triage "$@"
`;
}

export function fishCompletion(tables) {
  const beginnings = firstWords(tables).map(
    (name) => `complete -c yolo-triage -n __fish_use_subcommand -f -a ${name} -d '${quoted(summaryOf(name, tables))}'`,
  );
  const members = groupsOf(tables).map(
    ([group, names]) => `complete -c yolo-triage -n '__fish_seen_subcommand_from ${group}' -f -a '${names.join(' ')}'`,
  );
  const lines = tables.commands.flatMap((command) => [
    ...optionsOf(command, tables).map(({ name, flags, description }) => {
      const [flag, value] = flags.split(' ');
      const values = name === 'format' ? ` -x -a '${Object.keys(command.formats).join(' ')}'` : value ? ' -r' : '';
      return `complete -c yolo-triage -n '${seen(command.name)}' -l ${flag.slice(2)}${values} -d '${quoted(description)}'`;
    }),
  ]);
  return `# fish completion for yolo-triage\n${[...beginnings, ...members, ...lines].join('\n')}\n`;
}

/** For a command of a group, both words must stand. */
function seen(name) {
  return name
    .split(' ')
    .map((word) => `__fish_seen_subcommand_from ${word}`)
    .join('; and ');
}

/** What may stand first: commands, and groups of commands. */
function firstWords(tables) {
  return [...new Set(tables.commands.map(({ name }) => name.split(' ')[0]))];
}

/** @returns {[string, string[]][]} each group with its members */
function groupsOf(tables) {
  return Object.keys(tables.commandGroups).map((group) => [
    group,
    tables.commands.filter(({ name }) => name.startsWith(`${group} `)).map(({ name }) => name.split(' ')[1]),
  ]);
}

function summaryOf(name, tables) {
  return tables.commandGroups[name] ?? tables.commands.find((command) => command.name === name).summary;
}

function longFlags(command, tables) {
  return optionsOf(command, tables).map(({ flags }) => flags.split(' ')[0]);
}

function synopsis({ name, operands }) {
  return ['yolo-triage', name, operands, '[options]'].filter(Boolean).join(' ');
}

function roff(text) {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^([.'])/, '\\&$1');
}

function quoted(text) {
  return text.replaceAll("'", '’').replaceAll(':', ' -');
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
