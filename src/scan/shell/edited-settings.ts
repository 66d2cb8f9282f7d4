import type { CommandNode, Word } from '../../shell/syntax.ts';
import { otherAgentSetting } from '../other-agents.ts';
import { programOf } from './program-of.ts';
import type { ShellState } from './shell-state.ts';
import type { Frame } from './shell-text.ts';

/** Programs that set one key of a file of settings. https://www.pixelbeat.org/programs/crudini/, https://github.com/TomWright/dasel */
const setters = /^(?:crudini|dasel|tomlq|yq)$/;

/** `crudini --set config.toml "" approval_policy never`: a key, and its value in the next word or behind `-v`. */
export function settingsGiven(state: ShellState, { words }: CommandNode, frame: Frame): void {
  const values = words.map(({ value }) => value.replace(/^["'](.*)["']$/s, '$1'));
  if (!setters.test(programOf(values))) return;
  const named = values[values.findIndex((value) => /^(?:-v|--value)$/.test(value)) + 1];
  for (const [index, word] of words.entries()) {
    const key = (values[index] ?? '').replace(/^\.+/, '');
    const off = [values[index + 1], named]
      .flatMap((value) => (value === undefined ? [] : otherAgentSetting(key, value)))
      .find((one) => one !== undefined);
    if (off) state.add({ route: 'other-agent-setting', kind: 'definition', ...off }, word, frame);
  }
}

/** The expression of `jq` with the values of its `--arg` in the place of their names. */
export function withGivenValues(words: readonly Word[], expression: string): string {
  return words.reduce((text, { value }, index) => {
    if (!/^--arg(?:json)?$/.test(value)) return text;
    const [name, given] = [words[index + 1]?.value ?? '', words[index + 2]?.value ?? ''];
    if (!/^\w+$/.test(name)) return text;
    const literal = value === '--arg' ? JSON.stringify(given) : given;
    return text.replace(new RegExp(`\\$${name}\\b`, 'g'), () => literal);
  }, expression);
}

/** What an editor of streams puts into a file: the new text of `s/old/new/`, the lines of `a`, `i` and `c`. */
export function textsOfSed(script: string): string[] {
  const replaced = [
    ...script.matchAll(/(?:^|[;{\n}\s\d$/])s([/|#,@!~])((?:\\.|(?!\1)[^\n])*)\1((?:\\.|(?!\1)[^\n])*)\1/g),
  ];
  const added = [...script.matchAll(/(?:^|[;{\n\d$/])\s*[aic]\\?\s*\n?([^\n]+)/g)];
  return [...replaced.map((match) => match[3] ?? ''), ...added.map((match) => match[1] ?? '')].map((text) =>
    text.replace(/\\n/g, '\n').replace(/\\([^\w])/g, '$1'),
  );
}
