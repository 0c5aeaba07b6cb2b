import { ChainedEvent } from '../../../../core/model/audit-event';
import { AuditEventType, type StoredEvent } from '../../../../core/model/audit-event';
import { SignedRoot } from '../../../../core/model/audit-root';
import type { AuditProblem } from '../../../../core/rules/audit-problem';
import { canonicalJson } from '../../../../core/rules/canonical-json';
import { rootOf, rootText } from '../../../../core/rules/audit-root';
import { FakeRootSigner } from '../../../support/fakes';
import { problemsOf, sealedTrail, sha256, type Stored } from '../../../support/sealed-trail';

type Trail = Awaited<ReturnType<typeof sealedTrail>>;
let trail: Trail;
beforeAll(async () => {
  trail = await sealedTrail();
});

const found = (stored: Stored, through: string | undefined = trail.through) =>
  problemsOf(stored, trail.publicKey, through);
/** What is found by who looks at the day of an event alone. */
const foundOnItsDay = (stored: Stored, { day }: Stored['events'][number]) =>
  problemsOf(stored, trail.publicKey, trail.through, { from: day, to: day });
const withEvents = (events: Stored['events']): Stored => ({ ...trail.stored, events });
const named = (problems: readonly AuditProblem[], event: StoredEvent) =>
  problems.filter(({ stream, sequence }) => stream === event.stream && sequence === event.sequence);

type Path = readonly (string | number)[];

/** Every field of a value, at every depth. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const own = path.length > 0 ? [path] : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, part]) =>
      pathsOf(part, [...path, Array.isArray(value) ? Number(name) : name]),
    ),
  ];
}

/** A value of the same kind that is another one. */
function other(value: unknown): unknown {
  if (typeof value === 'string') return `${value}x`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return [...value, 'more'];
  return value === null ? 'something' : { ...value, more: 1 };
}

/** A copy in which the field at `path` went through `change`; `undefined` takes it away. */
function changed(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? (changed(item, rest, change) ?? null) : item));
  const entries = Object.entries(value as object).map(([name, part]) =>
    name === step ? [name, changed(part, rest, change)] : [name, part],
  );
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}

describe('G9: the trail as it was written', () => {
  it('G9: holds, for every type of event', async () => {
    expect(await found(trail.stored)).toEqual([]);
    expect(trail.sealing).toMatchObject({ days: 3, problems: [] });
    const types = new Set(trail.stored.events.map(({ record }) => ChainedEvent.parse(record).type));
    expect(types).toEqual(new Set(AuditEventType.options));
  });
});

describe.each(AuditEventType.options)('G9: an event %s', (type) => {
  it('G9: is named when any of its fields is changed or taken away', async () => {
    const index = trail.stored.events.findIndex(({ record }) => ChainedEvent.parse(record).type === type);
    const event = trail.stored.events[index]!;
    const paths = pathsOf(event.record);
    for (const field of Object.keys(ChainedEvent.shape)) expect(paths).toContainEqual([field]);
    for (const path of paths)
      for (const change of [other, () => undefined]) {
        const record = changed(event.record, path, change);
        const events = trail.stored.events.with(index, { ...event, record });
        const problems = await foundOnItsDay(withEvents(events), event);
        expect({ path, named: named(problems, event).length > 0 }).toEqual({ path, named: true });
      }
  });

  it('G9: is named when it is taken out', async () => {
    const index = trail.stored.events.findIndex(({ record }) => ChainedEvent.parse(record).type === type);
    const event = trail.stored.events[index]!;
    const problems = await found(withEvents(trail.stored.events.toSpliced(index, 1)));
    const after = { ...event, sequence: event.sequence + 1 };
    expect([...named(problems, event), ...named(problems, after)]).not.toEqual([]);
  });
});

/** Chains events of one stream anew, as somebody would who can compute hashes. */
function rehashed(events: Stored['events'], stream: string): Stored['events'] {
  let previous: ChainedEvent | undefined;
  return events.map((event) => {
    if (event.stream !== stream) return event;
    const { hash: _, ...rest } = ChainedEvent.parse(event.record);
    const linked = { ...rest, previousHash: previous?.hash ?? '0'.repeat(64) };
    previous = { ...linked, hash: sha256(canonicalJson(linked)) };
    return { ...event, record: previous };
  });
}

