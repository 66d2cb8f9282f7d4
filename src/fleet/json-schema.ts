import type { Column, ColumnType, Stream } from './stream.ts';
import { columnsOf } from './streams.ts';

/** A property of a row. https://json-schema.org/draft/2020-12/schema */
interface Property {
  readonly type: string;
  readonly description: string;
  readonly format?: 'date-time';
  readonly enum?: readonly string[];
  readonly items?: { readonly type: 'string' };
}

const forms: Record<ColumnType, Pick<Property, 'type' | 'format' | 'items'>> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  real: { type: 'number' },
  boolean: { type: 'boolean' },
  timestamp: { type: 'string', format: 'date-time' },
  strings: { type: 'array', items: { type: 'string' } },
};

/** The JSON Schema of the rows of a stream, published as `docs/schemas/spool-<stream>.schema.json`. Further properties are allowed. */
export function jsonSchemaOf(stream: Stream) {
  const columns = columnsOf(stream);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `yolo-triage spool: ${stream.name}`,
    description: stream.description,
    type: 'object',
    properties: Object.fromEntries(columns.map((column) => [column.name, propertyOf(column)])),
    required: columns.filter(({ required }) => required).map(({ name }) => name),
  };
}

function propertyOf({ type, description, values }: Column): Property {
  return { ...forms[type], description, ...(values && { enum: values }) };
}
