import type { Dialect } from '../dialect.ts';

/** https://opencode.ai/docs/tools/; a server's tool is `<server>_<tool>`, which no rule tells from a tool of its own. */
export const opencode: Dialect = {
  agent: 'opencode',
  tools: {
    bash: { kind: 'shell', subject: 'command' },
    read: { kind: 'read', subject: 'filePath' },
    write: { kind: 'write', subject: 'filePath', content: 'content' },
    edit: { kind: 'write', subject: 'filePath', replaces: ['oldString', 'newString'] },
    patch: { kind: 'patch', subject: 'patchText' },
    apply_patch: { kind: 'patch', subject: 'patchText' },
    grep: { kind: 'search', subject: 'path', shows: () => true },
    glob: { kind: 'search', subject: 'path' },
    list: { kind: 'search', subject: 'path' },
    webfetch: { kind: 'web', subject: 'url' },
    websearch: { kind: 'web' },
    codesearch: { kind: 'web' },
    task: { kind: 'agent', subject: 'prompt' },
  },
  mcpTool: () => undefined,
};
