import { reviewNotice } from '../notices/review-notice';
import { mailOf } from '../notices/mail-of';
import type { Notice } from '../notices/notice';
import { emergencyNotice } from '../notices/emergency-notice';
import { statusNotice } from '../notices/status-notice';
import { type ChainedEvent, emergencyStream, requestStream } from '../model/audit-event';
import { SECOND } from '../model/instant';
import type { DirectorySnapshot } from '../model/directory';
import type { Lease } from '../model/lease';
import type { Person } from '../model/person';
import type { AccessRequest, PendingRequest } from '../model/request';
import { encodeReviewLink } from '../rules/review-link';
import type { RoleGroups } from './caller-identity';
import type { Ports } from './deps';
import { newlyAsked } from './newly-asked';
import { newsOf } from './news-of';
import { membersOf, readersOf } from './readers-of';

type Deps = Pick<Ports, 'clock' | 'requests' | 'directory' | 'mailer' | 'sent' | 'links' | 'metrics'> & {
  /** Where the web app is, without a slash at the end. */
  readonly appUrl: string;
  readonly roles: RoleGroups;
};

/** Some of the mails of an event could not be sent; those that could are not sent again when the record is retried. */
export class NoticesNotSentError extends Error {
  override name = 'NoticesNotSentError' as const;
  constructor(key: string, failed: number, causes: readonly unknown[]) {
    super(`${failed} notice(s) of ${key} could not be sent`, { cause: new AggregateError(causes) });
  }
}

/** Another delivery of the same event is at this notice: it comes again. */
class NoticeHeldError extends Error {
  override name = 'NoticeHeldError' as const;
}

/**
 * How long a delivery waits before it gives way to the next one, in milliseconds: how soon a failed one comes again is up to Lambda, and
 * its ten tries must reach beyond the minute for which a notice is held.
 */
const LONGEST_WAIT = 10 * SECOND;

type Letter = { readonly person: Person; readonly notice: () => Promise<Notice> };

/**
 * Turns an audit event into mail: approvers are asked; who asked, who approved and who oversees are told; admins and responders are
 * told of emergencies. Throws `NoticesNotSentError`.
 */
export async function notify(
  event: ChainedEvent,
  deps: Deps,
): Promise<{ readonly sent: number; readonly withoutAddress: number }> {
  const letters = await lettersOf(event, deps);
  const addressed = letters.filter(({ person }) => person.email !== undefined && person.email !== '');
  const key = `${event.stream}#${event.sequence}`;
  const results = await Promise.allSettled(addressed.map((letter) => send(letter, key, deps)));
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (failures.length > 0) {
    deps.metrics.put('NoticesFailed', failures.length);
    throw new NoticesNotSentError(key, failures.length, failures);
  }
  const sent = results.filter((result) => result.status === 'fulfilled' && result.value).length;
  return { sent, withoutAddress: letters.length - addressed.length };
}

async function lettersOf(event: ChainedEvent, deps: Deps): Promise<Letter[]> {
  if (event.stream.startsWith(emergencyStream('')))
    return emergencyLetters(event, await deps.directory.snapshot(), deps);
  const request = await requestOf(event, deps);
  if (!request) return [];
  const snapshot = await deps.directory.snapshot();
  const leases = request.status === 'ended' ? await deps.requests.leasesOf(request.id) : [];
  return [
    ...reviewLetters(event, request, snapshot, deps),
    ...statusLetters(event, { request, leases }, snapshot, deps),
  ];
}

/** One mail for each admin and responder. */
function emergencyLetters(event: ChainedEvent, snapshot: DirectorySnapshot, deps: Deps): Letter[] {
  const notice = emergencyNotice(event, `${deps.appUrl}/emergency`);
  if (!notice) return [];
  const { adminGroupId, responderGroupId = '' } = deps.roles;
  const told = new Set(membersOf([adminGroupId, responderGroupId], snapshot));
  return snapshot.people
    .filter(({ userId }) => told.has(userId))
    .map((person) => ({ person, notice: async () => notice }));
}

async function requestOf(event: ChainedEvent, deps: Deps): Promise<AccessRequest | undefined> {
  const prefix = requestStream('');
  if (!event.stream.startsWith(prefix)) return undefined;
  return deps.requests.read(event.stream.slice(prefix.length));
}

/** One mail for each approver whose turn has come with this event. */
function reviewLetters(
  event: ChainedEvent,
  request: AccessRequest,
  snapshot: DirectorySnapshot,
  deps: Deps,
): Letter[] {
  if (request.status !== 'pending') return [];
  return newlyAsked(event, request, snapshot).map((person) => ({
    person,
    notice: async () =>
      reviewNotice(request, { url: await reviewUrl(request, person, deps), now: deps.clock.now() }),
  }));
}

/** The link is signed for one person and for the request as it is now. */
async function reviewUrl(request: PendingRequest, person: Person, deps: Deps): Promise<string> {
  const payload = encodeReviewLink({
    requestId: request.id,
    revision: request.revision,
    recipientId: person.userId,
    expiresAt: request.expiresAt,
  });
  return `${deps.appUrl}/review/${payload}.${await deps.links.sign(payload)}`;
}

function statusLetters(
  event: ChainedEvent,
  { request, leases }: { readonly request: AccessRequest; readonly leases: readonly Lease[] },
  snapshot: DirectorySnapshot,
  deps: Deps,
): Letter[] {
  const news = newsOf(event, request, snapshot, deps.clock.now(), leases);
  if (!news) return [];
  const url = `${deps.appUrl}/requests/${request.id}`;
  return readersOf(event, request, snapshot, deps.roles).map(({ person, because }) => ({
    person,
    notice: async () => statusNotice(request, news, url, because),
  }));
}

/**
 * True when it was sent, false when it had been sent before. Who dies between claiming and confirming leaves it to the next delivery: a
 * mail may then come twice, but none is lost [G12].
 */
async function send({ person, notice }: Letter, key: string, deps: Deps): Promise<boolean> {
  const name = `${key}#${person.userId}`;
  const mail = mailOf(await notice(), person.email ?? '');
  const claim = await deps.sent.claim(name);
  if (claim.kind === 'sent') return false;
  if (claim.kind === 'held') {
    await deps.clock.sleep(Math.min(LONGEST_WAIT, Math.max(0, claim.until - deps.clock.now())));
    throw new NoticeHeldError(`${name} is being sent by another delivery, or was when that died.`);
  }
  try {
    await deps.mailer.send(mail);
  } catch (error) {
    await deps.sent.release(name);
    throw error;
  }
  await deps.sent.confirm(name);
  return true;
}
