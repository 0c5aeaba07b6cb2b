import type { Finding, Severity } from './finding';
import type { Report } from './report';

/** How wide the text may be, and where the second column begins. */
const WIDTH = 120;
const INDENT = 8;
const COLUMN = 62;

const MARKS: Record<Severity, string> = { well: 'ok  ', info: 'info', warning: 'WARN', error: 'FAIL' };
const COLOURS: Record<Severity, number> = { well: 32, info: 36, warning: 33, error: 31 };

/** The report for people: by group, one line for what is well, with reason and remedy for what is not. */
export function tell(report: Report, colours: boolean): string {
  const groups = [...new Set(report.findings.map(({ group }) => group))];
  const parts = groups.map((group) => {
    const own = report.findings.filter((finding) => finding.group === group);
    return [group, ...own.map((finding, index) => linesOf(finding, own[index - 1], colours))].join('\n');
  });
  return [headOf(report), ...parts, sumOf(report)].join('\n\n');
}

function headOf({ account, region, stage, deployed }: Report): string {
  return `Hourglass ${stage} in account ${account}, ${region}, ${deployed ? 'as it is deployed' : 'before its deployment'}`;
}

/** `before`: the finding above it; a title that both have is told once. */
function linesOf(finding: Finding, before: Finding | undefined, colours: boolean): string {
  const { severity, title, found } = finding;
  const mark = colours ? `\u001b[${COLOURS[severity]}m${MARKS[severity]}\u001b[0m` : MARKS[severity];
  if (severity !== 'well') return [`  ${mark}  ${title}`, ...detailsOf(finding)].join('\n');
  const shown = before?.title === title && before.severity === 'well' ? '' : title;
  const space = WIDTH - COLUMN;
  const short = found.length > space ? `${found.slice(0, space - 1)}…` : found;
  return `  ${mark}  ${shown.padEnd(COLUMN - INDENT)}${short}`;
}

function detailsOf({ severity, found, why, mend, docs }: Finding): string[] {
  const reason = severity === 'warning' || severity === 'error';
  return [
    paragraph('', found),
    ...(reason ? [paragraph('why', why)] : []),
    ...(mend === undefined ? [] : [paragraph('mend', mend)]),
    ...(reason || mend !== undefined ? [paragraph('see', docs)] : []),
  ];
}

/** Text broken between words behind its name; later lines begin under the first. */
function paragraph(name: string, text: string): string {
  const indent = name === '' ? INDENT : INDENT + 6;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  const head = name === '' ? ' '.repeat(INDENT) : `${' '.repeat(INDENT)}${name.padEnd(6)}`;
  return head + [...lines, line].join(`\n${' '.repeat(indent)}`);
}

function sumOf({ findings }: Report): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const of = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
  const [errors, warnings, fine] = [count('error'), count('warning'), count('well')];
  if (errors + warnings === 0) return `All is well: ${of(fine, 'thing')} looked at.`;
  return `${of(errors, 'error')}, ${of(warnings, 'warning')}; ${of(fine, 'thing')} found well.`;
}
