import type { AuditEvent, AuditEventType } from '../model/audit-event';
import { EmergencyScope } from '../model/emergency';
import type { Notice } from './notice';
import { timeText } from './words';

type News = { readonly subject: string; readonly heading: string; readonly text: string };

/** To admins and responders: what was ordered or declared in an emergency, by whom and why. `undefined`: no news for them. */
export function emergencyNotice(event: AuditEvent, url: string): Notice | undefined {
  const news = NEWS[event.type]?.(scopeText(event.data.scope, event.data.name));
  if (!news) return undefined;
  const { comment, asked } = event.data;
  const by = event.actor.kind === 'person' ? event.actor.person : undefined;
  return {
    subject: `Emergency: ${news.subject}`,
    heading: news.heading,
    paragraphs: [news.text],
    facts: [
      ...(by ? [['By', `${by.displayName} (${by.userName})`] as const] : []),
      ['When', timeText(event.at)],
      ...(typeof asked === 'number' ? [['Leases ended by it', String(asked)] as const] : []),
      ...(typeof comment === 'string' ? [['Why', comment] as const] : []),
    ],
    button: { label: 'Open emergency', url },
    footer: 'You get this because you are an administrator or a responder of Hourglass.',
  };
}

const NEWS: Partial<Record<AuditEventType, (what: string) => News>> = {
  EmergencyEndOrdered: (what) => ({
    subject: `${what} is being ended`,
    heading: `${what} is being ended`,
    text: 'What was granted before the order ends now; the page shows how far that is. Running sessions can last until the session length of their permission sets is over.',
  }),
  EmergencyEndCompleted: (what) => ({
    subject: `${what} has ended`,
    heading: `${what} has ended`,
    text: 'No lease that the order covers is live any more. Running sessions can last until the session length of their permission sets is over.',
  }),
  EmergencyStopDeclared: () => ({
    subject: 'activations are stopped',
    heading: 'Activations are stopped',
    text: 'No access is switched on until the stop is lifted. What was asked of Identity Center before goes on.',
  }),
  EmergencyStopLifted: () => ({
    subject: 'activations go on',
    heading: 'The emergency stop is lifted',
    text: 'What waited is switched on within minutes.',
  }),
};

function scopeText(scope: unknown, name: unknown): string {
  const parsed = EmergencyScope.safeParse(scope);
  const called = typeof name === 'string' ? name : '';
  switch (parsed.data?.kind) {
    case 'lease':
      return called;
    case 'person':
      return `All access of ${called}`;
    case 'account':
      return `All access to ${called}`;
    case 'permission-set':
      return `All access with ${called}`;
    case 'everything':
      return 'Everything';
    case undefined:
      return 'Access';
  }
}
