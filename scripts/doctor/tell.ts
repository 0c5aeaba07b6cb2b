import type { Report } from './report';
import type { Finding, Severity } from './finding';

/** How wide the text may be; longer lines are broken between words. */
const WIDTH = 110;
const MARKS: Record<Severity, string> = { well: 'ok  ', info: 'info', warning: 'WARN', error: 'FAIL' };
const COLOURS: Record<Severity, number> = { well: 32, info: 36, warning: 33, error: 31 };

/** The report for people: by group, one line for what is well, with reason and remedy for what is not. */
export function tell(report: Report, colours: boolean): string {
  const groups = [...new Set(report.findings.map(({ group }) => group))];
  const parts = groups.map((group) => {
    const own = report.findings.filter((finding) => finding.group === group);
    return [group, ...own.map((finding) => linesOf(finding, colours))].join('\n');
  });
  return [headOf(report), ...parts, sumOf(report)].join('\n\n');
}

function headOf({ account, region, stage, deployed }: Report): string {
  return `Hourglass ${stage} in account ${account}, ${region}: ${deployed ? 'after' : 'before'} the deployment.`;
}

function linesOf({ severity, title, found, why, mend, docs }: Finding, colours: boolean): string {
  const mark = colours ? `\u001b[${COLOURS[severity]}m${MARKS[severity]}\u001b[0m` : MARKS[severity];
  const first = `  ${mark}  ${wrapped(`${title}: ${found}`, 8)}`;
  if (severity === 'well') return first;
  const more = [
    ...(severity === 'info' ? [] : [`        why   ${wrapped(why, 14)}`]),
    ...(mend === undefined ? [] : [`        mend  ${wrapped(mend, 14)}`]),
    ...(severity === 'info' && mend === undefined ? [] : [`        see   ${docs}`]),
  ];
  return [first, ...more].join('\n');
}

/** Text broken between words; later lines begin under the first. */
function wrapped(text: string, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH - indent) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

function sumOf({ findings }: Report): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const of = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
  const [errors, warnings] = [count('error'), count('warning')];
  if (errors + warnings === 0) return `All is well: ${count('well')} things looked at.`;
  return `${of(errors, 'error')}, ${of(warnings, 'warning')}; ${count('well')} things are well.`;
}
