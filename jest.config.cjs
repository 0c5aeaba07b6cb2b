const project = (name, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  transform: {
    '^.+\\.m?[jt]sx?$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // Built bundles are transformed too: they import dynamically, which Jest cannot do in code that it has not seen.
  transformIgnorePatterns: ['/node_modules/(?!(jose|uuid)/)'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  ...extra,
});

/** The stacks are synthesized once, before the tests that read them, and the laptop is seeded once for those in the browser. */
const extras = {
  infra: { globalSetup: '<rootDir>/test/infra/support/synth-once.ts' },
  browser: { globalSetup: '<rootDir>/test/browser/support/seed-once.ts' },
};

module.exports = {
  randomize: true,
  // Beside what it is made of: temporary folders of a run go when it is over.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  // Time in tests is virtual; this only bounds what hangs, on however slow and busy a machine.
  testTimeout: 15 * 60_000,
  // What a file leaves behind in its worker would slow down all that follow it there.
  workerIdleMemoryLimit: '400MB',
  coverageProvider: 'v8',
  projects: ['unit', 'infra', 'contract', 'journey', 'races', 'simulation', 'browser'].map((name) =>
    project(name, extras[name]),
  ),
};
