import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { RequestDetail } from '../../../../core/contract/requests';
import { formatPrecise } from '../../shared/format-moment';
import { strings } from './strings';

type Entry = RequestDetail['timeline'][number];

const bad = /Rejected|Failed|Refused|Expired/;
const good = /Approved|Activated$/;

function tone(type: Entry['type']): string {
  if (bad.test(type)) return 'bad';
  return good.test(type) ? 'good' : 'plain';
}

/** Everything that happened to the request, in order. */
export function Timeline({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <Container header={<Header variant="h2">{strings.timeline}</Header>}>
      <ol className="timeline">
        {entries.map((entry) => (
          <li key={`${entry.at} ${entry.type} ${entry.text}`} className={tone(entry.type)}>
            <div>{entry.text}</div>
            {entry.comment && <div className="preformatted">“{entry.comment}”</div>}
            <Box color="text-body-secondary" fontSize="body-s">
              <time dateTime={entry.at} title={entry.at}>
                {formatPrecise(entry.at)}
              </time>{' '}
              · {entry.actor}
            </Box>
          </li>
        ))}
      </ol>
    </Container>
  );
}
