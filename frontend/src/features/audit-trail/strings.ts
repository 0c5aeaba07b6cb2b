/** What the page of the audit trail says. */
export const strings = {
  title: 'Audit trail',
  description: 'Everything that Hourglass decided or did, and whether it still stands as it was written.',
  verify: 'Verify',
  text: 'Checks that no event was changed, removed, added or moved in these days (UTC), and that the roots of all days were signed by this installation.',
  since: 'From',
  until: 'To',
  check: 'Check the audit trail',
  download: 'Download these days',
  holds: (events: number, streams: number) => `The chain holds: ${events} events in ${streams} streams.`,
  broken: (problems: number) => (problems === 1 ? '1 problem was found' : `${problems} problems were found`),
  brokenText: 'Treat this as an incident.',
  runbook: 'What to do',
  events: 'Events',
  streams: 'Streams',
  roots: 'Signed days',
  sealed: 'Sealed',
  days: (from: string, to: string) => `${from} to ${to}`,
  never: 'No day is sealed yet',
  signatures: 'Signatures',
  signed: 'All by the key of this installation',
  forged: (count: number) => `${count} not by the key of this installation`,
  unsealed:
    'Today is sealed an hour after midnight (UTC). Until then its events are checked by their chains alone.',
  stranger:
    'Whoever has the file and the public key can check it without this page: npm run verify -- --roots FILE --public-key KEY',
};
