import type { Mail } from '../ports/notices';
import type { Notice } from './notice';
import { subjectOf } from './plain';
import { renderHtml } from './render-html';
import { renderText } from './render-text';

/** The email that says a notice to somebody. */
export function mailOf(notice: Notice, to: string): Mail {
  const subject = subjectOf(notice.subject);
  return { to, subject, html: renderHtml({ ...notice, subject }), text: renderText(notice) };
}
