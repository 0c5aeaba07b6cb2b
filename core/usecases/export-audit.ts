import type { z } from 'zod';
import type { ExportLine } from '../model/audit-export';
import type { AuditExportQuery } from '../contract/audit';
import { dayAfter, dayOf, fromIso } from '../model/instant';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import type { Exported } from './export-activity';
import type { Invalid } from './found';
import { type NotFound, notFound } from './outcome';

/** What an answer of a function may weigh is 6 MB; this many characters stay below it. */
const MOST_CHARACTERS = 4_500_000;

type Deps = {
  readonly audit: Pick<Ports['audit'], 'day'>;
  readonly roots: Pick<Ports['roots'], 'all' | 'heads'>;
};

/** The roots of all days, as lines of an export. */
export async function* exportRoots({ roots }: Deps): AsyncGenerator<ExportLine> {
  for await (const { day, record } of roots.all()) yield { kind: 'root', day, record };
}

/** The heads and events of a UTC day, as lines of an export. */
export async function* exportDay(day: string, { audit, roots }: Deps): AsyncGenerator<ExportLine> {
  for await (const record of roots.heads(day)) yield { kind: 'head', day, record };
  for await (const { stream, sequence, record } of audit.day(day))
    yield { kind: 'event', day, stream, sequence, record };
}

/** All roots, and what they stand for in a time, as one file for auditors: whole UTC days. Refuses what is too large for one answer. */
export async function exportAudit(
  input: { readonly viewer: Viewer; readonly query: z.output<typeof AuditExportQuery> },
  deps: Deps,
): Promise<Exported | Invalid | NotFound> {
  if (!input.viewer.auditor) return notFound;
  const [from, to] = [dayOf(fromIso(input.query.from)), dayOf(fromIso(input.query.to) - 1)];
  let text = '';
  for await (const line of linesOf(from, to, deps)) {
    text += `${JSON.stringify(line)}\n`;
    if (text.length > MOST_CHARACTERS) return tooLarge;
  }
  return { kind: 'file', name: `audit-${from}-${to}.ndjson`, contentType: 'application/x-ndjson', text };
}

async function* linesOf(from: string, to: string, deps: Deps): AsyncGenerator<ExportLine> {
  yield* exportRoots(deps);
  for (let day = from; day <= to; day = dayAfter(day)) yield* exportDay(day, deps);
}

const tooLarge: Invalid = {
  kind: 'invalid',
  fields: [
    {
      field: 'to',
      message: 'This is too much for one file. Choose fewer days, or use npm run verify -- --export.',
    },
  ],
};
