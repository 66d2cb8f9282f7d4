import type { Node, Script } from '../../shell/syntax.ts';

/** Programs that print, search, compare or store their words and start none of them. */
const quiet = new Set(
  `echo printf print cat logger say notify-send figlet toilet cowsay gum whiptail dialog zenity lolcat glow bat
  grep egrep fgrep zgrep rg ag ack git-grep sed gsed awk gawk mawk cut tr sort uniq head tail less more diff comm wc
  test [ [[ expr let read pgrep pkill killall ps kill which whereis type man tldr history fc fzf
  git gh glab hub curl wget http jq yq jo crudini dasel tomlq complete compgen compadd compdef _arguments _describe _values getopt getopts
  return exit true false : cd pushd mkdir rm cp mv ln touch ls stat chmod chown install basename dirname
  Write-Host Write-Output Write-Warning Write-Error Write-Verbose Write-Debug Write-Information
  zstyle bindkey abbreviate rem REM title setterm pip pip3 apt apt-get brew npm_config`.split(/\s+/),
);

/** Names that people give to functions that print, complain, compare or assert. */
const quietName =
  /^(?:_*(?:log|info|warn|warning|err|error|fail|failure|success|ok|okay|pass|debug|trace|notice|note|hint|tip|msg|message|say|notify|die|fatal|abort|panic|usage|help|banner|header|heading|section|step|status|print|display|show|announce|report|output|puts|describe|title|bullet|todo|skip|assert|refute|check|verify|has|is|contains|require|should|test|it)(?:$|[_:.-]|\d)|expect[_.:].*|.*[_-](?:log|info|warn|warning|error|err|msg|message|success|print|echo|usage|help|note|header|step|debug|status)s?$|(?:log|print|echo|show|write)[A-Z_]\w*)/;

/** Whether a program only speaks of its words. */
export function isQuiet(program: string, printing: ReadonlySet<string>): boolean {
  if (quiet.has(program) || printing.has(program)) return true;
  // `bashio::log.warning`: a function of a module.
  return [program, ...program.split('::').slice(1)].some((name) => quietName.test(name));
}

/** Whether a program tells people something, so that what it prints is no output for others: `log.warning`, `die`. */
export function tellsPeople(program: string): boolean {
  return /(?:^|[._:-])(?:log|warn|warning|info|error|err|debug|notice|notify|fatal|die)(?:[._:-]|$)/i.test(
    program,
  );
}

/** What a script's own functions do with words that they are given. */
export function printingFunctions(script: Script): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name, body } of functionsIn(script)) {
    const programs = programsIn(body);
    if (programs.length > 0 && programs.every((program) => printers.has(program) || found.has(program))) {
      found.add(name);
    }
  }
  return found;
}

const printers = new Set(
  'echo printf cat print local return exit shift date tput tee true : read declare [ test logger'.split(' '),
);

interface FunctionBody {
  readonly name: string;
  readonly body: Script;
}

/** Every function that a script defines, also inside other constructs. */
function functionsIn(script: Script): FunctionBody[] {
  return nodesIn(script).flatMap((node) =>
    node.kind === 'function' ? [{ name: node.name, body: node.body }] : [],
  );
}

/** Base names of all programs in a script, without substitutions. */
function programsIn(script: Script): string[] {
  return nodesIn(script).flatMap((node) => {
    if (node.kind !== 'command') return [];
    const name = node.words[0]?.value;
    return name === undefined ? [] : [name.slice(name.lastIndexOf('/') + 1)];
  });
}

/** All nodes, outer ones first. The parser bounds the depth. */
function nodesIn(script: Script): Node[] {
  return script.statements.flatMap(({ node }) => [node, ...below(node)]);
}

function below(node: Node): Node[] {
  switch (node.kind) {
    case 'pipeline':
      return node.stages.flatMap((stage) => [stage, ...below(stage)]);
    case 'group':
    case 'function':
      return nodesIn(node.body);
    case 'branches':
      return node.branches.flatMap(nodesIn);
    case 'loop':
      return [...nodesIn(node.condition), ...nodesIn(node.body)];
    default:
      return [];
  }
}
