/**
 * Hosts that a coding agent talks to in the ordinary course of work: its vendor, GitHub, package registries.
 * A name covers its subdomains.
 */
export const sanctionedByDefault: readonly string[] = [
  'anthropic.com',
  'claude.ai',
  'claude.com',
  'github.com',
  'githubusercontent.com',
  'githubassets.com',
  'ghcr.io',
  'npmjs.org',
  'npmjs.com',
  'registry.yarnpkg.com',
  'repo.yarnpkg.com',
  'jsr.io',
  'nodejs.org',
  'pypi.org',
  'pythonhosted.org',
  'conda.anaconda.org',
  'repo.anaconda.com',
  'crates.io',
  'rust-lang.org',
  'rustup.rs',
  'proxy.golang.org',
  'sum.golang.org',
  'go.dev',
  'golang.org',
  'rubygems.org',
  'packagist.org',
  'getcomposer.org',
  'repo.maven.apache.org',
  'repo1.maven.org',
  'plugins.gradle.org',
  'services.gradle.org',
  'nuget.org',
  'hex.pm',
  'pub.dev',
  'cocoapods.org',
  'formulae.brew.sh',
  'deb.debian.org',
  'security.debian.org',
  'archive.ubuntu.com',
  'security.ubuntu.com',
  'dl-cdn.alpinelinux.org',
  'registry-1.docker.io',
  'auth.docker.io',
  'docker.io',
];

/** @param host lower case, without a port */
export function isSanctioned(host: string, sanctioned: readonly string[]): boolean {
  return sanctioned.some((name) => host === name || host.endsWith(`.${name}`));
}
