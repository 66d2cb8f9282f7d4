import { readYaml } from '../data/read-yaml.ts';
import { scanData } from '../data/scan-data.ts';
import { type Form, plainSurroundings } from '../form.ts';
import { scanShell } from '../shell/scan-shell.ts';
import type { Site } from '../site.ts';

/**
 * Markdown that Claude Code reads as configuration: subagents with a `permissionMode`, commands and skills with
 * lines that run before the prompt (``!`command` ``).
 * https://code.claude.com/docs/en/sub-agents, https://code.claude.com/docs/en/slash-commands
 */
export const markdownAgent: Form = {
  name: 'markdown-agent',
  matches: ({ path, name, head }) =>
    /\.(?:md|mdc)$/.test(name) &&
    (/\/(?:agents|commands|skills|subagents|output-styles)\//.test(path) || head.startsWith('---')),
  scan: ({ text, written, file, firstLine, test }) => {
    const surroundings = plainSurroundings('settings');
    const front = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text);
    const sites: Site[] = [];
    if (front?.[1] !== undefined) {
      const scanned = { file, text: front[1], firstLine, written, test };
      const frontmatter = scanData(readYaml(front[1]), {
        text: scanned,
        surroundings,
        kind: 'definition',
        reader: 'tool',
      });
      for (const site of frontmatter) {
        if (site.route !== 'sdk-mode-option') continue;
        sites.push({
          ...site,
          route: 'agent-frontmatter',
          line: site.line + 1,
          from: site.from + 1,
          to: site.to + 1,
        });
      }
    }
    if (!/\/(?:commands|skills)\//.test(file.path)) return { sites };
    for (const [index, line] of text.split('\n').entries()) {
      for (const match of line.matchAll(/!`([^`]+)`/g)) {
        sites.push(...scanShell({ source: match[1] ?? '', line: firstLine + index, surroundings, written }));
      }
    }
    return { sites };
  },
};
