import { type CaseFile, tlpLabels } from './case-file.ts';

/** The part of JSON Schema that a case file needs. https://json-schema.org/draft/2020-12/schema */
export type StrictSchema =
  | {
      readonly type: 'object';
      readonly description?: string;
      readonly properties: Readonly<Record<string, StrictSchema>>;
      readonly required: readonly string[];
      readonly additionalProperties: false;
    }
  | { readonly type: 'array'; readonly description?: string; readonly items: StrictSchema }
  | {
      readonly type: 'string';
      readonly description?: string;
      readonly minLength: 1;
      readonly maxLength: number;
      readonly enum?: readonly string[];
      readonly pattern?: string;
    };

function text(description: string, more: { readonly enum?: readonly string[]; pattern?: string } = {}) {
  return { type: 'string', description, minLength: 1, maxLength: 4000, ...more } as const;
}

function list<Items extends StrictSchema>(description: string, items: Items) {
  return { type: 'array', description, items } as const;
}

function object(
  properties: Readonly<Record<string, StrictSchema>>,
  required: readonly string[] = [],
): StrictSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

const host = text('a host or a domain, which covers all below it', {
  pattern: '^(?:localhost|(?:[\\p{L}\\p{N}_-]+\\.)+[\\p{L}\\p{N}_-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$',
});

/** What `--case` reads; published as `docs/schemas/case-file.json`. */
export const caseFileSchema: StrictSchema = object({
  incident: text('id of the incident in your own records'),
  tlp: text('Traffic Light Protocol 2.0', { enum: tlpLabels }),
  hosts: object({
    sanctioned: list('hosts that the organisation expects; the same as --allow-host', host),
    own: list('hosts of the organisation itself', host),
  }),
  accounts: list(
    'accounts of the organisation at shared hosts',
    text('host/owner: github.com/example', { pattern: '^[^\\s/]+\\.[^\\s/]+/[^\\s/]+$' }),
  ),
  accepted: list(
    'findings that somebody has answered for; each has a subject or a reference',
    object(
      {
        query: text('id of the query or of the hunt, or the route of a place in a scan'),
        subject: text('what it is about, word for word'),
        reference: text('path:line or path#pointer, as a report prints it'),
        reason: text('why it is no matter'),
        by: text('who says so'),
        until: text('the last day on which it holds, UTC', { pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
      },
      ['query', 'reason', 'by', 'until'],
    ),
  ),
  notes: list('what the report is to say besides', text('one note')),
} satisfies Record<keyof CaseFile, StrictSchema>);
