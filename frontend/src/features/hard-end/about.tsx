import Alert from '@cloudscape-design/components/alert';
import { useMe } from '../../app/me';
import { strings } from './strings';

/** For admins: what happens to running sessions in this installation, and what only a real account can confirm of it. */
export function AboutHardEnd() {
  const { hardEnd } = useMe();
  const text = { off: strings.off, 'permission-set': strings.on, removing: strings.removing }[hardEnd];
  return (
    <Alert type="info" header={strings.title}>
      <div>{text}</div>
      {hardEnd !== 'off' && <div>{strings.unconfirmed}</div>}
    </Alert>
  );
}
