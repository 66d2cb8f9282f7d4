/** Whether a file is a test, a fixture or sample data, as its path tells. @param path relative to the scanned root */
export function isTestPath(path: string): boolean {
  return (
    /(?:^|\/)(?:tests?|__tests__|spec|specs|testdata|test-data|test_data|fixtures?|__fixtures__|__mocks__|__snapshots__|e2e|mocks?)\//i.test(
      path,
    ) ||
    /(?:[._-](?:test|tests|e2e|bench|stories)\.\w+|\.spec\.\w+|[_-]spec\.(?:rb|lua|[cm]?[jt]sx?|coffee)|_test\.\w+|(?:^|\/)test_[^/]*\.\w+|(?:^|\/)tests?\.\w+|(?:^|\/)conftest\.py|Tests?\.(?:java|cs|kt|swift|php))$/.test(
      path,
    )
  );
}

/** Whether a file holds detections: its strings describe what is looked for. @param path relative to the scanned root */
export function isDetectionPath(path: string): boolean {
  return /(?:^|\/)(?:rules?|detections?|detectors?|signatures?|scanners?|sigma|semgrep|yara|falco|policies|lint(?:ers?|rules)?|checks?)\//i.test(
    path,
  );
}

/**
 * Offsets at which test code begins in a file of product code: Rust's test modules, inline suites. An import or a method
 * that only tests have begins none.
 */
export function testRegionStart(code: string): number {
  const match =
    /#\[cfg\(test\)\](?:\s*#\[[^\]\n]*\])*\s*(?:pub(?:\([^)\n]*\))?\s+)?mod\b|^[ \t]*if \(?import\.meta\.vitest/m.exec(
      code,
    );
  return match?.index ?? Number.POSITIVE_INFINITY;
}
