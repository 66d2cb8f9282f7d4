/** What a call does with its strings, or what a variable or key holds them for, as far as its name says. */
export type NameRole = 'speaks' | 'filters' | 'starts' | 'scripts' | 'unknown';

const set = (words: string) => new Set(words.split(/\s+/).filter((word) => word !== ''));

/** Calls that print, compare, search or declare what they are given. */
const speakingVerbs =
  set(`log logf print println printf eprint eprintln fprintf sprintf format warn warning error errorf err debug info
  trace fatal write writeln echo puts say notice success fail failure throw raise panic bail anyhow exception assert debugassert expect
  contain contains include includes index indexof lastindex lastindexof count search match matches test replace replacen remove delete strip split trim has some
  every find starts ends startswith endswith hasprefix hassuffix equal equals eq be option argument flag on describe it skip
  chalk bold red green yellow cyan dim gray style text paragraph span label message report diagnose translate gettext lint alert
  confirm notify toast render tooltip markdown compile regexp regex rule finding detect is help usage comment docs banner title assertequal
  writehost writeoutput writewarning writeverbose writeerror writeinformation
  check require should verify validate parse complete completion suggest`);
const speakingFirst =
  set(`assert expect log print warn debug is has find starts ends contains includes should check verify validate describe
  show display render format parse remove strip replace translate detect`);

/** Calls that start a program with what they are given, or add it to what is started. */
const startingVerbs =
  set(`spawn spawnsync exec execsync execfile execfilesync execa popen run call checkcall checkoutput system shell command
  process subprocess fork pty query sendkeys sendtext arg args push pushback append extend insert unshift concat splice start launch
  invoke eval script sh bash bat zsh execvp execv execve posixspawn startprocess createprocess processbuilder terminal tmux ssh session execute
  processstartinfo arguments addarg addargs withargs withargument setargs setarguments argumentlist cmdline sysproc createsubprocessexec
  createsubprocessshell shellexec passthru procopen popen3 capture2e capture3 qx openpty runcommand runinteractive`);

/** Calls that put what they are given into a list; what they do is what the list is for. */
const addingVerbs = set('add push append insert extend unshift concat pushback emplaceback addall');

/** Names of texts that people read. */
const speakingNouns =
  set(`description desc help usage message msg label title text detail details summary note notes hint tooltip placeholder
  example examples reason remediation recommendation name id content body prompt instructions instruction docs doc comment error
  warning long short about heading question answer evidence want system readme banner intro template snippet markdown html caption story`);

/** Names of lists that are looked for, refused or known, not used. */
const filteringNouns =
  set(`block blocked blocklist blacklist deny denied denylist forbid forbidden dangerous danger disallow disallowed ban banned
  suspicious pattern patterns keyword keywords known strip stripped remove removed filter filters filtered unsafe risky prohibited
  reserved ignore ignored exclude excluded valid supported recognized expected signature signatures indicator indicators detect
  detection regex regexp incompatible conflict conflicting conflicts dedupe deduplicate duplicate duplicates completion completions redact redacted scrub sanitize mention mentions
  disallowed boolean booleans switches schema choices`);

/** Names of strings that are scripts as a whole. */
const scriptNouns =
  set(`script cmd command shell bash sh zsh run exec spawn launch launcher alias aliases init profile hook
  wrapper entrypoint bat start setup install userdata initcontent initextra shellinit interactiveshellinit text_script`);

/** Calls that surely start a process, by their whole name: a test may hold the like of others. */
const processCalls =
  set(`spawn spawnsync exec execsync execfile execfilesync execa popen run call checkcall checkoutput system command
  commandcontext createsubprocessexec createsubprocessshell processbuilder execv execvp execve execvpe execl execlp
  posixspawn posixspawnp spawnlp spawnvp shellexec passthru procopen popen2e capture2 capture2e capture3 openpty`);

export function startsProcess(callee: string): boolean {
  return processCalls.has(wordsOf(callee).join(''));
}

/** @param callee as written: `console.log`, `Command::new`, `pkgs.writeShellScriptBin` */
export function roleOfCall(callee: string): NameRole {
  const words = wordsOf(callee);
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  const joined = words.join('');
  if (addingVerbs.has(joined)) {
    const list = callee.split(/\.|::|->/).at(-2);
    return list !== undefined && roleOfName(list) === 'filters' ? 'filters' : 'starts';
  }
  if (startingVerbs.has(joined) || startingVerbs.has(last)) return 'starts';
  if (/(?:Error|Exception|Warning)$/.test(callee)) return 'speaks';
  if (speakingVerbs.has(joined) || speakingVerbs.has(last) || speakingFirst.has(first)) return 'speaks';
  return words.some((word) => scriptNouns.has(word)) ? 'scripts' : 'unknown';
}

/** @param name of a variable, constant or key */
export function roleOfName(name: string): NameRole {
  const words = wordsOf(name);
  if (words.some((word) => filteringNouns.has(word))) return 'filters';
  const last = words.at(-1) ?? '';
  if (words.some((word) => scriptNouns.has(word)) || scriptNouns.has(words.join(''))) return 'scripts';
  return speakingNouns.has(last) ? 'speaks' : 'unknown';
}

/** The last component of a name, in words: `fs.writeFileSync` → write, file, sync. */
function wordsOf(name: string): string[] {
  const component =
    name
      .replace(/[!?]+$/, '')
      .split(/\.|::|->/)
      .at(-1) ?? '';
  return component
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}
