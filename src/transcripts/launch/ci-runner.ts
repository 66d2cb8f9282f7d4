/** A working folder that only a CI runner has. */
export interface RunnerFolder {
  readonly service: string;
  /** Where a repository keeps the jobs of this service: a file, or a folder of files. */
  readonly jobs: string;
  /** Names that the repository may have; empty where the folder does not tell. */
  readonly repositories: readonly string[];
}

/** The folder's groups are names of the repository. */
const runners: readonly {
  readonly service: string;
  readonly jobs: string;
  readonly folders: readonly RegExp[];
  readonly documentation: string;
}[] = [
  {
    service: 'GitHub Actions',
    jobs: '.github/workflows',
    folders: [
      /^(?:\/home\/runner\/work|\/Users\/runner\/work|\/__w|[A-Za-z]:[\\/]a|.{1,400}[\\/]_work)[\\/]([^\\/]+)[\\/]\1(?:[\\/]|$)/,
      /^\/github\/workspace(?:\/|$)/,
    ],
    documentation: 'https://docs.github.com/en/actions/reference/workflows-and-actions/variables',
  },
  {
    service: 'GitLab CI/CD',
    jobs: '.gitlab-ci.yml',
    folders: [/^\/builds\/[^/]+\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?/],
    documentation: 'https://docs.gitlab.com/ci/variables/predefined_variables/',
  },
  {
    service: 'CircleCI',
    jobs: '.circleci',
    folders: [/^\/home\/circleci\/(?:project|([^/]+))(?:\/|$)/],
    documentation: 'https://circleci.com/docs/configuration-reference/',
  },
  {
    service: 'Bitbucket Pipelines',
    jobs: 'bitbucket-pipelines.yml',
    folders: [/^\/opt\/atlassian\/pipelines\/agent\/build(?:\/|$)/],
    documentation: 'https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/',
  },
  {
    service: 'Azure Pipelines',
    jobs: 'azure-pipelines.yml',
    folders: [/^(?:\/home\/vsts\/work|\/Users\/runner\/work|[A-Za-z]:[\\/]a)[\\/]\d+[\\/]s(?:[\\/]|$)/],
    documentation: 'https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables',
  },
  {
    service: 'Jenkins',
    jobs: 'Jenkinsfile',
    folders: [/^\/var\/(?:lib\/jenkins|jenkins_home)\/(?:workspace|agent\/workspace)\/([^/@]+)/],
    documentation: 'https://www.jenkins.io/doc/book/pipeline/jenkinsfile/',
  },
  {
    service: 'Buildkite',
    jobs: '.buildkite',
    folders: [/^\/(?:var\/lib|opt)\/buildkite-agent\/builds\/[^/]+\/[^/]+\/([^/]+)/],
    documentation: 'https://buildkite.com/docs/pipelines/configure/environment-variables',
  },
];

/** Where job files lie in a repository: files and folders of files. */
export const jobPlaces: readonly string[] = runners.map(({ jobs }) => jobs);

/** @param folder as the evidence writes it; undefined where it may be anybody's */
export function runnerOf(folder: string): RunnerFolder | undefined {
  for (const { service, jobs, folders } of runners) {
    const match = folders.map((pattern) => pattern.exec(folder)).find((found) => found !== null);
    if (match) {
      const repositories = match.slice(1).filter((name) => name !== undefined);
      return { service, jobs, repositories };
    }
  }
  return undefined;
}
