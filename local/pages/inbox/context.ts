import { addressOf, type Mail } from '../../aws/ses/mail';
import { linksOf } from '../../mail-links';
import type { PortalDirectory, PortalPerson } from '../../sign-in/portal-directory';
import type { PortalSessions } from '../../sign-in/portal-sessions';

/** What the inbox is made of. */
export type InboxContext = {
  /** What was mailed, oldest first. */
  readonly messages: () => readonly Mail[];
  readonly directory: Pick<PortalDirectory, 'people'>;
  readonly sessions: Pick<PortalSessions, 'begin'>;
  /** The origins under which Hourglass is opened on this laptop. */
  readonly origins: readonly string[];
};

/** Everybody whom an email reached, as bare addresses in lower case. */
export function recipientsOf({ to, cc, bcc }: Mail): string[] {
  return [...to, ...cc, ...bcc].map((one) => addressOf(one).toLowerCase());
}

/** The links of an email that lead into Hourglass on this laptop: paths, each once. */
export function ownLinks(mail: Mail, origins: readonly string[]): string[] {
  const paths = linksOf(mail).flatMap((link) => {
    const url = URL.canParse(link) ? new URL(link) : undefined;
    return url && origins.includes(url.origin) ? [`${url.pathname}${url.search}${url.hash}`] : [];
  });
  return [...new Set(paths)];
}

/** The person with this address, if it is somebody's. */
export function personWith(address: string, people: readonly PortalPerson[]): PortalPerson | undefined {
  return people.find(({ email }) => email !== '' && email.toLowerCase() === address);
}
