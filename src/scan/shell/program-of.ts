/** The program of a command, without wrappers that change nothing of what it does with its words. */
export function programOf(words: readonly string[]): string {
  return baseName(words[programAt(words)] ?? '');
}

/** Where it stands; -1 where there is none. */
export function programAt(words: readonly string[]): number {
  return words.findIndex((word) => !isPreface(word));
}

function isPreface(word: string): boolean {
  return (
    word.startsWith('-') ||
    /^[A-Za-z_]\w*=/.test(word) ||
    /^(?:sudo|doas|env|exec|command|builtin|nohup|time|noglob)$/.test(baseName(word))
  );
}

export function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}

const shell = /^(?:ba|z|da|k|a)?sh$/;

/** Runs what it is given on standard input as a shell script, here or elsewhere. */
export function runsInput(words: readonly string[]): boolean {
  const program = programOf(words);
  if (shell.test(program) || /^(?:fish|ssh|su|expect|crontab|at|batch|tmux)$/.test(program)) return true;
  return (
    words.some((word) => /^(?:docker|podman|kubectl)$/.test(word)) &&
    words.some((word) => shell.test(baseName(word)))
  );
}

/** `ssh host 'cat > file'`, `docker exec -i box sh -c 'tee file'`: where what stands on standard input is written. */
export function fileOfInput(words: readonly string[]): string | undefined {
  if (!runsInput(words)) return undefined;
  const script = words.find((word) => /(?:^|[;&|]\s*)(?:cat\s*>|(?:sudo\s+)?tee\s)/.test(word)) ?? '';
  return /\b(?:cat\s*>>?|tee\s+(?:-a\s+)?)\s*["']?([^\s;&|"']+)/.exec(script)?.[1];
}

/** Programs that run a string or their standard input in another language; by the extension of that. */
export const interpreters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    osascript: 'applescript',
    python: 'py',
    python3: 'py',
    node: 'js',
    deno: 'ts',
    bun: 'ts',
    ruby: 'rb',
    perl: 'pl',
    php: 'php',
    pwsh: 'ps1',
    powershell: 'ps1',
  }),
);
