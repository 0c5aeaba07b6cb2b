import { DAY, type EpochMs, HOUR, MINUTE } from '../model/instant';
import type { Target } from '../model/entitlement';
import type { AccessRequest } from '../model/request';

const moment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** A moment for people; the reader's time zone is not known. */
export function timeText(at: EpochMs): string {
  return `${moment.format(at)} UTC`;
}

/** A length of time for people, in whole minutes. */
export function durationText(minutes: number): string {
  const parts = [
    part(Math.floor((minutes * MINUTE) / DAY), 'day'),
    part(Math.floor(((minutes * MINUTE) % DAY) / HOUR), 'hour'),
    part(minutes % 60, 'minute'),
  ].filter((text) => text !== '');
  return parts.join(' ') || '0 minutes';
}

/** One target: what, and where. */
export function targetText({ name, permissionSetName }: Target): string {
  return permissionSetName === '' ? name : `${permissionSetName} in ${name}`;
}

/** One target with the account's number, so that names cannot deceive. */
export function exactTargetText(target: Target): string {
  const { entitlement } = target;
  const id = entitlement.kind === 'account-assignment' ? ` (${entitlement.accountId})` : '';
  return `${targetText(target)}${id}`;
}

/** What a request is about, short enough for a subject. */
export function targetsText({ targets }: AccessRequest): string {
  const [first] = targets;
  if (!first) return 'nothing';
  return targets.length === 1 ? targetText(first) : `${targetText(first)} and ${targets.length - 1} more`;
}

/** When the access is wanted. */
export function windowText({ window }: AccessRequest): string {
  const length = durationText(window.minutes);
  return window.startsAt === undefined
    ? `${length}, from approval`
    : `${length}, from ${timeText(window.startsAt)} to ${timeText(window.startsAt + window.minutes * MINUTE)}`;
}

function part(count: number, unit: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