describe('G9: what is done to the whole trail', () => {
  it('G9: any one event that is missing is found, the last of a stream too', async () => {
    for (const [index, event] of trail.stored.events.entries()) {
      const problems = await found(withEvents(trail.stored.events.toSpliced(index, 1)));
      expect(problems.some(({ stream }) => stream === event.stream)).toBe(true);
    }
  });

  it('G9: any two events of a stream that changed places are found', async () => {
    const { events } = trail.stored;
    const own = events.flatMap(({ stream }, index) => (stream === 'settings' ? [index] : []));
    for (const one of own)
      for (const two of own.filter((index) => index > one)) {
        const days = { one: events[one]!.day, two: events[two]!.day };
        const lines = events
          .with(one, { ...events[two]!, day: days.one })
          .with(two, { ...events[one]!, day: days.two });
        expect(await found(withEvents(lines))).not.toEqual([]);
        const swapped = events
          .with(one, { ...events[one]!, record: events[two]!.record })
          .with(two, { ...events[two]!, record: events[one]!.record });
        const problems = await found(withEvents(swapped));
        expect(named(problems, events[one]!)).toMatchObject([{ problem: 'misplaced' }]);
        expect(named(problems, events[two]!).map(({ problem }) => problem)).toContain('misplaced');
      }
  });

  it('G9: any tail that is cut off is found, with the events that it had', async () => {
    const own = trail.stored.events.filter(({ stream }) => stream === 'request#r1');
    for (let kept = 0; kept < own.length; kept += 1) {
      const events = trail.stored.events.filter(
        ({ stream, sequence }) => stream !== 'request#r1' || sequence <= kept,
      );
      const problems = await found(withEvents(events));
      const first = problems.find(({ stream }) => stream === 'request#r1');
      expect(first).toMatchObject({
        problem: expect.stringMatching(/truncated|removed/),
        sequence: kept + 1,
      });
      expect(problems.every(({ stream }) => stream === 'request#r1')).toBe(true);
    }
  });

  it('G9: a stream that is gone is named', async () => {
    const events = trail.stored.events.filter(({ stream }) => stream !== 'settings');
    const problems = await found(withEvents(events));
    expect(new Set(problems.map(({ problem, stream }) => `${problem} ${stream}`))).toEqual(
      new Set(['removed settings']),
    );
    expect(problems).toHaveLength(3);
  });

  it('G9: a stream that was written anew with good hashes is found by the roots of its days', async () => {
    const index = trail.stored.events.findIndex(({ stream }) => stream === 'request#r2');
    const event = trail.stored.events[index]!;
    const record = { ...ChainedEvent.parse(event.record), data: { text: 'another story' } };
    const events = rehashed(trail.stored.events.with(index, { ...event, record }), 'request#r2');
    const problems = await found(withEvents(events));
    expect(problems.map(({ problem, stream, day }) => `${problem} ${stream} ${day}`)).toEqual(
      trail.stored.roots.map(({ day }) => `rewritten request#r2 ${day}`),
    );
  });

  it('G9: an event with a time that no calendar has is named', async () => {
    const event = trail.stored.events[0]!;
    const record = { ...ChainedEvent.parse(event.record), at: Number.MAX_SAFE_INTEGER };
    const problems = await found(
      withEvents(rehashed(trail.stored.events.with(0, { ...event, record }), 'none')),
    );
    expect(named(problems, event)).toMatchObject([{ problem: 'unreadable' }]);
  });

  it('G9: an event that is added to a sealed day is named', async () => {
    const last = trail.stored.events.findLast(({ stream }) => stream === 'settings')!;
    const record = { ...ChainedEvent.parse(last.record), sequence: last.sequence + 1 };
    const events = [...trail.stored.events, { ...last, sequence: last.sequence + 1, record }];
    const problems = await found(withEvents(rehashed(events, 'settings')));
    expect(problems).toMatchObject([{ problem: 'added', stream: 'settings', sequence: last.sequence + 1 }]);
  });

  it('G9: an event that stands there twice, or under another day, is named', async () => {
    const event = trail.stored.events[0]!;
    expect(await found(withEvents(trail.stored.events.toSpliced(1, 0, event)))).toMatchObject([
      { problem: 'duplicate', stream: event.stream, sequence: 1 },
    ]);
    const moved = { ...event, day: trail.through };
    const problems = await found(withEvents(trail.stored.events.with(0, moved)));
    expect(named(problems, event).map(({ problem }) => problem)).toContain('misfiled');
  });
});

