/** Whether a path lies in a folder in which package managers install what others wrote. */
export function isDependencyPath(path: string): boolean {
  return /(?:^|\/)(?:node_modules|bower_components|jspm_packages|site-packages|dist-packages|\.venv|venv|\.tox|\.pnpm-store|\.yarn\/(?:cache|unplugged)|\.cargo\/registry|go\/pkg\/mod|vendor\/(?:bundle|github\.com|golang\.org)|Pods|\.gradle\/caches|\.m2\/repository|\.rustup|\.npm\/_npx|\.bun\/install)\//.test(
    `${path}`,
  );
}
