import type { Estimate } from './estimate';
import { dollars } from './prices';

const HEADER = ['resource', 'quantity', 'unit', 'unit price', 'USD a month'];

/** The estimate as a table for people, dollars with cents. */
export function tableOf({ lines, total }: Estimate): string {
  const rows = lines.map(({ what, per, quantity, unitPrice, month }) => [
    what,
    numberOf(quantity),
    per,
    dollars(unitPrice),
    month.toFixed(2),
  ]);
  const all = [HEADER, ...rows, ['in all', '', '', '', total.toFixed(2)]];
  const widths = HEADER.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, at) => (isNumber(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join('  '),
    )
    .map((line) => line.trimEnd())
    .join('\n');
}

const isNumber = (column: number) => column === 1 || column >= 3;
const numberOf = (value: number) =>
  value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 2 : 0 });
