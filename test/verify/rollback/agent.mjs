import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { home } from './image.mjs';

/** What an agent can do, by the key that a step of an incident has. Each call takes three seconds. */
const tools = {
  run: async (image, transcript, { run, cwd }) => {
    const id = transcript.use(
      'Bash',
      { command: run, description: 'Run a command' },
      { at: image.clock, cwd },
    );
    image.clock += 1000;
    const printed = await image.run(run, cwd);
    image.clock += 1000;
    transcript.shellResult(id, printed, image.clock);
  },

  write: (image, transcript, { write, content, cwd }) =>
    change(image, transcript, { tool: 'Write', path: `${cwd}/${write}`, content, input: { content }, cwd }),

  edit: async (image, transcript, { edit, from, to, isLarge, cwd }) => {
    const path = `${cwd}/${edit}`;
    const content = (await readFile(image.path(path), 'utf8')).replace(from, () => to);
    const input = { old_string: from, new_string: to, replace_all: false };
    await change(image, transcript, { tool: 'Edit', path, content, input, isLarge, cwd });
  },

  read: async (image, transcript, { read, cwd }) => {
    const path = `${cwd}/${read}`;
    const content = await readFile(image.path(path), 'utf8');
    const lines = content.split('\n');
    const id = transcript.use('Read', { file_path: path }, { at: image.clock, cwd });
    image.clock += 1000;
    const numbered = lines.map((line, index) => `${index + 1}\t${line}`).join('\n');
    const file = { filePath: path, content, numLines: lines.length, startLine: 1, totalLines: lines.length };
    transcript.result(id, numbered, { at: image.clock, toolUseResult: { type: 'text', file } });
  },

  /** A command that reaches a service: what it does there is done by `serve`, a command line of nobody's. */
  forge: async (image, transcript, { forge, serve, answer, cwd }) => {
    const served = (await image.run(serve, '/')).output.split('\n').at(-1);
    const id = transcript.use(
      'Bash',
      { command: forge, description: 'Run a command' },
      { at: image.clock, cwd },
    );
    image.clock += 2000;
    transcript.shellResult(id, { output: answer.replaceAll('<sha>', served), code: 0 }, image.clock);
    return served;
  },

  /** The same through an MCP server. */
  mcp: async (image, transcript, { mcp, input, serve, answer, cwd }) => {
    const served = (await image.run(serve, '/')).output.split('\n').at(-1);
    const id = transcript.use(mcp, input, { at: image.clock, cwd });
    image.clock += 2000;
    const content = [{ type: 'text', text: answer.replaceAll('<sha>', served) }];
    transcript.result(id, content, { at: image.clock, toolUseResult: content });
    return served;
  },
};

/**
 * Does one step of an agent and records it.
 * @returns the id of the commit that a service made, where one did
 */
export async function act(image, transcript, step) {
  image.clock += 20_000;
  const [key] = Object.keys(tools).filter((name) => name in step);
  return tools[key](image, transcript, step);
}

/** @param isLarge whether the record leaves out what the file held: only the agent's own copy has it */
async function change(image, transcript, { tool, path, content, input, isLarge = false, cwd }) {
  const real = image.path(path);
  const before = existsSync(real) ? await readFile(real, 'utf8') : null;
  const id = transcript.use(tool, { file_path: path, ...input }, { at: image.clock, cwd });
  if (before !== null) await keepCopy(image, path, before);
  image.clock += 1000;
  await image.write(path, content);
  await image.settle();
  const toolUseResult = {
    filePath: path,
    ...(tool === 'Edit'
      ? { oldString: input.old_string, newString: input.new_string }
      : { type: before === null ? 'create' : 'update', content }),
    // Agents record the text of a file with line feeds alone.
    originalFile: isLarge ? null : (before?.replaceAll('\r\n', '\n') ?? null),
    structuredPatch: [],
  };
  image.clock += 1000;
  transcript.result(id, `The file ${path} has been updated.`, { at: image.clock, toolUseResult });
}

/** The agent's own copy of a file before its first change of it. */
async function keepCopy(image, path, content) {
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
  const copy = `${home}/.claude/file-history/a1000001-5a5a-4b4b-8c8c-feed00000001/${name}@v1`;
  if (!existsSync(image.path(copy))) await image.write(copy, content);
}
