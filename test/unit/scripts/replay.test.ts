import type { FailureMessage } from '../../../aws/sqs-failures';
import { auditEventOf, newImageOf } from '../../../aws/audit-stream';
import { ChainedEvent } from '../../../core/model/audit-event';
import { HOUR, MINUTE, SECOND } from '../../../core/model/instant';
import { BadOptionError } from '../../../scripts/command-line';
import { failureOf, wordsOf } from '../../../scripts/replay/failure';
import { readOptions } from '../../../scripts/replay/options';
import { replay } from '../../../scripts/replay/run';
import { keepNews, keepWorkflow, runByTimer } from '../../../local/laptop/dead-letters';
import { Sqs } from '../../../local/aws/sqs/sqs';
import { VirtualClock } from '../../../local/clock';

const NOW = Date.UTC(2026, 10, 21, 12);
const ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:hourglass-prod-';

const message = (body: unknown, attributes: Record<string, string> = {}, id = 'm-1'): FailureMessage => ({
  id,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes,
  sentAt: NOW - 3 * HOUR,
  handle: `handle of ${id}`,
});

const news = {
  requestContext: { requestId: '1', functionArn: `${ARN}notify`, condition: 'RetryAttemptsExhausted' },
  version: '1.0',
  DDBStreamBatchInfo: {
    shardId: 'shardId-1',
    startSequenceNumber: '1',
    endSequenceNumber: '2',
    approximateArrivalOfFirstRecord: '2026-11-20T23:59:30Z',
    approximateArrivalOfLastRecord: '2026-11-21T00:00:10Z',
    batchSize: 2,
    streamArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/Hourglass-prod-Data-Audit1/stream/2026-01-01',
  },
};
const run = (fn: string, more: object = {}) => ({
  version: '1.0',
  requestContext: { requestId: '1', functionArn: `${ARN}${fn}:$LATEST`, condition: 'RetriesExhausted' },
  requestPayload: { source: 'aws.events' },
  responsePayload: { errorType: 'ThrottlingException', errorMessage: 'of ann@example.com' },
  ...more,
});
const workflow = {
  kind: 'workflow',
  execution: '01K-1',
  stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:hourglass-prod-lease',
  status: 'ABORTED',
};

const event = (at: number, type = 'RequestCreated', sequence = 1) =>
  ChainedEvent.parse({
    stream: 'request#01K',
    sequence,
    type,
    at,
    actor: { kind: 'hourglass', part: 'reconcile' },
    data: { revision: 1, reasons: ['one', 'two'], standing: false },
    previousHash: '0'.repeat(64),
    hash: 'a'.repeat(64),
  });

/** Queues with these messages, and functions that answer as told. */
function rig(messages: readonly FailureMessage[], events: readonly ChainedEvent[] = []) {
  const said: string[] = [];
  const removed: string[] = [];
  const putBack: string[] = [];
  const invoked: { name: string; payload: unknown }[] = [];
  const answers: Record<string, 'fails' | 'throws'> = {};
  const deps = {
    stage: 'prod',
    now: () => NOW,
    print: (line: string) => void said.push(line),
    queues: {
      count: async () => messages.length,
      take: async () => [...messages],
      putBack: async (_: string, { id }: FailureMessage) => void putBack.push(id),
      remove: async (_: string, { id }: FailureMessage) => void removed.push(id),
    },
    invoke: async (name: string, payload: unknown) => {
      invoked.push({ name, payload });
      if (answers[name] === 'throws') throw new Error('no such function');
      if (answers[name] === 'fails') return { kind: 'failed' as const, reason: 'ThrottlingException' };
      return { kind: 'answered' as const, answer: { batchItemFailures: [] } };
    },
    trail: () => ({
      day: async function* (day: string) {
        for (const one of events)
          if (new Date(one.at).toISOString().startsWith(day))
            yield { stream: one.stream, sequence: one.sequence, record: one };
      },
    }),
  };
  return { deps, said, removed, putBack, invoked, answers };
}

