import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemTypes } from '../../core/contract/common';
import { useLaptop } from '../support/laptop';
import { codesOf, problemOf } from '../support/laptop-http';
import { BAD_CALLS, BAD_TOKENS } from './bad-input/calls';
import { BAD_DECISIONS } from './bad-input/decisions';
import { type BadInput, type Fixtures, prepare } from './bad-input/fixtures';
import { BAD_WISHES } from './bad-input/wishes';

// On disk, so that the tests can sign tokens with the pool's own key.
const folder = mkdtempSync(join(tmpdir(), 'hourglass-bad-input-'));
const lab = useLaptop(() => ({ folder }));
let fixtures: Fixtures;

beforeAll(async () => {
  fixtures = await prepare(lab, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cases = (inputs: readonly BadInput[]) => inputs.map((input) => [input.what, input] as const);

describe.each([
  ['A wish', BAD_WISHES],
  ['A decision', BAD_DECISIONS],
  ['A call', BAD_CALLS],
  ['A token', BAD_TOKENS],
] as const)('%s that is not taken', (_kind, inputs) => {
  it.each(cases(inputs))('is %s: the answer says why, and nothing changed', async (_what, input) => {
    let problem: ReturnType<typeof problemOf> | undefined;
    const writes = await lab.writesDuring(async () => {
      const answer = await input.send(fixtures);
      expect(answer.status).toBe(input.status);
      problem = problemOf(answer);
      if (input.code !== undefined) expect(codesOf(answer)).toEqual([input.code]);
      input.also?.(answer, fixtures);
    });
    expect(problem).toMatchObject({ status: input.status, type: problemTypes[input.type] });
    if (input.field !== undefined) expect(problem?.fields?.map(({ field }) => field)).toEqual([input.field]);
    if (input.says) expect(problem?.detail).toMatch(input.says);
    expect(writes.map(({ table, type }) => type ?? table)).toEqual(input.audited ? [input.audited] : []);
  });
});

test('a token that is made like the bad ones, with nothing wrong, is taken', async () => {
  expect((await lab.call(undefined, 'GET', '/me', { token: fixtures.tokens.good })).status).toBe(200);
});
