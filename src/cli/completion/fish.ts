import { type CommandWords, firstWords, lastWord, membersOf, type Taken } from './command-words.ts';

/** https://fishshell.com/docs/current/cmds/complete.html */
export function fishCompletion(commands: readonly CommandWords[]): string {
  const beginnings = [...firstWords(commands)].map(
    ([word, text]) => `complete -c yolo-triage -n '__yolo_triage_behind' -a ${word} -d '${quoted(text)}'`,
  );
  const members = membersOf(commands).flatMap(([group, those]) =>
    those.map(
      (command) =>
        `complete -c yolo-triage -n '__yolo_triage_behind ${group}' -a ${lastWord(command)} -d '${quoted(command.summary)}'`,
    ),
  );
  return `# fish completion for yolo-triage
function __yolo_triage_behind
    test (commandline -opc | string join ' ') = (string join ' ' yolo-triage $argv)
end
function __yolo_triage_in
    string match -q -- (string join ' ' yolo-triage $argv)' *' (commandline -opc | string join ' ')' '
end
complete -c yolo-triage -f
${[...beginnings, ...members, ...commands.flatMap(ofCommand)].join('\n')}
`;
}

function ofCommand({ name, options, operand }: CommandWords): readonly string[] {
  const start = `complete -c yolo-triage -n '__yolo_triage_in ${name}'`;
  const lines = options.map(
    ({ flag, description, value }) =>
      `${start} -l ${flag.slice(2)}${ofValue[value.kind](value)} -d '${quoted(description)}'`,
  );
  return operand.kind === 'nothing' || operand.kind === 'text'
    ? lines
    : [...lines, `${start}${ofOperand(operand)}`];
}

const folders = " -a '(__fish_complete_directories)'";

/** With `-x` a value must follow, and it is no path. */
const ofValue: Readonly<Record<Taken['kind'], (value: Taken) => string>> = {
  nothing: () => '',
  text: () => ' -x',
  path: () => ' -r -F',
  folder: () => ` -x${folders}`,
  word: (value) => ` -x${wordsOf(value)}`,
};

function ofOperand(operand: Taken): string {
  if (operand.kind === 'path') return ' -F';
  return operand.kind === 'folder' ? folders : wordsOf(operand);
}

function wordsOf(taken: Taken): string {
  return taken.kind === 'word' ? ` -a '${taken.words.join(' ')}'` : '';
}

function quoted(text: string): string {
  return text.replaceAll("'", '’');
}
