/**
 * Documentation hosts that WebFetch reads without asking. The public documents say that there is such a set
 * (https://code.claude.com/docs/en/tools-reference#webfetch-tool-behavior) and do not list it; these are documentation
 * sites of the languages and libraries that coding work looks up, so an answer here may differ from the installed one.
 */
const hosts = new Set(
  `platform.claude.com code.claude.com docs.claude.com docs.anthropic.com modelcontextprotocol.io agentskills.io
  docs.python.org en.cppreference.com docs.oracle.com learn.microsoft.com developer.mozilla.org go.dev pkg.go.dev
  www.php.net docs.swift.org kotlinlang.org ruby-doc.org doc.rust-lang.org www.typescriptlang.org react.dev angular.io
  vuejs.org nextjs.org expressjs.com nodejs.org bun.sh jquery.com getbootstrap.com tailwindcss.com d3js.org threejs.org
  redux.js.org webpack.js.org jestjs.io reactrouter.com docs.djangoproject.com flask.palletsprojects.com
  fastapi.tiangolo.com pandas.pydata.org numpy.org www.tensorflow.org pytorch.org scikit-learn.org matplotlib.org
  requests.readthedocs.io jupyter.org laravel.com symfony.com docs.spring.io gradle.org maven.apache.org
  dotnet.microsoft.com reactnative.dev docs.flutter.dev developer.apple.com developer.android.com huggingface.co
  www.mongodb.com redis.io www.postgresql.org dev.mysql.com www.sqlite.org graphql.org prisma.io docs.aws.amazon.com
  cloud.google.com kubernetes.io www.docker.com www.terraform.io www.ansible.com docs.netlify.com git-scm.com nginx.org
  httpd.apache.org`.split(/\s+/),
);

export function isPreapprovedHost(host: string | undefined): boolean {
  return host !== undefined && hosts.has(host.toLowerCase());
}
