import Link from '@cloudscape-design/components/link';

type Props = { readonly ticket: string; readonly template: string | undefined };

/** A ticket's number, leading to the ticket when the settings say where tickets are. */
export function Ticket({ ticket, template }: Props) {
  if (!template?.startsWith('https://')) return <>{ticket}</>;
  return (
    <Link external href={template.replace('{ticket}', encodeURIComponent(ticket))}>
      {ticket}
    </Link>
  );
}
