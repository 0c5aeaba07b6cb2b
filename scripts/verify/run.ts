import { createHash } from 'node:crypto';
import { checkSignature } from '../../aws/check-signature';
import { dayAfter, dayOf } from '../../core/model/instant';
import type { AuditProblem } from '../../core/rules/audit-problem';
import { lastDue } from '../../core/rules/audit-root';
import { type AuditSource, type Verified, verifyTrail } from '../../core/usecases/verify-audit';
import { openExport, writeExport } from './export-files';
import { type Live, openLive } from './live';
import { BadOptionError } from '../command-line';
import { isOffline, type Options, readPublicKey } from './options';

/** What a verification said: the exit code, and how many problems it found. */
export type Outcome = { readonly code: 0 | 1; readonly problems: number };

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Verifies what the options name, and tells it line by line. Throws `BadOptionError` when that cannot be done. */
export async function runVerify(options: Options, print: (line: string) => void): Promise<Outcome> {
  const live = isOffline(options) ? undefined : await openLive(options);
  const source = sourceOf(options, live);
  const publicKey = options.publicKey === undefined ? await keyOf(live) : readPublicKey(options.publicKey);
  let problems = 0;
  const report = (problem: AuditProblem) => {
    problems += 1;
    print(options.json ? JSON.stringify(problem) : problem.message);
  };
  const days = daysOf(options, live);
  const verified = await verifyTrail(
    { ...days, publicKeys: [publicKey] },
    source,
    { sha256, checkSignature },
    report,
  );
  const from = days.from ?? verified.sealed?.from;
  const to = days.to ?? verified.sealed?.to;
  if (from === undefined || to === undefined)
    throw new BadOptionError('There is no root at all: name the days with --from and --to.');
  const result = { ok: problems === 0, problems, from, to, ...verified };
  print(options.json ? JSON.stringify(result) : words(result));
  if (options.export !== undefined) await writeExport(options.export, listOf(from, to), source, publicKey);
  return { code: problems === 0 ? 0 : 1, problems };
}

function sourceOf({ roots }: Options, live: Live | undefined): AuditSource {
  const exported = roots === undefined ? undefined : openExport(roots);
  if (!live) {
    if (!exported) throw new BadOptionError('There is nothing to verify.');
    return exported;
  }
  if (!exported) return live.source;
  return { day: live.source.day, all: exported.all, heads: exported.heads };
}

async function keyOf(live: Live | undefined): Promise<string> {
  if (!live) throw new BadOptionError('--public-key is needed');
  return live.publicKey();
}

/** Which days to read, and up to which a root must be there. */
function daysOf({ from, to }: Options, live: Live | undefined) {
  if (!live) return { from, to, sealedThrough: to, begins: from !== undefined };
  return { from, to: to ?? dayOf(live.now), sealedThrough: lastDue(live.now) };
}

function listOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day);
  return days;
}

type Result = Verified & { readonly problems: number; readonly from: string; readonly to: string };

function words({ problems, events, streams, roots, sealed, from, to }: Result): string {
  const number = (count: number) => count.toLocaleString('en');
  const lines = [
    problems === 0
      ? 'The audit trail holds.'
      : `The audit trail does NOT hold: ${number(problems)} ${problems === 1 ? 'problem' : 'problems'}, named above.`,
    `${from} to ${to}: ${number(events)} events in ${number(streams)} streams, ${number(roots)} daily roots.`,
    sealed ? `Sealed from ${sealed.from} to ${sealed.to}.` : 'No day is sealed.',
  ];
  if (!sealed || to > sealed.to)
    lines.push(
      `Events after ${sealed?.to ?? 'all times'} are not sealed yet: what was cut off at the end of a stream would not be seen there.`,
    );
  return lines.join('\n');
}
