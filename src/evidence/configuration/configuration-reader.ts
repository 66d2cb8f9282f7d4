import { referencePath } from '../home.ts';
import type { ConfigValue } from './config-value.ts';
import { type ConfigFormat, parseConfiguration } from './parse-configuration.ts';
import { type Evidence, readText } from './read-text.ts';

/** A configuration that was read; `root` is absent where nothing of it could be parsed. */
interface Configuration {
  readonly root?: ConfigValue;
  readonly text: string;
  /** As evidence references have it. */
  readonly path: string;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
}

/** Reads each file once, however many questions are asked of it, and reports each of its gaps once. */
export interface ConfigurationReader {
  readonly evidence: Evidence;
  /**
   * @param path absolute, on this machine; nothing is returned where there is no readable file
   * @param format absent where only the text is wanted
   */
  read(path: string, format?: ConfigFormat): Configuration | undefined;
}

export function configurationReader(evidence: Evidence): ConfigurationReader {
  const known = new Map<string, Configuration | undefined>();
  return {
    evidence,
    read(path, format) {
      const key = `${format}\n${path}`;
      if (!known.has(key)) known.set(key, readOnce(path, { format, evidence }));
      return known.get(key);
    },
  };
}

function readOnce(
  file: string,
  { format, evidence }: { readonly format: ConfigFormat | undefined; readonly evidence: Evidence },
): Configuration | undefined {
  const found = readText(file, evidence);
  if (!found) return undefined;
  const path = referencePath(evidence.home, file);
  const { text, modifiedAt } = found;
  if (format === undefined) return { text, path, modifiedAt };
  const { root, problems } = parseConfiguration(text, format);
  for (const { reason, line } of problems) {
    evidence.reportGap({
      kind: 'malformed',
      reason,
      evidence: { path, ...(line !== undefined && { line }) },
    });
  }
  return { ...(root && { root }), text, path, modifiedAt };
}
