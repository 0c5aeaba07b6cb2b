import Spinner from '@cloudscape-design/components/spinner';
import { strings } from './strings';

/** Something is on its way. */
export function Loading() {
  return (
    <output style={{ padding: '3rem', textAlign: 'center' }}>
      <Spinner size="large" />
      <span className="visually-hidden">{strings.loading}</span>
    </output>
  );
}
