// Checks what the exports write against definitions that their owners publish.
//   ECS_FIELDS    generated/csv/fields.csv of https://github.com/elastic/ecs
//   OCSF_SCHEMA   output of https://github.com/ocsf/ocsf-schema-compiler over https://github.com/ocsf/ocsf-schema (1.8.0)
//   STIX_SCHEMAS  schemas/ of https://github.com/oasis-open/cti-stix2-json-schemas
// node test/verify/exports.mjs <evidence home> [<root>] (after npm run build)
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const [home, root] = process.argv.slice(2);
if (home === undefined) {
  console.log('skipped: name an evidence home');
  process.exit(0);
}
const evidence = ['--home', home, ...(root === undefined ? [] : ['--root', root])];
const checks = {
  ecs: ['ECS_FIELDS', checkEcs],
  ocsf: ['OCSF_SCHEMA', checkOcsf],
  timesketch: [undefined, checkTimesketch],
};
let failed = false;
for (const command of ['sessions', 'report']) {
  for (const [format, [variable, prepare]] of Object.entries(checks)) {
    if (variable !== undefined && process.env[variable] === undefined) {
      console.log(`${command} ${format}: skipped, ${variable} is not set`);
      continue;
    }
    const check = prepare(variable && process.env[variable]);
    show(
      `${command} ${format}`,
      output(command, format).trim().split('\n').filter(Boolean).map(JSON.parse),
      check,
    );
  }
}
if (process.env.STIX_SCHEMAS === undefined) console.log('report stix: skipped, STIX_SCHEMAS is not set');
else show('report stix', JSON.parse(output('report', 'stix')).objects, checkStix(process.env.STIX_SCHEMAS));
process.exitCode = failed ? 1 : 0;

function output(command, format) {
  const args = [command, '--format', format, '--output', '-', '--quiet', ...evidence];
  try {
    return execFileSync(process.execPath, [program, ...args], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  } catch (error) {
    // Findings and gaps have exit codes of their own.
    if (error.status === 1 || error.status === 3) return error.stdout;
    throw error;
  }
}

function show(name, documents, check) {
  const problems = new Map();
  for (const document of documents) {
    for (const problem of check(document)) problems.set(problem, (problems.get(problem) ?? 0) + 1);
  }
  console.log(`${name}: ${documents.length} documents, ${problems.size} kinds of problem`);
  for (const [problem, count] of [...problems].slice(0, 20)) console.log(`  ${count} × ${problem}`);
  failed ||= problems.size > 0;
}

/** Every field below a namespace of ECS is one that ECS has, and has its type. */
function checkEcs(path) {
  const rows = parse(readFileSync(path, 'utf8'), { columns: true });
  const types = new Map(rows.map(({ Field, Type }) => [Field, Type]));
  const namespaces = new Set([...types.keys()].map((field) => field.split('.')[0]));
  const own = new Set(['claude_code', 'yolo_triage']);
  const walk = (value, name) => {
    if (own.has(name)) return [];
    if (types.has(name)) return typeFits(types.get(name), value) ? [] : [`${name} is no ${types.get(name)}`];
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      return Object.entries(value).flatMap(([key, inner]) =>
        walk(inner, name === '' ? key : `${name}.${key}`),
      );
    }
    return namespaces.has(name.split('.')[0]) ? [`${name} is no field of ECS`] : [`${name} has no namespace`];
  };
  return (document) => [...walk(document, ''), ...(document.ecs?.version ? [] : ['ecs.version is missing'])];
}

function typeFits(type, value) {
  const values = [value].flat();
  if (type === 'date') return values.every((item) => !Number.isNaN(Date.parse(item)));
  if (['long', 'integer', 'float', 'double', 'scaled_float'].includes(type)) {
    return values.every((item) => typeof item === 'number');
  }
  if (['keyword', 'wildcard', 'match_only_text', 'constant_keyword', 'text'].includes(type)) {
    return values.every((item) => typeof item === 'string');
  }
  return true;
}

/** Attributes, types, enumerations, requirements and constraints of the class and of every object below it. */
function checkOcsf(path) {
  const { classes, objects, dictionary } = JSON.parse(readFileSync(path, 'utf8'));
  const byUid = new Map(Object.values(classes).map((definition) => [definition.uid, definition]));
  const inProfile = ({ profile, profiles }) => profile == null && (profiles == null || profiles.length === 0);
  const walk = (value, { attributes, constraints }, name) => {
    const problems = [];
    for (const [key, attribute] of Object.entries(attributes)) {
      if (
        attribute.requirement === 'required' &&
        inProfile(attribute) &&
        !profiled.has(key) &&
        value[key] === undefined
      ) {
        problems.push(`${name}.${key} is required`);
      }
    }
    const any = constraints?.at_least_one;
    if (any && !any.some((key) => value[key] !== undefined))
      problems.push(`${name} needs one of ${any.join(', ')}`);
    for (const [key, inner] of Object.entries(value)) {
      const attribute = attributes[key];
      if (key === 'unmapped') continue;
      if (!attribute) problems.push(`${name} has no attribute ${key}`);
      else problems.push(...[inner].flat().flatMap((item) => checkValue(item, attribute, `${name}.${key}`)));
    }
    return problems;
  };
  const profiled = new Set(['osint', 'cloud']);
  const checkValue = (value, attribute, name) => {
    if (attribute.enum && !Object.hasOwn(attribute.enum, String(value)))
      return [`${name} may not be ${value}`];
    const definition = objects[attribute.object_type];
    if (definition)
      return typeof value === 'object' ? walk(value, definition, name) : [`${name} is no object`];
    const base = dictionary.types?.attributes?.[attribute.type]?.type ?? attribute.type;
    const isNumber = ['integer_t', 'long_t', 'float_t', 'timestamp_t', 'port_t'].includes(base);
    if (isNumber) return typeof value === 'number' ? [] : [`${name} is no number`];
    if (base === 'string_t') return typeof value === 'string' ? [] : [`${name} is no string`];
    return [];
  };
  return (event) => {
    const definition = byUid.get(event.class_uid);
    return definition ? walk(event, definition, definition.name) : [`no class ${event.class_uid}`];
  };
}

/** https://timesketch.org/guides/user/import-from-json-csv/ */
function checkTimesketch() {
  return (event) => [
    ...['message', 'datetime', 'timestamp_desc'].filter(
      (key) => typeof event[key] !== 'string' || event[key] === '',
    ),
    ...(Number.isNaN(Date.parse(event.datetime)) ? ['datetime is no time'] : []),
    ...(event.tag === undefined || Array.isArray(event.tag) ? [] : ['tag is no list']),
  ];
}

function checkStix(folder) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const byType = new Map();
  for (const part of ['common', 'observables', 'sdos', 'sros']) {
    for (const file of readdirSync(join(folder, part)).filter((name) => name.endsWith('.json'))) {
      const schema = JSON.parse(readFileSync(join(folder, part, file), 'utf8'));
      ajv.addSchema(schema);
      byType.set(file.replace('.json', ''), schema.$id);
    }
  }
  return (object) => {
    const id = byType.get(object.type);
    if (id === undefined) return [`no schema for ${object.type}`];
    const validate = ajv.getSchema(id);
    return validate(object)
      ? []
      : validate.errors.map(({ instancePath, message }) => `${object.type}${instancePath} ${message}`);
  };
}