describe('a message', () => {
  it.each([
    [news, {}, '2 audit events not mailed, 2026-11-20T23:54:30.000Z to 2026-11-21T00:01:10.000Z'],
    [run('seal-audit'), {}, 'a run of hourglass-prod-seal-audit failed: ThrottlingException'],
    [
      run('reconcile', { responsePayload: null }),
      {},
      'a run of hourglass-prod-reconcile failed: RetriesExhausted',
    ],
    [
      { source: 'aws.events' },
      { TARGET_ARN: `${ARN}reconcile`, ERROR_CODE: 'NO_PERMISSIONS' },
      'a run of hourglass-prod-reconcile failed: NO_PERMISSIONS',
    ],
    [workflow, {}, 'workflow hourglass-prod-lease, execution 01K-1: ABORTED'],
    ['{', {}, 'not understood: look at it in the SQS console'],
    [{ anything: 'else' }, {}, 'not understood: look at it in the SQS console'],
  ])('is told in a line, without what it was about', (body, attributes, words) => {
    expect(wordsOf(failureOf(message(body, attributes)))).toBe(words);
  });
});

describe('a replay', () => {
  it('without --apply tells what stands there, puts it back, and does nothing', async () => {
    const { deps, said, putBack, invoked, removed } = rig([message(run('reconcile'))]);
    expect(await replay({ queue: 'failed-timers', apply: false }, deps)).toBe(1);
    expect(said[0]).toBe('hourglass-prod-failed-timers: 1 message, the oldest 3 hours old');
    expect(said.at(-1)).toContain('Nothing was changed');
    expect([putBack, invoked, removed]).toEqual([['m-1'], [], []]);
  });

  it('takes out what goes through and nothing else', async () => {
    const messages = [
      message(run('reconcile'), {}, 'fails'),
      message(run('sync-directory'), {}, 'goes'),
      message(run('hard-end'), {}, 'throws'),
      message('{', {}, 'unknown'),
    ];
    const { deps, putBack, removed, answers } = rig(messages);
    answers['hourglass-prod-reconcile'] = 'fails';
    answers['hourglass-prod-hard-end'] = 'throws';
    expect(await replay({ queue: 'failed-timers', apply: true }, deps)).toBe(3);
    expect(removed).toEqual(['goes']);
    expect(putBack).toEqual(['fails', 'throws', 'unknown']);
  });

  it('of one message leaves the others', async () => {
    const { deps, invoked, removed } = rig([
      message(run('reconcile'), {}, 'one'),
      message(run('sync-directory'), {}, 'other'),
    ]);
    expect(await replay({ queue: 'failed-timers', message: 'other', apply: true }, deps)).toBe(1);
    expect(invoked.map(({ name }) => name)).toEqual(['hourglass-prod-sync-directory']);
    expect(removed).toEqual(['other']);
  });

  it('runs nothing but what a timer of this installation runs, whatever a message names', async () => {
    const { deps, invoked } = rig([
      message(run('end-lease')),
      message(
        { source: 'aws.events' },
        { TARGET_ARN: 'arn:aws:lambda:eu-west-1:1:function:hourglass-other-reconcile' },
      ),
    ]);
    expect(await replay({ queue: 'failed-timers', apply: true }, deps)).toBe(2);
    expect(invoked).toEqual([]);
  });

  it('hands exactly the events of that time to notify that may be worth a mail, in their order, across midnight', async () => {
    const midnight = Date.UTC(2026, 10, 21);
    const events = [
      event(midnight + 5 * SECOND, 'RequestApproved', 3),
      event(midnight - 20 * SECOND, 'RequestCreated', 1),
      event(midnight - 10 * SECOND, 'WorkflowRestarted', 2),
      event(midnight - 10 * MINUTE, 'RequestCreated', 9),
      event(midnight + 10 * MINUTE, 'RequestCreated', 10),
    ];
    const { deps, invoked } = rig([message(news)], events);
    expect(await replay({ queue: 'failed-notices', apply: true }, deps)).toBe(0);
    const [{ name, payload } = { name: '', payload: undefined }] = invoked;
    expect(name).toBe('hourglass-prod-notify');
    const { Records } = payload as { Records: { dynamodb: { NewImage: unknown } }[] };
    const handed = Records.map(({ dynamodb }) => auditEventOf(dynamodb.NewImage));
    expect(handed).toEqual([events[1], events[0]]);
  });

  it('keeps a message whose events notify could not mail again', async () => {
    const { deps, removed } = rig([message(news)], [event(Date.UTC(2026, 10, 21))]);
    const stubborn = async () => ({
      kind: 'answered' as const,
      answer: { batchItemFailures: [{ itemIdentifier: 'request#01K#1' }] },
    });
    expect(await replay({ queue: 'failed-notices', apply: true }, { ...deps, invoke: stubborn })).toBe(1);
    expect(removed).toEqual([]);
  });
});

