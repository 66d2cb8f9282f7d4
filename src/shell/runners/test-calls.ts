/**
 * Calls of the tests that a file of Python has: functions and methods by their names.
 * https://docs.pytest.org/en/stable/explanation/goodpractices.html#conventions-for-python-test-discovery
 */
export function pythonTests(text: string): readonly string[] {
  const calls: string[] = [];
  let holder = '';
  for (const line of text.split(/\r?\n/)) {
    const [, name] = /^class\s+(\w*Test\w*)/.exec(line) ?? [];
    if (name !== undefined) holder = `${name}().`;
    else if (/^\S/.test(line)) holder = '';
    const [, indent = '', test] = /^(\s*)(?:async\s+)?def\s+((?:test|setUp)\w*)\s*\(/.exec(line) ?? [];
    if (test !== undefined && (indent === '' || holder !== ''))
      calls.push(`${indent === '' ? '' : holder}${test}()`);
  }
  return calls;
}
