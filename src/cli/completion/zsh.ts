import { type CommandWords, firstWords, membersOf, type OptionWords, type Taken } from './command-words.ts';

/**
 * For `source` and for a file of `fpath` alike.
 * https://zsh.sourceforge.io/Doc/Release/Completion-System.html
 */
export function zshCompletion(commands: readonly CommandWords[]): string {
  const described = (words: Iterable<readonly [string, string]>, indent: string): string =>
    [...words].map(([word, text]) => `${indent}'${word}:${quoted(text)}'`).join('\n');
  const groups = membersOf(commands).map(([group, members]) => {
    const words = members.map(({ name, summary }) => [name.slice(group.length + 1), summary] as const);
    return `    ${group})\n      names=(\n${described(words, '        ')}\n      )\n      ;;`;
  });
  return `#compdef yolo-triage
_yolo_triage() {
  local -a names
  if ((CURRENT == 2)); then
    names=(
${described(firstWords(commands), '      ')}
    )
    _describe 'command' names
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${groups.join('\n')}
  esac
  if (($#names)); then
    if ((CURRENT == 2)); then
      _describe 'command' names
      return
    fi
    command+=" $words[2]"
    shift words
    ((CURRENT--))
  fi
  case $command in
${commands.map(ofCommand).join('\n')}
  esac
}
if [[ $funcstack[1] == _yolo_triage ]]; then
  _yolo_triage "$@"
else
  compdef _yolo_triage yolo-triage
fi
`;
}

function ofCommand({ name, options, operand }: CommandWords): string {
  const operands = operand.kind === 'nothing' ? [] : [`'*:operand:${action(operand)}'`];
  return `    '${name}') _arguments ${[...options.map(ofOption), ...operands].join(' ')} ;;`;
}

function ofOption({ flag, description, value }: OptionWords): string {
  const taken = value.kind === 'nothing' ? '' : `:value:${action(value)}`;
  return `'*${flag}[${quoted(description).replace(/[[\]]/g, '')}]${taken}'`;
}

function action(taken: Taken): string {
  if (taken.kind === 'word') return `(${taken.words.join(' ')})`;
  return { path: '_files', folder: '_files -/', text: ' ', nothing: ' ' }[taken.kind];
}

/** Within single quotes, in a specification that colons part. */
function quoted(text: string): string {
  return text.replaceAll("'", '’').replaceAll(':', '\\:');
}
