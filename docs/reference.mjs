// Usage and man pages, made from the table of commands and the table of options.
// npm run docs writes usage.md; the build puts the man pages into dist/.

/** @returns {{ name: string, flags: string, description: string }[]} */
function optionsOf({ options, formats, homes }, { commonOptions, optionTable }) {
  const named = [...commonOptions, ...options].map((name) => ({
    name,
    ...optionTable[name],
    ...(['home', 'root'].includes(name) && { repeatable: homes === 'each' }),
  }));
  const format = `form of the result: ${Object.keys(formats).join(', ')}; the first is the default`;
  const json = { name: 'json', flags: '--json', description: 'the same as --format json' };
  return [
    ...named,
    { name: 'format', flags: '--format <format>', description: format },
    ...('json' in formats ? [json] : []),
  ];
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

/**
 * One page for the program, one for each command: `yolo-triage-fleet-load.1`.
 * https://man7.org/linux/man-pages/man7/groff_man.7.html
 * @returns {{ file: string, text: string }[]}
 */
export function manPages(tables) {
  return [programPage(tables), ...tables.commands.map((command) => commandPage(command, tables))];
}

const program = 'yolo-triage';

function programPage(tables) {
  const { commands, commonOptions, optionTable } = tables;
  return page(program, tables, [
    '.SH NAME',
    `${roff(program)} \\- incident triage for coding agents that ran with their permission prompts off`,
    '.SH SYNOPSIS',
    `.B ${roff(program)}`,
    '.I command',
    '[options]',
    '.SH COMMANDS',
    ...commands.flatMap(({ name, summary }) => ['.TP', `.BR ${roff(titleOf(name))} (1)`, `${roff(capital(summary))}.`]),
    '.SH OPTIONS',
    'Every command has these:',
    ...commonOptions.flatMap((name) => optionLines(optionTable[name])),
    ...exitStatus,
  ]);
}

function commandPage(command, tables) {
  const title = titleOf(command.name);
  return page(title, tables, [
    '.SH NAME',
    `${roff(title)} \\- ${roff(command.summary)}`,
    '.SH SYNOPSIS',
    `.B ${roff(`${program} ${command.name}`)}`,
    roff([command.operands, '[options]'].filter(Boolean).join(' ')),
    '.SH OPTIONS',
    ...optionsOf(command, tables).flatMap(optionLines),
    '.SH EXAMPLES',
    ...['.EX', ...examplesOf(command).map(roff), '.EE'],
    ...exitStatus,
    '.SH SEE ALSO',
    `.BR ${roff(program)} (1)`,
  ]);
}

function page(title, { version }, lines) {
  const heading = `.TH ${title.toUpperCase()} 1 "" "yolo-triage ${version}"`;
  return { file: `${title}.1`, text: `${[heading, ...lines].join('\n')}\n` };
}

function titleOf(name) {
  return `${program}-${name.replaceAll(' ', '-')}`;
}

function optionLines({ flags, description, values = [], repeatable }) {
  const list = values.length === 0 ? '' : `; one of ${values.join(', ')}`;
  return ['.TP', `.B ${roff(flags)}`, roff(`${description}${list}${repeatable ? ' (may be repeated)' : ''}`)];
}

const exitStatus = [
  '.SH EXIT STATUS',
  ...[
    ['0', 'finished; nothing at or above \\-\\-fail\\-on, no gaps'],
    ['1', 'finished; findings at or above \\-\\-fail\\-on'],
    ['2', 'not run'],
    ['3', 'finished, but with gaps or an open verdict: not proven clean'],
    ['70', 'a bug'],
  ].flatMap(([code, meaning]) => ['.TP', `.B ${code}`, meaning]),
];

function synopsis({ name, operands }) {
  return ['yolo-triage', name, operands, '[options]'].filter(Boolean).join(' ');
}

function roff(text) {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^([.'])/, '\\&$1');
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
