import type { ActivityEventView } from '../../contract/activity';

/** The words of the page; `time` is in UTC. */
const HEADER: Partial<Record<keyof ActivityEventView, string>> = { at: 'time' };

const COLUMNS: readonly (keyof ActivityEventView)[] = [
  'at',
  'service',
  'action',
  'resource',
  'region',
  'sourceAddress',
  'outcome',
  'errorCode',
  'errorMessage',
  'readOnly',
  'sensitive',
  'id',
];

/** RFC 4180, with a header line. https://www.rfc-editor.org/rfc/rfc4180 */
export function activityCsv(views: readonly ActivityEventView[]): string {
  const lines = views.map((view) => COLUMNS.map((column) => cell(String(view[column]))).join());
  return [COLUMNS.map((column) => HEADER[column] ?? column).join(), ...lines, ''].join('\r\n');
}

/**
 * Every cell is quoted. What a spreadsheet would run as a formula gets an apostrophe in front.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
