import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { ChainedEvent } from '../../../../core/model/audit-event';
import { canonicalJson, chainEvent, verifyChain } from '../../../../core/rules/audit-chain';
import { buildEvent } from '../../../support/build';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function chain(length: number, stream = 'request#1'): ChainedEvent[] {
  const events: ChainedEvent[] = [];
  for (let count = 0; count < length; count++)
    events.push(chainEvent(buildEvent({ stream, data: { count, note: 'x' } }), events.at(-1), sha256));
  return events;
}
const rehash = ({ hash: _, ...event }: ChainedEvent) => ({ ...event, hash: sha256(canonicalJson(event)) });
const verdict = (events: readonly ChainedEvent[], known = {}) => {
  const result = verifyChain(events, sha256, known);
  return result.ok ? `ok ${result.events}` : `${result.problem} ${result.stream} ${result.sequence}`;
};

describe('canonicalJson', () => {
  test('sorts keys at every depth and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: undefined, A: 'ü"' })).toBe(
      '{"A":"ü\\"","b":[{"c":null,"d":1}]}',
    );
  });

  test('is the same text for the same value, and JSON that means the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  test.each([
    [undefined],
    [[undefined]],
    [Number.NaN],
    [Infinity],
    [1n],
    [() => 1],
    [new Date(0)],
    [new Map()],
  ])('refuses %p, which has no JSON', (value) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ name: 'NotCanonicalError' }));
  });
});

describe('verifyChain', () => {
  test('G9: streams that are as they were written hold, also mixed', () => {
    const [a, b] = [chain(3, 'request#a'), chain(2, 'settings')];
    expect(verdict([])).toBe('ok 0');
    expect(verdict([a[0]!, b[0]!, a[1]!, b[1]!, a[2]!])).toBe('ok 5');
  });

  test('G9: every single change of content is found where it is', () => {
    const changes: ((event: ChainedEvent) => ChainedEvent)[] = [
      (event) => ({ ...event, at: event.at + 1 }),
      (event) => ({ ...event, type: 'RequestApproved' }),
      (event) => ({ ...event, actor: { kind: 'hourglass', part: 'x' } }),
      (event) => ({ ...event, data: { ...event.data, note: 'y' } }),
      (event) => ({ ...event, data: { ...event.data, more: null } }),
      (event) => ({ ...event, stream: 'request#2' }),
      (event) => ({ ...event, sequence: event.sequence + 1 }),
      (event) => ({ ...event, previousHash: sha256('x') }),
      (event) => ({ ...event, hash: sha256('x') }),
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.nat(),
        fc.constantFrom(...changes),
        (length, where, change) => {
          const events = chain(length);
          const place = where % length;
          const changed = events.with(place, change(events[place]!));
          expect(verifyChain(changed, sha256)).toMatchObject({ ok: false, problem: 'changed' });
          expect(verifyChain(events, sha256).ok).toBe(true);
        },
      ),
    );
  });

  test('G9: whoever changes an event and hashes it again is found at the next one', () => {
    const events = chain(3);
    const forged = events.with(1, rehash({ ...events[1]!, data: { note: 'forged' } }));
    expect(verdict(forged)).toBe('forged request#1 3');
  });

  test('G9: a missing, repeated or moved event is found', () => {
    const [one, two, three] = chain(3) as [ChainedEvent, ChainedEvent, ChainedEvent];
    expect(verdict([one, three])).toBe('gap request#1 3');
    expect(verdict([two, three])).toBe('gap request#1 2');
    expect(verdict([one, two, two])).toBe('duplicate request#1 2');
    expect(verdict([one, two, three, two])).toBe('reordered request#1 2');
    expect(verdict([two, one, three])).toBe('gap request#1 2');
  });

  test('G9: a new beginning with a false past is found', () => {
    const [first] = chain(1) as [ChainedEvent];
    expect(verdict([rehash({ ...first, previousHash: sha256('x') })])).toBe('forged request#1 1');
  });

  test('the events of some days may begin anywhere, but not jump', () => {
    const events = chain(4);
    expect(verdict(events.slice(2), { partial: true })).toBe('ok 2');
    expect(verdict([events[1]!, events[3]!], { partial: true })).toBe('gap request#1 4');
  });

  test('says in a sentence what is wrong', () => {
    const result = verifyChain(chain(3).slice(1), sha256);
    expect(result).toMatchObject({ message: 'Event 2 of request#1: an event before it is missing.' });
  });
});

describe('chainEvent', () => {
  test('never continues another stream', () => {
    const [first] = chain(1);
    expect(() => chainEvent(buildEvent({ stream: 'settings' }), first, sha256)).toThrow(
      expect.objectContaining({ name: 'ForeignStreamError' }),
    );
  });
});