it('an event comes out of an image as it went in', () => {
  const one = event(NOW);
  expect(auditEventOf(newImageOf(one))).toEqual(one);
});

describe('the command line', () => {
  it.each([
    [['--queue', 'letters'], 'must be one of failed-notices, failed-timers, failed-workflows'],
    [['--laptop', 'here'], 'must be an address'],
    [['--laptop', '-c', 'file.json'], 'exclude each other'],
    [['--force'], '--force'],
  ])('%j is refused', (args, says) => {
    expect(() => readOptions(args)).toThrow(BadOptionError);
    expect(() => readOptions(args)).toThrow(says);
  });

  it('changes nothing unless it is told to', () => {
    expect(readOptions([])).toEqual({ apply: false });
    expect(readOptions(['--laptop', '--apply'])).toMatchObject({
      laptop: 'http://localhost:4810',
      apply: true,
    });
  });
});

describe('what the laptop keeps', () => {
  const clock = new VirtualClock({ ticking: false, now: NOW });
  const queues = ['failed-notices', 'failed-timers', 'failed-workflows'].map(
    (name) => `hourglass-laptop-${name}`,
  );
  const sqs = () => new Sqs({ timeline: clock, region: 'eu-west-1', accountId: '111122223333', queues });
  const wordsIn = (kept: Sqs) =>
    kept.standing().map(({ body, attributes }) => wordsOf(failureOf(message(body, { ...attributes }))));

  it('of a timer: a run that failed twice, a minute apart', async () => {
    const kept = sqs();
    let runs = 0;
    const errors: unknown[] = [];
    const failing = () => {
      runs += 1;
      return Promise.reject(new RangeError('no'));
    };
    await runByTimer(clock, kept, 'seal-audit', failing, (error) => errors.push(error));
    expect([runs, kept.standing().length]).toEqual([1, 0]);
    await clock.advance(MINUTE);
    expect([runs, errors.length]).toEqual([2, 2]);
    expect(wordsIn(kept)).toEqual(['a run of hourglass-laptop-seal-audit failed: RangeError']);
  });

  it('of notify and of workflows is what AWS would keep', () => {
    const kept = sqs();
    const dynamodb = { ApproximateCreationDateTime: NOW / 1_000, SequenceNumber: '7' };
    keepNews(kept, [{ eventName: 'INSERT', dynamodb }], 'MailError', NOW);
    const machine = {
      machineName: 'hourglass-lease',
      machineArn: 'arn:aws:states:::stateMachine:hourglass-lease',
    };
    keepWorkflow(kept, { name: '01K-1', status: 'ABORTED', ...machine });
    keepWorkflow(kept, { name: '01K-2', status: 'SUCCEEDED', ...machine });
    expect(wordsIn(kept)).toEqual([
      '1 audit events not mailed, 2026-11-21T11:55:00.000Z to 2026-11-21T12:01:00.000Z',
      'workflow hourglass-laptop-lease, execution 01K-1: ABORTED',
    ]);
  });
});
