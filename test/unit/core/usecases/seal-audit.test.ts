import { ChainedEvent } from '../../../../core/model/audit-event';
import { DAY, dayOf, HOUR, MINUTE, startOf } from '../../../../core/model/instant';
import { sealAudit } from '../../../../core/usecases/seal-audit';
import { buildEvent } from '../../../support/build';
import { START } from '../../../support/fakes';
import { problemsOf } from '../../../support/sealed-trail';
import { buildWorld } from '../../../support/world';

function bench() {
  const { ports, store, clock } = buildWorld();
  const write = (at = clock.now(), stream = 'settings') => store.append(buildEvent({ stream, at }));
  const to = (moment: number) => clock.advance(moment - clock.now());
  const days = () => [...ports.roots.roots.keys()];
  const problems = async (through?: string) =>
    problemsOf(
      {
        events: store
          .events()
          .map((record) => ({ ...record, day: dayOf(record.at), record: ChainedEvent.parse(record) })),
        roots: [...ports.roots.roots].map(([day, record]) => ({ day, record })),
        heads: Object.fromEntries(ports.roots.kept),
      },
      await ports.rootKey.publicKey(),
      through,
    );
  return { ports, store, clock, write, to, days, problems, midnight: startOf(dayOf(START)) + DAY };
}

describe('sealing the audit trail', () => {
  it('G9: a day that can still get events is never sealed', async () => {
    const { ports, write, to, days, midnight } = bench();
    write();
    for (const moment of [midnight - 1, midnight, midnight + 15 * MINUTE, midnight + HOUR - 1]) {
      to(moment);
      expect(await sealAudit(ports)).toMatchObject({ days: 0 });
    }
    to(midnight + HOUR);
    expect(await sealAudit(ports)).toMatchObject({ days: 1, last: dayOf(START) });
    expect(days()).toEqual([dayOf(START)]);
  });

  it('G9: an event that is written in the last minute before the sealing, by a slow function, is in the root', async () => {
    const { ports, write, to, problems, midnight } = bench();
    write();
    to(midnight + HOUR);
    write(midnight - 1);
    await sealAudit(ports);
    expect(ports.roots.roots.get(dayOf(START))?.root).toMatchObject({ events: 2, streams: 1 });
    expect(await problems(dayOf(START))).toEqual([]);
    write(midnight - 1);
    expect(await problems(dayOf(START))).toMatchObject([{ problem: 'added', sequence: 3 }]);
  });

  it('seals the days that were missed, those without events too, each after the one before', async () => {
    const { ports, write, to, days, problems, midnight } = bench();
    write();
    to(midnight + 4 * DAY + HOUR);
    write();
    expect(await sealAudit(ports)).toMatchObject({ days: 5, problems: [] });
    expect(days()).toEqual([0, 1, 2, 3, 4].map((n) => dayOf(START + n * DAY)));
    expect([...ports.roots.roots.values()].map(({ root }) => root.events)).toEqual([1, 0, 0, 0, 0]);
    expect(await problems(days().at(-1))).toEqual([]);
  });

  it('does nothing when everything is sealed, and nothing before there are events', async () => {
    const { ports, write, to, midnight } = bench();
    expect(await sealAudit(ports)).toEqual({ days: 0, last: undefined, problems: [] });
    write();
    to(midnight + HOUR);
    await sealAudit(ports);
    const before = structuredClone([...ports.roots.roots]);
    expect(await sealAudit(ports)).toMatchObject({ days: 0, last: dayOf(START) });
    expect([...ports.roots.roots]).toEqual(before);
  });

  it('G11: two at once make one root for each day', async () => {
    const { ports, write, to, days, problems, midnight } = bench();
    write();
    to(midnight + 2 * DAY + HOUR);
    ports.roots.beforeNext = () => sealAudit(ports);
    expect(await sealAudit(ports)).toMatchObject({ days: 0 });
    expect(days()).toHaveLength(3);
    const all = await Promise.all(Array.from({ length: 5 }, () => sealAudit(ports)));
    expect(all.map((sealing) => sealing.days)).toEqual([0, 0, 0, 0, 0]);
    expect(await problems(days().at(-1))).toEqual([]);
  });

  it('goes on after a signature that failed, with nothing half done', async () => {
    const { ports, write, to, days, problems, midnight } = bench();
    write();
    to(midnight + DAY + HOUR);
    const failing = { sign: () => Promise.reject(new Error('KMS is away')) };
    await expect(sealAudit({ ...ports, rootSigner: failing })).rejects.toThrow('KMS is away');
    expect(days()).toEqual([]);
    expect(await sealAudit(ports)).toMatchObject({ days: 2 });
    expect(await problems(days().at(-1))).toEqual([]);
  });

  it('seals a day whose chain does not hold as it is, and says so', async () => {
    const { ports, store, write, to, problems, midnight } = bench();
    write();
    write();
    const [first, ...rest] = store.streams.get('settings') ?? [];
    store.streams.set('settings', [{ ...first!, data: { forged: true } }, ...rest]);
    to(midnight + HOUR);
    const sealing = await sealAudit(ports);
    expect(sealing).toMatchObject({ days: 1, problems: [{ problem: 'changed', sequence: 1 }] });
    expect(await problems(dayOf(START))).toMatchObject([{ problem: 'changed', sequence: 1 }]);
  });

  it('G9: a stream whose beginning was removed before its day was sealed does not hold either', async () => {
    const { ports, store, write, to, problems, midnight } = bench();
    write();
    to(midnight + 2 * HOUR);
    write(midnight + HOUR, 'request#1');
    write(midnight + HOUR, 'request#1');
    store.streams.set('request#1', (store.streams.get('request#1') ?? []).slice(1));
    to(midnight + DAY + HOUR);
    expect(await sealAudit(ports)).toMatchObject({ days: 2 });
    const found = await problems(dayOf(midnight));
    expect(found).toMatchObject([{ problem: 'gap', stream: 'request#1', sequence: 2 }]);
  });

  it('begins with the first day that has events, up to 60 days back', async () => {
    const { ports, write, to, days } = bench();
    write(START);
    to(START + 59 * DAY);
    await sealAudit(ports);
    expect(days()[0]).toBe(dayOf(START));
    const late = bench();
    late.write(START);
    late.to(START + 61 * DAY);
    expect(await sealAudit(late.ports)).toMatchObject({ days: 0 });
  });
});
