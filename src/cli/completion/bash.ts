import { type CommandWords, firstWords, lastWord, membersOf, type Taken } from './command-words.ts';

/**
 * Paths are left to bash itself, which knows how to quote them. Bash 3.2 of macOS has neither `mapfile` nor `compopt`.
 * https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion-Builtins.html
 */
export function bashCompletion(commands: readonly CommandWords[]): string {
  return `# bash completion for yolo-triage
# shellcheck disable=SC2207
_yolo_triage() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local command=\${COMP_WORDS[1]} members='' options='' formats='' operand=''
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '${[...firstWords(commands).keys()].join(' ')}' -- "$current"))
    return
  fi
  case $command in
${membersOf(commands)
  .map(([group, members]) => `    ${group}) members='${members.map(lastWord).join(' ')}' ;;`)
  .join('\n')}
  esac
  if [[ -n $members ]]; then
    if ((COMP_CWORD == 2)); then
      COMPREPLY=($(compgen -W "$members" -- "$current"))
      return
    fi
    command+=" \${COMP_WORDS[2]}"
  fi
  case $command in
${commands.map(ofCommand).join('\n')}
  esac
  case $previous in
    --format) COMPREPLY=($(compgen -W "$formats" -- "$current")) ;;
${ofOptions(commands).join('\n')}
    *)
      if [[ $current == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$current"))
      else
        eval "$operand"
      fi
      ;;
  esac
}
complete -o default -F _yolo_triage yolo-triage
`;
}

function ofCommand({ name, options, operand }: CommandWords): string {
  const flags = options.map(({ flag }) => flag).join(' ');
  const formats = options.flatMap(({ flag, value }) =>
    flag === '--format' && value.kind === 'word' ? value.words : [],
  );
  const done = JSON.stringify(completing(operand)).replaceAll('$', '\\$');
  return `    '${name}') options='${flags}'; formats='${formats.join(' ')}'; operand=${done} ;;`;
}

/** One line an option; it takes the same in every command. */
function ofOptions(commands: readonly CommandWords[]): readonly string[] {
  const values = new Map(
    commands.flatMap(({ options }) => options.map(({ flag, value }) => [flag, value] as const)),
  );
  values.delete('--format');
  return [...values]
    .filter(([, value]) => value.kind !== 'nothing')
    .map(([flag, value]) => `    ${flag}) ${completing(value)} ;;`);
}

function completing(taken: Taken): string {
  if (taken.kind === 'word') return `COMPREPLY=($(compgen -W '${taken.words.join(' ')}' -- "$current"))`;
  if (taken.kind === 'path') return ':';
  return `compopt ${taken.kind === 'folder' ? '-o dirnames ' : ''}+o default 2>/dev/null`;
}