describe('G9: the roots', () => {
  const withRoots = (roots: Stored['roots']): Stored => ({ ...trail.stored, roots });

  it('G9: any field of any root that is changed or taken away is found, with its day', async () => {
    for (const [index, root] of trail.stored.roots.entries())
      for (const path of pathsOf(root.record))
        for (const change of [other, () => undefined]) {
          const record = changed(root.record, path, change);
          const problems = await found(withRoots(trail.stored.roots.with(index, { ...root, record })));
          const about = problems.filter(
            ({ day, problem }) => day === root.day && problem.startsWith('root-'),
          );
          expect({ path, named: about.length > 0 }).toEqual({ path, named: true });
        }
  });

  it('G9: a root that is missing is named, the first and the last too', async () => {
    const days = trail.stored.roots.map(({ day }) => day);
    for (const [index, day] of days.entries()) {
      const problems = await found(withRoots(trail.stored.roots.toSpliced(index, 1)));
      const expected = index === 0 ? ['root-beginning', days[1]] : ['root-missing', day];
      expect(problems.map(({ problem, day: of }) => [problem, of])).toContainEqual(expected);
    }
  });

  it('G9: when all roots are gone, that is found', async () => {
    const problems = await problemsOf(withRoots([]), trail.publicKey, trail.through, {
      from: trail.stored.roots[0]!.day,
      to: trail.through,
    });
    expect(problems.map(({ problem }) => problem)).toEqual(['unsealed', 'unsealed', 'unsealed']);
  });

  it('G9: roots that were made anew, for events that were changed, are found by their signature', async () => {
    const forger = new FakeRootSigner();
    const index = trail.stored.events.findIndex(({ stream }) => stream === 'settings');
    const event = trail.stored.events[index]!;
    const record = { ...ChainedEvent.parse(event.record), data: { text: 'another story' } };
    const events = rehashed(trail.stored.events.with(index, { ...event, record }), 'settings');
    const { roots, heads } = await sealedBy(forger, events);
    const problems = await found({ events, roots, heads });
    expect(problems.map(({ problem }) => problem)).toEqual(['root-forged', 'root-forged', 'root-forged']);
    expect(await problemsOf({ events, roots, heads }, await forger.publicKey(), trail.through)).toEqual([]);
  });

  it('G9: one root that was replaced by another signed one does not follow', async () => {
    const [first, second, ...rest] = trail.stored.roots;
    const { root } = SignedRoot.parse(second!.record);
    const replaced = { ...root, previous: sha256('x') };
    const record = { root: replaced, signature: await trail.signer.sign(rootText(replaced)) };
    const problems = await found(withRoots([first!, { ...second!, record }, ...rest]));
    expect(problems.map(({ problem }) => problem)).toEqual(['root-unlinked', 'root-unlinked']);
  });

  it('G9: with the wrong key nothing holds', async () => {
    const key = await new FakeRootSigner().publicKey();
    const problems = await problemsOf(trail.stored, key);
    expect(problems.map(({ problem }) => problem)).toEqual(trail.stored.roots.map(() => 'root-forged'));
  });

  it('G9: a changed list of heads is found, and told apart from changed events', async () => {
    for (const [day, heads] of Object.entries(trail.stored.heads)) {
      const without = { ...trail.stored.heads, [day]: heads.slice(1) };
      expect(await found({ ...trail.stored, heads: without })).toMatchObject([
        { problem: 'heads-changed', day },
      ]);
      for (const path of pathsOf(heads[0])) {
        const list = heads.with(0, changed(heads[0], path, other));
        const problems = await found({ ...trail.stored, heads: { ...trail.stored.heads, [day]: list } });
        expect(problems).toMatchObject([{ problem: 'heads-changed', day }]);
      }
      const emptied = trail.stored.events.filter((event) => event.day !== day);
      const both = await found({ ...withEvents(emptied), heads: without });
      expect(both.map(({ problem }) => problem)).toContain('day-changed');
    }
  });
});

/** What a forger with a key of their own makes of the events. */
async function sealedBy(forger: FakeRootSigner, events: Stored['events']) {
  let previous = '0'.repeat(64);
  const roots: { day: string; record: unknown }[] = [];
  const heads: Record<string, readonly unknown[]> = {};
  for (const { day } of trail.stored.roots) {
    const today = events.filter((event) => event.day === day);
    const list = [...new Set(today.map(({ stream }) => stream))].map((stream) => {
      const own = today.filter((event) => event.stream === stream);
      const last = ChainedEvent.parse(own.at(-1)!.record);
      return { stream, first: own[0]!.sequence, last: last.sequence, hash: last.hash };
    });
    const root = rootOf(day, list, previous, sha256);
    previous = sha256(rootText(root));
    heads[day] = list;
    roots.push({ day, record: { root, signature: await forger.sign(rootText(root)) } });
  }
  return { roots, heads };
}
