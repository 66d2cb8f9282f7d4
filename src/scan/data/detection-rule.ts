import { below, type DataNode } from './data-node.ts';

/**
 * Documents that describe the flag so that it can be found. Each is told by keys that belong together, never by one:
 * Sigma (https://sigmahq.io/docs/basics/rules.html), Semgrep (https://semgrep.dev/docs/writing-rules/rule-syntax),
 * Falco (https://falco.org/docs/concepts/rules/basic-elements/).
 */
export function isDetectionRule(document: DataNode): boolean {
  const has = (node: DataNode, ...keys: readonly string[]) =>
    keys.every((key) => below(node, key) !== undefined);
  if (has(document, 'logsource', 'detection', 'title'))
    return below(document, 'detection')?.entries !== undefined;
  const listed = below(document, 'rules')?.items ?? document.items ?? [];
  return listed.some(
    (rule) =>
      has(rule, 'rule', 'condition', 'output') ||
      (has(rule, 'id', 'severity', 'message') &&
        (rule.entries?.some(({ key }) => /^(?:patterns?|pattern-\w+|mode)$/.test(key)) ?? false)),
  );
}
