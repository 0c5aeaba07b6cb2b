/** Imports point to `core`. Each rule names the folder and the only places it may import from. */
const only = (from, allowed, comment) => ({
  name: `${from.replace(/[^a-z]/g, '-')}-imports`,
  comment,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { pathNot: allowed.map((path) => `^${path}`) },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only('core', ['core/', 'node_modules/zod/'], 'The domain knows zod and itself, nothing else.'),
    only(
      'aws',
      ['aws/', 'core/', 'node_modules/', 'node:', '(crypto|zlib|util|buffer|stream)$'],
      'Adapters know the SDK and the ports.',
    ),
    only(
      'lambdas',
      [
        'lambdas/',
        'core/',
        'aws/',
        'node_modules/zod/',
        'node_modules/@aws-lambda-powertools/',
        'node_modules/@types/aws-lambda/',
        'crypto$',
        'util$',
      ],
      'Handlers are wiring; only aws/ speaks to the SDK.',
    ),
    only(
      'lib',
      [
        'lib/',
        'core/',
        'lambdas/[a-z-]+/env\\.ts$',
        'lambdas/functions\\.ts$',
        'node_modules/(aws-cdk-lib|constructs|zod)/',
        '(path|fs|url|crypto)$',
      ],
      'Infrastructure knows what a function needs, never how it works.',
    ),
    only(
      'frontend/src',
      ['frontend/', 'core/(contract|model|rules)/', 'docs/RUNBOOK\\.md', 'node_modules/'],
      'The browser shares contracts, models, rules and the runbook, not use-cases or adapters.',
    ),
    {
      name: 'cdk-lives-in-lib',
      severity: 'error',
      from: { pathNot: '^(lib|bin|test)/' },
      to: { path: 'node_modules/(aws-cdk-lib|constructs)/' },
    },
    {
      name: 'sdk-lives-in-aws',
      severity: 'error',
      from: { pathNot: '^(aws|local|test|bench)/' },
      to: { path: 'node_modules/@aws-sdk/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
