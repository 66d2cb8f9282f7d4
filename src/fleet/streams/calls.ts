import { actions, zones } from '../../shell/effect.ts';
import { outcomes, permissionModeSources, permissionModes } from '../../transcripts/tool-call.ts';
import type { Stream } from '../stream.ts';
import { evidenceColumns } from './common.ts';

/** Every tool call of the transcripts. */
export const calls = {
  name: 'calls',
  kind: 'history',
  description: 'One tool call with its outcome and what it does to the world.',
  key: ['toolCallId'],
  keyIsId: true,
  columns: [
    { name: 'toolCallId', type: 'string', description: 'Id of the call in the transcript.', required: true },
    { name: 'sessionId', type: 'string', description: 'Its session.', required: true },
    { name: 'agent', type: 'string', description: 'Whose session: `claude-code`, `codex`, …' },
    { name: 'agentId', type: 'string', description: 'The subagent that made it.' },
    { name: 'project', type: 'string', description: "Name of the transcript's project folder." },
    { name: 'cwd', type: 'string', description: 'Working folder when the call was made.' },
    { name: 'gitBranch', type: 'string', description: 'Branch that was checked out.' },
    { name: 'tool', type: 'string', description: 'Name of the tool.', required: true },
    { name: 'mcpServer', type: 'string', description: 'The server whose tool it is.' },
    {
      name: 'argument',
      type: 'string',
      description: 'What the call is about: command, path, address.',
      required: true,
    },
    { name: 'endedAt', type: 'timestamp', description: 'When its result was recorded.' },
    { name: 'durationMs', type: 'integer', description: 'From `at` to `endedAt`, in milliseconds.' },
    {
      name: 'permissionMode',
      type: 'string',
      description: 'Mode in which it ran.',
      required: true,
      values: permissionModes,
    },
    {
      name: 'permissionModeSource',
      type: 'string',
      description: 'What says so.',
      required: true,
      values: permissionModeSources,
    },
    { name: 'outcome', type: 'string', description: 'What became of it.', required: true, values: outcomes },
    {
      name: 'contradicted',
      type: 'boolean',
      description: 'One trace says that it was refused, another that it ran.',
    },
    { name: 'agentVersion', type: 'string', description: 'Version of the agent that wrote the record.' },
    {
      name: 'effects',
      type: 'strings',
      description: `Distinct effects as \`action zone certainty\`: \`write persistence certain\`. Actions: ${actions.join(', ')}; zones: ${zones.join(', ')}.`,
    },
    {
      name: 'traits',
      type: 'strings',
      description:
        'What makes effects weigh more or less: `from-network`, `from-secret`, `forced`, …; distinct.',
    },
    { name: 'programs', type: 'strings', description: 'Distinct programs that have the effects.' },
    {
      name: 'hosts',
      type: 'strings',
      description: 'Distinct hosts or addresses of network effects.',
    },
    {
      name: 'paths',
      type: 'strings',
      description: 'Distinct paths that are changed, or read from credentials.',
    },
    ...evidenceColumns,
  ],
} as const satisfies Stream;
