import { argvRoutes } from '../argv-routes.ts';
import { lineIndex } from '../data/line-index.ts';
import { type Form, plainSurroundings } from '../form.ts';
import { guardOf } from '../guard.ts';
import { scanShell } from '../shell/scan-shell.ts';

/** launchd's XML: `ProgramArguments` is the command, `EnvironmentVariables` its environment. https://www.manpagez.com/man/5/launchd.plist/ */
export const propertyList: Form = {
  name: 'property-list',
  matches: ({ extension }) => extension === 'plist',
  scan: ({ text, firstLine, written }) => {
    const lineOf = lineIndex(text);
    const strings = [...text.matchAll(/<string>([^<]*)<\/string>/g)].map((match) => ({
      value: decoded(match[1] ?? ''),
      line: firstLine + lineOf(match.index) - 1,
    }));
    const environment = /<key>(IS_SANDBOX|CLAUDE_CODE_BUBBLEWRAP)<\/key>\s*<string>([^<]*)<\/string>/.exec(
      text,
    );
    const guard = (environment?.[1] && guardOf(environment[1], environment[2] ?? '')) || 'none';
    const surroundings = { ...plainSurroundings('repository-script'), guard };
    const words = argvRoutes(strings.map(({ value }) => value)).map(({ route, index }) => {
      const line = strings[index]?.line ?? firstLine;
      return { route, kind: 'invocation' as const, line, from: line, to: line, surroundings };
    });
    const scripts = strings
      .filter(({ value }) => /\s/.test(value) && value.includes('permission'))
      .flatMap(({ value, line }) =>
        scanShell({ source: value, line, surroundings, written, mustNameAgent: true }),
      );
    return { sites: [...words, ...scripts] };
  },
};

function decoded(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
