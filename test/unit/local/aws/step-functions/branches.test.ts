import {
  HOUR,
  machine,
  MINUTE,
  named,
  NEW_YEAR,
  runMachine,
  SECOND,
  task,
  tokenTask,
} from '../../../../support/asl';

describe('Parallel', () => {
  test('runs its branches side by side on the same input, and lists their results in order', async () => {
    const run = await runMachine(
      machine({
        Both: {
          Type: 'Parallel',
          Assign: { outer: '{% $states.result[1] %}' },
          Branches: [
            { StartAt: 'Slow', States: { Slow: { Type: 'Wait', Seconds: 60, Output: 'slow', End: true } } },
            {
              StartAt: 'Fast',
              States: { Fast: { Type: 'Pass', Output: '{% $states.input.n %}', End: true } },
            },
          ],
          Next: 'Last',
        },
        Last: { Type: 'Pass', Output: ['{% $states.input %}', '{% $outer %}'], End: true },
      }),
      { input: { n: 5 } },
    );
    await run.clock.advance(MINUTE - 1);
    expect(await run.status()).toBe('RUNNING');
    await run.clock.advance(1);
    expect(await run.output()).toEqual([['slow', 5], 5]);
  });

  test('keeps what a branch assigns to that branch', async () => {
    const branch = (name: string) => ({
      StartAt: name,
      States: {
        [name]: { Type: 'Pass', Assign: { own: name }, Next: `${name}2` },
        [`${name}2`]: { Type: 'Pass', Output: "{% $own & '/' & $shared %}", End: true },
      },
    });
    const run = await runMachine(
      machine({
        First: { Type: 'Pass', Assign: { shared: 'all' }, Next: 'Both' },
        Both: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true },
      }),
    );
    expect(await run.output()).toEqual(['A/all', 'B/all']);
  });

  test('stops the other branches when one fails, and catches its error', async () => {
    const run = await runMachine(
      machine({
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Token', States: { Token: tokenTask() } },
            {
              StartAt: 'Later',
              States: {
                Later: { Type: 'Wait', Seconds: 60, Next: 'Stop' },
                Stop: { Type: 'Fail', Error: 'TimeIsUp' },
              },
            },
          ],
          Catch: [{ ErrorEquals: ['TimeIsUp'], Next: 'Done' }],
          End: true,
        },
        Done: { Type: 'Succeed', Output: '{% $states.input.Error %}' },
      }),
      { invoke: async () => null },
    );
    await run.clock.advance(MINUTE);
    expect(await run.describe()).toMatchObject({ status: 'SUCCEEDED', output: '"TimeIsUp"' });
  });

  test('ends what runs below the other branches too, tokens included', async () => {
    const tokens: string[] = [];
    const inner = {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Token', States: { Token: tokenTask() } }],
      End: true,
    };
    const run = await runMachine(
      machine({
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Inner', States: { Inner: inner } },
            { StartAt: 'Beside', States: { Beside: tokenTask() } },
            {
              StartAt: 'Later',
              States: { Later: { Type: 'Wait', Seconds: 60, Next: 'Stop' }, Stop: { Type: 'Fail' } },
            },
          ],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }],
          End: true,
        },
        After: { Type: 'Wait', Seconds: 60, Output: 'after', End: true },
      }),
      { invoke: async (_name, payload) => void tokens.push((payload as { token: string }).token) },
    );
    await run.clock.advance(MINUTE);
    expect(tokens).toHaveLength(2);
    for (const token of tokens) {
      await expect(run.succeed(token, {})).rejects.toMatchObject({ name: 'TaskTimedOut' });
    }
    await run.clock.advance(MINUTE);
    expect(await run.output()).toBe('after');
  });

  test('does not let the variables of a branch out', async () => {
    const inner = { Type: 'Pass', Assign: { own: 1 }, End: true };
    const run = await runMachine(
      machine({
        Both: { Type: 'Parallel', Branches: [{ StartAt: 'In', States: { In: inner } }], Next: 'Out' },
        Out: { Type: 'Pass', Output: '{% $exists($own) %}', End: true },
      }),
    );
    expect(await run.output()).toBe(false);
  });

  test('runs all branches again on Retry', async () => {
    let calls = 0;
    const run = await runMachine(
      machine({
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'A', States: { A: task() } },
            { StartAt: 'B', States: { B: { Type: 'Pass', End: true } } },
          ],
          Retry: [{ ErrorEquals: ['Busy'] }],
          End: true,
        },
      }),
      {
        invoke: async () => {
          calls += 1;
          if (calls === 1) throw named('Busy');
          return calls;
        },
      },
    );
    await run.clock.advance(SECOND);
    expect(await run.output()).toEqual([2, {}]);
  });
});

describe('Map', () => {
  const map = (more: Record<string, unknown> = {}) =>
    machine({
      Each: {
        Type: 'Map',
        Items: '{% $states.input.items %}',
        ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'One', States: { One: task() } },
        End: true,
        ...more,
      },
    });

  test('runs its processor for each item and lists the results in order', async () => {
    const run = await runMachine(
      map({
        ItemSelector: {
          at: '{% $states.context.Map.Item.Index %}',
          value: '{% $states.context.Map.Item.Value %}',
        },
      }),
      { input: { items: ['a', 'b', 'c'] }, invoke: async (_name, payload) => payload },
    );
    expect(await run.output()).toEqual([
      { at: 0, value: 'a' },
      { at: 1, value: 'b' },
      { at: 2, value: 'c' },
    ]);
  });

  test('has at most MaxConcurrency items under way', async () => {
    let running = 0;
    let most = 0;
    const run = await runMachine(map({ MaxConcurrency: 2 }), {
      input: { items: [1, 2, 3, 4, 5] },
      invoke: async (_name, payload) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return payload;
      },
    });
    await run.clock.advance(HOUR);
    expect(await run.output()).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  test('of no items is done at once', async () => {
    const run = await runMachine(map(), { input: { items: [] } });
    expect(await run.output()).toEqual([]);
  });

  test('refuses items that are no list', async () => {
    const run = await runMachine(map(), { input: { items: 'abc' } });
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  test('fails with the error of the first item that fails', async () => {
    const run = await runMachine(map(), {
      input: { items: [1, 2] },
      invoke: () => Promise.reject(named('Broken')),
    });
    expect(await run.describe()).toMatchObject({
      status: 'FAILED',
      error: 'Broken',
      stopDate: new Date(NEW_YEAR),
    });
  });
});
