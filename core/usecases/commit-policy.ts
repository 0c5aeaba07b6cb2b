import { z } from 'zod';
import { type AuditEvent, policyStream } from '../model/audit-event';
import { refOf } from '../model/person';
import type { PolicyRecord } from '../model/policy';
import { canonicalJson } from '../rules/canonical-json';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { byPerson } from './events';
import type { Conflict } from './outcome';

type Deps = Pick<Ports, 'ledger'>;

/** What every version of a policy carries beside its body. */
export function versionBy(viewer: Viewer, version: number, now: number) {
  return { version, changedAt: now, changedBy: refOf(viewer.person) };
}

/** Writes a version of a policy together with its audit event [G9]. */
export async function commitPolicy(
  before: PolicyRecord | undefined,
  after: PolicyRecord,
  viewer: Viewer,
  deps: Deps,
): Promise<Conflict | undefined> {
  const change = before ? ({ kind: 'policy', before, after } as const) : ({ kind: 'policy', after } as const);
  const result = await deps.ledger.commit([change], [eventOf(before, after, viewer)]);
  return result.kind === 'committed' ? undefined : conflict(before);
}

/** Somebody saved another version first. */
export function conflict(current: PolicyRecord | undefined): Conflict {
  const who = current ? ` by ${current.changedBy.displayName}` : '';
  const message = `This was changed${who} since you opened it. Look at the newest version and change that.`;
  return { kind: 'conflict', reasons: [{ code: 'stale-revision', message, field: 'version' }] };
}

function eventOf(before: PolicyRecord | undefined, after: PolicyRecord, viewer: Viewer): AuditEvent {
  const stream = after.kind === 'settings' ? 'settings' : policyStream(after.kind, after.id);
  const common = { stream, at: after.changedAt, actor: byPerson(viewer.person) };
  if (!before)
    return {
      ...common,
      type: after.kind === 'settings' ? 'SettingsChanged' : 'PolicyCreated',
      data: { version: after.version, policy: json(after) },
    };
  const type = after.kind === 'settings' ? 'SettingsChanged' : 'PolicyChanged';
  return { ...common, type, data: { version: after.version, changes: diff(before, after) } };
}

const OWN = new Set(['kind', 'id', 'version', 'changedAt', 'changedBy']);

/** The fields that differ, each with what it was and what it is. */
function diff(before: PolicyRecord, after: PolicyRecord) {
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(after));
  const fields = [...new Set([...was.keys(), ...is.keys()])].filter((field) => !OWN.has(field));
  return Object.fromEntries(
    fields
      .map((field) => [field, { from: json(was.get(field)), to: json(is.get(field)) }] as const)
      .filter(([, { from, to }]) => canonicalJson(from) !== canonicalJson(to)),
  );
}

const Json = z.json();

/** As it would be stored; what is absent is told as `null`. */
function json(value: unknown) {
  return Json.parse(value === undefined ? null : JSON.parse(JSON.stringify(value)));
}
