import type { ExportLine } from '../model/audit-export';
import type { Ports } from './deps';

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
