import { permissionModes } from '../../transcripts/tool-call.ts';
import type { Stream } from '../stream.ts';
import { evidenceColumns } from './common.ts';

/** Which MCP servers are configured. */
export const servers = {
  name: 'servers',
  kind: 'snapshot',
  description: 'One MCP server as one file of one client configures it; `at` is when a call registered it.',
  key: ['client', 'scope', 'project', 'file', 'name'],
  columns: [
    { name: 'client', type: 'string', description: 'The client that starts it.', required: true },
    { name: 'scope', type: 'string', description: 'For whom.', required: true },
    { name: 'project', type: 'string', description: 'Folder of the project that it is for.' },
    { name: 'name', type: 'string', description: 'Its name there.', required: true },
    { name: 'file', type: 'string', description: 'The configuration file, absolute.', required: true },
    { name: 'modifiedAt', type: 'timestamp', description: 'When that file was last changed.' },
    {
      name: 'definitionId',
      type: 'string',
      description:
        'The same on every host for the same transport, command, arguments and address; 16 hexadecimal digits.',
      required: true,
    },
    {
      name: 'transport',
      type: 'string',
      description: '`stdio`, `http`, `sse`, `ws`, `builtin` or `unknown`.',
      required: true,
    },
    { name: 'command', type: 'string', description: 'What is run.' },
    { name: 'args', type: 'strings', description: 'With which arguments; secrets are masked.' },
    { name: 'url', type: 'string', description: 'Its address; secrets are masked.' },
    { name: 'envNames', type: 'strings', description: 'Names of variables that are set for it.' },
    { name: 'headerNames', type: 'strings', description: 'Names of headers that are sent to it.' },
    { name: 'packageName', type: 'string', description: 'Package that its command fetches and runs.' },
    { name: 'packageVersion', type: 'string', description: 'Version of the package, as written.' },
    {
      name: 'packageRunner',
      type: 'string',
      description: 'What fetches the package: `npx`, `uvx`, `docker`, …',
    },
    { name: 'packagePinned', type: 'boolean', description: 'The version names one content for ever.' },
    { name: 'binaryPath', type: 'string', description: 'Program or script that it runs.' },
    { name: 'binarySha256', type: 'string', description: 'SHA-256 of that file.' },
    { name: 'enabled', type: 'boolean', description: 'Not switched off.', required: true },
    {
      name: 'approvedBlanketly',
      type: 'boolean',
      description: 'It may start, or its tools run, unasked with others.',
      required: true,
    },
    { name: 'unasked', type: 'strings', description: 'Why it may start, or its tools run, unasked.' },
    { name: 'inlineSecrets', type: 'strings', description: 'Kinds of secrets that are written out in it.' },
    { name: 'calls', type: 'integer', description: 'Calls of its tools in the transcripts.' },
    { name: 'lastCalledAt', type: 'timestamp', description: 'The last of them.' },
    { name: 'loggedAt', type: 'timestamp', description: 'When it last wrote a log.' },
    { name: 'registeredBySession', type: 'string', description: 'Session whose call wrote the entry.' },
    { name: 'registeredByCall', type: 'string', description: 'That call.' },
    {
      name: 'registeredInMode',
      type: 'string',
      description: 'Its permission mode.',
      values: permissionModes,
    },
    { name: 'droppedByCall', type: 'string', description: 'Call that put the program or script there.' },
    { name: 'changedSince', type: 'boolean', description: 'The program is younger than its registration.' },
    { name: 'findings', type: 'strings', description: 'Ids of the queries that match, worst first.' },
    ...evidenceColumns,
  ],
} as const satisfies Stream;
